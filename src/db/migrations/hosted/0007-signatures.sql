-- What this registry signed, and which keys it has ever seen. No reference to versions: an
-- unpublished version keeps its signature, as its number stays spent.

create table signatures (
  name text not null,
  version text not null,
  integrity text not null,
  keyid text not null,
  sig text not null,
  signed_at text not null,
  primary key (name, version)
);

-- Public keys, ours under the source 'self'. Never deleted: what was signed with a retired key must
-- stay verifiable.
create table signing_keys (
  source text not null,
  keyid text not null,
  -- JSON as it is served.
  key text not null,
  seen_at text not null,
  primary key (source, keyid)
);

-- Provenance of what was published here: the publisher's sigstore bundle, as it came.
create table attestations (
  name text not null,
  version text not null,
  predicate_type text not null,
  bundle text not null,
  primary key (name, version, predicate_type)
);
