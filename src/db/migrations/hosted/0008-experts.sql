-- Versions that are Experts: what the package's tarball defines, in the form that every face shows.

create table experts (
  name text not null,
  version text not null,
  -- Opaque, for protocols that name things so: 24 of a-z and 0-9, the first a letter.
  id text not null unique,
  -- The normal form as canonical JSON, and its SHA-256 in hex.
  definition text not null,
  digest text not null,
  -- When its publisher took it out of use for good; null while it is in use.
  disabled_at text,
  -- When its status or tags changed last.
  updated_at text not null,
  primary key (name, version),
  foreign key (name, version) references versions (name, version)
);

-- Whom a version delegates to, as its author wrote it, so that nothing it needs is removed.
create table expert_delegates (
  name text not null,
  version text not null,
  position integer not null,
  delegate text not null,
  delegate_version text,
  delegate_tag text,
  primary key (name, version, position),
  foreign key (name, version) references experts (name, version)
);

create index expert_delegates_by_delegate on expert_delegates (delegate);
