-- People, what they may do, and who maintains a package.

create table users (
  name text primary key,
  -- argon2id with its parameters and salt.
  password text not null,
  email text not null,
  fullname text not null,
  homepage text not null,
  github text not null,
  created_at text not null,
  updated_at text not null,
  -- Second factor: null, auth-only or auth-and-writes; pending until a first code was given.
  tfa_mode text,
  tfa_secret text,
  tfa_pending integer not null default 0,
  -- The time step of the last code that was taken, and by which token: a code is not taken twice.
  tfa_step integer not null default 0,
  tfa_step_by text not null default ''
);

create table recovery_codes (
  user_name text not null references users (name),
  hash text not null,
  primary key (user_name, hash)
);

create table members (
  org text not null references orgs (name),
  user_name text not null references users (name),
  role text not null,
  added_at text not null,
  primary key (org, user_name)
);

create index members_by_user on members (user_name);

create table teams (
  org text not null references orgs (name),
  name text not null,
  description text not null,
  created_at text not null,
  primary key (org, name)
);

create table team_members (
  org text not null,
  team text not null,
  user_name text not null references users (name),
  primary key (org, team, user_name),
  foreign key (org, team) references teams (org, name)
);

create index team_members_by_user on team_members (user_name);

create table team_grants (
  org text not null,
  team text not null,
  package text not null,
  permission text not null,
  primary key (org, team, package),
  foreign key (org, team) references teams (org, name)
);

create index team_grants_by_package on team_grants (package);

-- A principal is written as in tokens: owner, org:acme, user:ann; and anonymous with open_publish.
create table maintainers (
  name text not null,
  principal text not null,
  added_at text not null,
  primary key (name, principal)
);

create index maintainers_by_principal on maintainers (principal);

insert into maintainers (name, principal, added_at)
select name,
       case when published_by in ('owner', 'anonymous') then published_by
            else 'org:' || published_by end,
       min(published_at)
from versions group by name, published_by;

create table stars (
  name text not null,
  principal text not null,
  starred_at text not null,
  primary key (name, principal)
);

create index stars_by_principal on stars (principal);

alter table packages add column access text not null default 'public';

-- The first characters of the secret, by which a person recognises a token.
alter table tokens add column prefix text not null default '';
alter table tokens add column description text not null default '';
alter table tokens add column package_scopes text not null default '[]';
alter table tokens add column orgs text not null default '[]';
alter table tokens add column org_permission text not null default 'read-write';
alter table tokens add column bypasses_tfa integer not null default 0;

create index tokens_by_principal on tokens (principal);
