-- What is published here, who may do what, and what people decided. Back this file up.

create table packages (
  name text primary key,
  rev integer not null,
  created_at text not null,
  modified_at text not null
);

-- The primary key is what makes a version write-once: of two publishes, the second must lose.
create table versions (
  name text not null references packages (name),
  version text not null,
  -- JSON of the version as it is served, without dist.tarball and readme, which are added on reading.
  manifest text not null,
  readme text not null,
  integrity text not null,
  size integer not null,
  has_install_script integer not null,
  published_by text not null,
  published_at text not null,
  primary key (name, version)
);

create table tags (
  name text not null references packages (name),
  tag text not null,
  version text not null,
  primary key (name, tag),
  foreign key (name, version) references versions (name, version)
);

-- A scope that is owned here is never asked of the upstream.
create table orgs (
  name text primary key,
  created_by text not null,
  created_at text not null
);

-- Unscoped names that the operator has taken although the upstream has them too.
create table claims (
  name text primary key,
  claimed_by text not null,
  claimed_at text not null
);

create table tokens (
  id text primary key,
  hash text not null unique,
  label text not null,
  principal text not null,
  scopes text not null,
  packages text not null,
  is_agent integer not null,
  cidrs text not null,
  created_by text not null,
  created_at text not null,
  expires_at text,
  revoked_at text
);

-- A release that the scanner would not let through. The record stays when a person has decided.
create table holds (
  id text primary key,
  name text not null,
  version text not null,
  integrity text not null,
  origin text not null,
  file text not null,
  size integer not null,
  report text not null,
  held_at text not null,
  -- Set when a later rule-set found nothing any more.
  released_at text,
  unique (name, version, integrity)
);

create index holds_by_integrity on holds (integrity);

-- What people decided about the bytes of a release, in order; the newest that has not expired counts.
create table rulings (
  id integer primary key,
  integrity text not null,
  name text not null,
  version text not null,
  decision text not null,
  reason text not null,
  person text not null,
  decided_at text not null,
  expires_at text
);

create index rulings_by_integrity on rulings (integrity, id);

-- Scans of what was published here.
create table reports (
  integrity text not null,
  name text not null,
  version text not null,
  ruleset text not null,
  verdict text not null,
  report text not null,
  scanned_at text not null,
  primary key (integrity, name, version)
);
