-- Several entries may be about the same pattern: one that is pinned to a tarball, or that ends, stays as it
-- is when a person approves more of the same package.
create table exemptions_anew (
  id text primary key,
  pattern text not null,
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

insert into exemptions_anew
  select id, pattern, name, scope, versions, description, category, rules, integrity, enabled,
         created_by, created_at, expires_at
  from exemptions;

drop table exemptions;

alter table exemptions_anew rename to exemptions;

create index exemptions_by_name on exemptions (name);
create index exemptions_by_scope on exemptions (scope);
