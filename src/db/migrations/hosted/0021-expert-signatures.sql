-- What people signed about the definitions of Experts. No reference to versions: an unpublished version
-- keeps its signatures, as its number stays spent.

create table expert_signatures (
  name text not null,
  version text not null,
  -- The id by which the signer is known in trust/keys.toml, here or elsewhere.
  signer text not null,
  algorithm text not null,
  -- The definition that it is about: `sha256:` and hex.
  digest text not null,
  -- In base64.
  value text not null,
  added_by text not null,
  added_at text not null,
  primary key (name, version, signer)
);
