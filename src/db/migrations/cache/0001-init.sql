-- Copies of the upstream and what was found in them. May be deleted at any time.

create table packuments (
  name text primary key,
  -- The document as the upstream sent it, gzipped.
  document blob not null,
  digest text not null,
  etag text,
  last_modified text,
  -- JSON list of the releases, so that a tarball request need not read the document.
  releases text not null,
  fetched_at text not null,
  checked_at text not null
);

-- Which bytes a version turned out to be, written once they were compared with what was declared.
create table tarballs (
  name text not null,
  version text not null,
  integrity text not null,
  size integer not null,
  fetched_at text not null,
  primary key (name, version)
);

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
