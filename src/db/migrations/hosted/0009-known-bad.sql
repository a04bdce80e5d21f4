-- Names and bytes that somebody listed as bad: held whatever a scan says, before anything is fetched.

create table blocks (
  -- A name, name@range or a digest, in the one spelling that the program writes.
  subject text not null,
  -- `local`, or where the list is that it came from.
  source text not null,
  name text,
  versions text,
  digest text,
  reason text not null,
  added_by text not null,
  added_at text not null,
  primary key (subject, source)
);

create index blocks_by_name on blocks (name);
create index blocks_by_digest on blocks (digest);

-- What became of asking each list of advisories.sources.
create table bad_lists (
  source text primary key,
  etag text,
  last_modified text,
  digest text,
  -- When it was last read without a failure.
  refreshed_at text,
  tried_at text not null,
  failure text
);

-- Since when the advisory says this about this name: an approval from before did not know it.
alter table advisory_packages add column known_since text not null default '';

update advisory_packages set known_since = (
  select imported_at from advisories where advisories.id = advisory_packages.advisory_id
);
