-- Finding by purpose: bundles of packs, and what the index says about them and about Experts.

-- The text of an Expert's intent.md, null when it has none.
alter table experts add column intent text;

-- Ids are shared by Experts and packs; whoever comes first has one.
create table intent_ids (
  id text primary key,
  -- The package of the Expert; null when packs have the id.
  name text unique,
  -- Who brought the first of it, as principals are written.
  taken_by text not null,
  taken_at text not null
);

-- Bundles that were uploaded. They are never changed or replaced.
create table bundles (
  pack_id text not null references intent_ids (id),
  version text not null,
  -- `sha256:` and hex, as clients ask for it; `integrity` is where the bytes are.
  digest text not null unique,
  integrity text not null,
  size integer not null,
  published_by text not null,
  published_at text not null,
  -- What the index says but for the signature, which depends on the keys that are trusted; as JSON.
  entry text not null,
  -- What else was read out of it, as JSON.
  facts text not null,
  primary key (pack_id, version)
);

-- Everything that the index shows, made from experts and bundles; may be made anew at any time.
create table intent_entries (
  -- Grows with every change: a higher one was written later.
  seq integer primary key,
  -- The package of an Expert, or `pack:` and the id of a pack.
  subject text not null,
  pack_id text not null,
  version text not null,
  digest text not null unique,
  -- What the entry was made from; the same stamp gives the same entry.
  stamp text not null,
  -- The entry as a line of canonical JSON.
  line text not null,
  -- What else is shown of it, as JSON.
  facts text not null,
  unique (pack_id, version)
);

create index intent_entries_by_subject on intent_entries (subject);

-- The state of each subject that its entries were made from.
create table intent_states (
  subject text primary key,
  rev integer not null,
  access text not null,
  layout integer not null,
  -- Of the policy and the trusted keys.
  trust text not null,
  -- When time alone may change what is shown; null for never.
  recheck_at text
);
