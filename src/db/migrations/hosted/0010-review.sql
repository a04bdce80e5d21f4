-- Findings that a person let pass for one package.

create table suppressions (
  id text primary key,
  name text not null,
  rule_id text not null,
  -- JSON list of what it is about: the digest of a file, or a message where no file is known.
  matches text not null,
  reason text not null,
  person text not null,
  created_at text not null,
  expires_at text,
  removed_at text,
  removed_by text
);

create index suppressions_by_name on suppressions (name);

-- SHA-256 of the files that findings stand in, for packages that have suppressions.
create table finding_files (
  integrity text not null,
  file text not null,
  digest text not null,
  primary key (integrity, file)
);

create index reports_by_ruleset on reports (ruleset);

-- What released a hold when it was no person.
alter table holds add column released_by text;

-- Who was sent which bytes, or asked for them in vain: one row a client, an address and a day.
create table fetches (
  name text not null,
  version text not null,
  integrity text not null,
  principal text not null,
  token_id text not null,
  address text not null,
  client text not null,
  was_served integer not null,
  day text not null,
  count integer not null,
  last_at text not null,
  primary key (name, version, integrity, principal, token_id, address, client, was_served, day)
);

create index fetches_by_integrity on fetches (integrity);
create index fetches_by_day on fetches (day);
