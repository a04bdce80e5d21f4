-- Which upstream a copy came from: another one's copy is not an older version of this one's.
alter table packuments add column source text not null default '';

-- Attestations never change for a version, so a copy is good for ever.
create table attestations (
  source text not null,
  name text not null,
  version text not null,
  document text not null,
  fetched_at text not null,
  primary key (source, name, version)
);

-- When the signing keys of an upstream are asked for again.
create table key_checks (
  source text primary key,
  next_at text not null
);

-- Versions whose declared digest was another one before.
create table rewritten (
  source text not null,
  name text not null,
  version text not null,
  was text not null,
  now text not null,
  noticed_at text not null,
  primary key (source, name, version)
);

-- When a tarball was last asked for, to the hour, so that the least used ones make room.
alter table tarballs add column used_at text not null default '';

create index tarballs_by_integrity on tarballs (integrity);
create index tarballs_by_use on tarballs (used_at);
