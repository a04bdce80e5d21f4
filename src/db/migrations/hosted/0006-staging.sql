-- Publishes that wait for a person. The record stays when they are decided; the bytes of those that
-- wait must not be swept.

create table staged (
  id text primary key,
  name text not null,
  version text not null,
  integrity text not null,
  shasum text not null,
  size integer not null,
  -- What publish() needs besides the bytes: manifest, readme, tags, provenance, as JSON.
  release text not null,
  report text not null,
  staged_by text not null,
  staged_at text not null,
  state text not null,
  decided_by text,
  decided_at text,
  reason text
);

create index staged_by_state on staged (state);
