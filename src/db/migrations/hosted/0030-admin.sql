-- What people and programs did here, one entry after the other. Each holds the hash of the one before.
create table audit (
  id integer primary key,
  action text not null,
  target text,
  -- JSON.
  details text not null,
  severity text not null,
  created_at text not null,
  -- Who: a principal as in tokens, or `system`; and how the call came.
  principal text not null,
  via text not null,
  ip text,
  session text,
  request_id text,
  prev_hash text not null,
  hash text not null
);

create index audit_by_action on audit (action, created_at);
create index audit_by_time on audit (created_at);

-- Runs of entries that were removed when their time was over: the chain goes on from `hash`.
create table audit_gaps (
  first_id integer primary key,
  last_id integer not null,
  prev_hash text not null,
  hash text not null,
  removed_at text not null
);

-- Settings that people change while the registry runs, as JSON.
create table settings (
  key text primary key,
  value text not null,
  changed_by text not null,
  changed_at text not null
);

-- Addresses that may connect, or may not.
create table ip_rules (
  id text primary key,
  pattern text not null unique,
  description text not null,
  enabled integer not null,
  created_by text not null,
  created_at text not null
);

-- Packages of which findings that are no proof of harm alone do not hold a release.
create table exemptions (
  id text primary key,
  pattern text not null unique,
  name text,
  scope text,
  versions text,
  description text not null,
  category text not null,
  -- JSON list of rule ids; empty for all that can be exempted.
  rules text not null,
  integrity text,
  enabled integer not null,
  created_by text not null,
  created_at text not null,
  expires_at text
);

create index exemptions_by_name on exemptions (name);
create index exemptions_by_scope on exemptions (scope);
