-- Further digests of the bytes, in hex, for lists that name bad ones by them.
alter table tarballs add column sha1 text;
alter table tarballs add column sha256 text;

create index tarballs_by_sha1 on tarballs (sha1);
create index tarballs_by_sha256 on tarballs (sha256);
create index reports_by_ruleset on reports (ruleset);
