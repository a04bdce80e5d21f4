-- Which packages a copied one needs, by any of its versions that were fetched: so that it can be said which
-- of them brings in what is held.
create table needs (
  dependency text not null,
  name text not null,
  primary key (dependency, name)
);
