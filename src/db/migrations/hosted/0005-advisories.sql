-- Security advisories that were imported, for audits.

create table advisories (
  -- Stable: clients remember advisories by it.
  id integer primary key,
  osv_id text not null unique,
  title text not null,
  severity text not null,
  url text not null,
  -- JSON lists of text.
  cwe text not null,
  aliases text not null,
  cvss_score real not null,
  cvss_vector text,
  published_at text,
  modified_at text,
  -- A withdrawn advisory is kept, so that importing it again changes nothing.
  withdrawn_at text,
  imported_at text not null
);

create table advisory_packages (
  name text not null,
  advisory_id integer not null references advisories (id),
  -- JSON of intervals and single versions, in the order of versions.
  affected text not null,
  -- The same as a range that clients can read.
  vulnerable_versions text not null,
  primary key (name, advisory_id)
);

create index advisory_packages_by_advisory on advisory_packages (advisory_id);
