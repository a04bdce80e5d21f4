-- What a scan saw of some bytes, packed: for rules that are newer, and for the version after. It can be
-- gathered again from the bytes at any time, also of what is published here.
create table evidence (
  integrity text primary key,
  packed blob not null
);
