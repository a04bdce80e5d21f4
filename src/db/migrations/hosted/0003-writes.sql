-- What may change about a version after its publish, and what is left of one that was removed.

alter table versions add column deprecated text;

-- Revision of the package in which the deprecation was last changed, 0 for never.
alter table versions add column deprecated_rev integer not null default 0;

-- Whether the version's rows in dependencies were written; older versions get theirs at the next start.
alter table versions add column dependencies_listed integer not null default 0;

create index versions_unlisted on versions (name) where dependencies_listed = 0;

-- A version number that was used is spent for good, also when its version is gone.
create table tombstones (
  name text not null references packages (name),
  version text not null,
  integrity text not null,
  published_by text not null,
  published_at text not null,
  removed_by text not null,
  removed_at text not null,
  primary key (name, version)
);

-- What the versions published here need at run time, so that nothing they need is removed.
create table dependencies (
  name text not null,
  version text not null,
  dependency text not null,
  wanted text not null,
  primary key (name, version, dependency, wanted),
  foreign key (name, version) references versions (name, version)
);

create index dependencies_by_dependency on dependencies (dependency);
