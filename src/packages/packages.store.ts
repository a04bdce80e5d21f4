import type { Integrity } from "../blobs/integrity.ts";
import type { Db, Sql } from "../db/db.ts";
import { RegistryError } from "../errors.ts";
import { type PackageName, scopeOf } from "../names/package-name.ts";
import type { DistTag, Version } from "../names/version.ts";
import type { JsonObject } from "../scanner/rule.ts";

export interface NewVersion {
  readonly name: PackageName;
  readonly version: Version;
  /** As it will be served, without dist.tarball and readme. */
  readonly manifest: JsonObject;
  readonly readme: string;
  readonly integrity: Integrity;
  readonly size: number;
  readonly hasInstallScript: boolean;
  readonly tags: readonly DistTag[];
  readonly publishedBy: string;
  readonly publishedAt: string;
}

export interface StoredVersion {
  readonly version: string;
  readonly manifest: JsonObject;
  readonly readme: string;
  readonly integrity: Integrity;
  readonly hasInstallScript: boolean;
  readonly publishedBy: string;
  readonly publishedAt: string;
}

export interface StoredPackage {
  readonly rev: number;
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly versions: readonly StoredVersion[];
  readonly tags: ReadonlyMap<string, string>;
}

/**
 * Adds a version inside the caller's transaction, with its tags, and `latest` for the first one.
 *
 * Immutability rests on the primary key, not on a look-up before it: two publishes of one version may
 * arrive together, and the second must lose.
 *
 * @throws RegistryError `conflict` when the version exists; then nothing is changed
 */
export async function insertVersion(tx: Sql, v: NewVersion): Promise<void> {
  await tx`
    insert into packages (name, rev, created_at, modified_at)
    values (${v.name}, 1, ${v.publishedAt}, ${v.publishedAt})
    on conflict (name) do update
    set rev = packages.rev + 1, modified_at = excluded.modified_at`;

  const inserted = await tx`
    insert into versions (name, version, manifest, readme, integrity, size, has_install_script,
                          published_by, published_at)
    values (${v.name}, ${v.version}, ${JSON.stringify(v.manifest)}, ${v.readme}, ${v.integrity},
            ${v.size}, ${v.hasInstallScript ? 1 : 0}, ${v.publishedBy}, ${v.publishedAt})
    on conflict (name, version) do nothing
    returning version`;
  if (inserted.length === 0) throw alreadyPublished(v.name, v.version);

  for (const tag of v.tags) {
    await tx`
      insert into tags (name, tag, version) values (${v.name}, ${tag}, ${v.version})
      on conflict (name, tag) do update set version = excluded.version`;
  }
  // Without a latest, `npm install name` would fail after a first publish with another tag.
  await tx`
    insert into tags (name, tag, version) values (${v.name}, 'latest', ${v.version})
    on conflict (name, tag) do nothing`;
}

/** The refusal of other bytes for a version that exists; 403, because one client retries a 409. */
export function alreadyPublished(name: PackageName, version: string): RegistryError {
  return new RegistryError(
    "conflict",
    `${name}@${version} is already published; publish a new version number`,
  );
}

/** Whether a name belongs to this registry: published here, claimed, or in a scope that is owned here. */
export async function isHosted(db: Db, name: PackageName): Promise<boolean> {
  const scope = scopeOf(name) ?? "";
  const rows = await db.read`
    select 1 from packages where name = ${name}
    union all select 1 from claims where name = ${name}
    union all select 1 from orgs where name = ${scope}`;
  return rows.length > 0;
}

export async function insertClaim(
  db: Db,
  name: PackageName,
  by: string,
  at: string,
): Promise<void> {
  await db.write(async (tx) => {
    await tx`
      insert into claims (name, claimed_by, claimed_at) values (${name}, ${by}, ${at})
      on conflict (name) do nothing`;
  });
}

interface VersionRow {
  version: string;
  manifest: string;
  readme: string;
  integrity: string;
  has_install_script: number;
  published_by: string;
  published_at: string;
}

/** Everything that is stored of a package, held versions included, or null. */
export async function findPackage(db: Db, name: PackageName): Promise<StoredPackage | null> {
  const [row] = await db.read<{ rev: number; created_at: string; modified_at: string }>`
    select rev, created_at, modified_at from packages where name = ${name}`;
  if (row === undefined) return null;
  const versions = await db.read<VersionRow>`
    select version, manifest, readme, integrity, has_install_script, published_by, published_at
    from versions where name = ${name} order by published_at, version`;
  const tags = await db.read<{ tag: string; version: string }>`
    select tag, version from tags where name = ${name} order by tag`;
  return {
    rev: row.rev,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    versions: versions.map(toVersion),
    tags: new Map(tags.map(({ tag, version }) => [tag, version])),
  };
}

export async function findVersion(
  db: Db,
  name: PackageName,
  version: string,
): Promise<StoredVersion | null> {
  const [row] = await db.read<VersionRow>`
    select version, manifest, readme, integrity, has_install_script, published_by, published_at
    from versions where name = ${name} and version = ${version}`;
  return row ? toVersion(row) : null;
}

/** Every digest that a published version points at. */
export async function publishedIntegrities(db: Db): Promise<Set<Integrity>> {
  const rows = await db.read<{ integrity: string }>`select distinct integrity from versions`;
  return new Set(rows.map((row) => row.integrity as Integrity));
}

function toVersion(row: VersionRow): StoredVersion {
  return {
    version: row.version,
    manifest: JSON.parse(row.manifest) as JsonObject,
    readme: row.readme,
    integrity: row.integrity as Integrity,
    hasInstallScript: row.has_install_script === 1,
    publishedBy: row.published_by,
    publishedAt: row.published_at,
  };
}
