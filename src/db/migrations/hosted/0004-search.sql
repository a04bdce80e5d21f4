-- What search finds. Made from the other tables, so it may be emptied: the next start fills it again.

create table search_packages (
  -- Given anew with each change, so that the highest is what changed last.
  id integer primary key,
  name text not null unique,
  -- packages.rev that the row was made from; another one there means that the row is behind.
  rev integer not null,
  -- How the row was made; another program may make it in another way.
  layout integer not null,
  -- Who may read the package, as packages.access was.
  access text not null,
  -- JSON of the package as search shows it; null while nothing of it may be seen.
  hit text,
  published_at text,
  -- From when on it has to be made anew, because a ruling expires.
  recheck_at text
);

create index search_packages_by_time on search_packages (published_at desc, name);

create index search_packages_by_recheck on search_packages (recheck_at);

create index search_packages_by_access on search_packages (access);

-- Words by search_packages.id. PostgreSQL has text search of its own; these tables are SQLite's.
create virtual table search_text using fts5 (
  name, keywords, description, people, readme, labels,
  content = '', contentless_delete = 1, prefix = '2 3',
  tokenize = 'unicode61 remove_diacritics 2'
);

-- Name and keywords once more, in a table that is small: packages with the words there come first.
create virtual table search_names using fts5 (
  name, keywords, labels,
  content = '', contentless_delete = 1, prefix = '2 3',
  tokenize = 'unicode61 remove_diacritics 2'
);
