import type { Integrity } from "../blobs/integrity.ts";
import type { Db, Sql } from "../db/db.ts";
import { RegistryError } from "../errors.ts";
import { type PackageName, scopeOf } from "../names/package-name.ts";
import type { DistTag, Version } from "../names/version.ts";
import type { JsonObject } from "../scanner/rule.ts";
import { dependenciesOf } from "./dependencies.ts";
import { insertDependencies } from "./dependents.store.ts";
import { findMaintainers } from "./owners.store.ts";
import type { Access } from "./rights.store.ts";
import { findStarrers } from "./stars.store.ts";
import { refuseSpent } from "./tombstones.store.ts";

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
  /** Who may read the package, if this is its first version; null for everybody. */
  readonly access: Access | null;
}

export interface StoredVersion {
  readonly version: string;
  readonly manifest: JsonObject;
  readonly readme: string;
  readonly integrity: Integrity;
  readonly hasInstallScript: boolean;
  readonly publishedBy: string;
  readonly publishedAt: string;
  /** What its publisher says about using it no longer, or null. */
  readonly deprecated: string | null;
  /** Revision of the package in which that was last said or unsaid, 0 for never. */
  readonly deprecatedRev: number;
}

export interface StoredPackage {
  readonly rev: number;
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly versions: readonly StoredVersion[];
  readonly tags: ReadonlyMap<string, string>;
  readonly access: Access;
  /** Principals as `principalToText` writes them. */
  readonly maintainers: readonly string[];
  readonly starredBy: readonly string[];
}

/** No package that people wrote comes near it. */
const maxDependencies = 10_000;

/**
 * Adds a version inside the caller's transaction, with its tags, and `latest` for the first one.
 *
 * Immutability rests on the primary key, not on a look-up before it: two publishes of one version may
 * arrive together, and the second must lose.
 *
 * @throws RegistryError `conflict` when the version exists or existed; then nothing is changed
 */
export async function insertVersion(tx: Sql, v: NewVersion): Promise<void> {
  await refuseSpent(tx, v.name, v.version);
  await tx`
    insert into packages (name, rev, created_at, modified_at, access)
    values (${v.name}, 1, ${v.publishedAt}, ${v.publishedAt}, ${v.access ?? "public"})
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
  const dependencies = dependenciesOf(v.manifest);
  if (dependencies.length > maxDependencies) {
    throw new RegistryError(
      "invalid",
      `a version cannot have over ${maxDependencies} dependencies`,
    );
  }
  await insertDependencies(tx, v.name, v.version, dependencies);

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

/** Those of `names` that belong to this registry, as `isHosted` asks of one. */
export async function hostedAmong(
  db: Pick<Db, "read">,
  names: readonly PackageName[],
): Promise<ReadonlySet<PackageName>> {
  const own = new Set<string>();
  for (let at = 0; at < names.length; at += maxBound) {
    const some = names.slice(at, at + maxBound);
    const scopes = [...new Set(some.map((name) => scopeOf(name) ?? ""))];
    const [list, scopeList] = [places(some.length), places(scopes.length)];
    const rows: { name: string }[] = await db.read.unsafe(
      `select name from packages where name in (${list})
       union select name from claims where name in (${list})`,
      some,
    );
    const orgs: { name: string }[] = await db.read.unsafe(
      `select '@' || name as name from orgs where name in (${scopeList})`,
      scopes,
    );
    for (const { name } of [...rows, ...orgs]) own.add(name);
  }
  return new Set(names.filter((name) => own.has(name) || own.has(`@${scopeOf(name)}`)));
}

/** So many values are bound in one statement. */
const maxBound = 500;

/** `$1, $2, $3`: both engines number the values of a statement so. */
function places(count: number): string {
  return Array.from({ length: count }, (_, at) => `$${at + 1}`).join(", ");
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
  deprecated: string | null;
  deprecated_rev: number;
}

/** Everything that is stored of a package, held versions included, or null. */
export async function findPackage(
  db: Pick<Db, "read">,
  name: PackageName,
): Promise<StoredPackage | null> {
  const [row] = await db.read<{
    rev: number;
    created_at: string;
    modified_at: string;
    access: Access;
  }>`
    select rev, created_at, modified_at, access from packages where name = ${name}`;
  if (row === undefined) return null;
  const versions = await db.read<VersionRow>`
    select version, manifest, readme, integrity, has_install_script, published_by, published_at,
           deprecated, deprecated_rev
    from versions where name = ${name} order by published_at, version`;
  const tags = await db.read<{ tag: string; version: string }>`
    select tag, version from tags where name = ${name} order by tag`;
  return {
    rev: row.rev,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    versions: versions.map(toVersion),
    tags: new Map(tags.map(({ tag, version }) => [tag, version])),
    access: row.access,
    maintainers: await findMaintainers(db, name),
    starredBy: await findStarrers(db, name),
  };
}

export async function findVersion(
  db: Pick<Db, "read">,
  name: PackageName,
  version: string,
): Promise<StoredVersion | null> {
  const [row] = await db.read<VersionRow>`
    select version, manifest, readme, integrity, has_install_script, published_by, published_at,
           deprecated, deprecated_rev
    from versions where name = ${name} and version = ${version}`;
  return row ? toVersion(row) : null;
}

/** When each version of a package was published, in ISO form. */
export async function findVersionTimes(
  db: Db,
  name: PackageName,
): Promise<{ version: string; publishedAt: string }[]> {
  const rows = await db.read<{ version: string; published_at: string }>`
    select version, published_at from versions where name = ${name}`;
  return rows.map((row) => ({ version: row.version, publishedAt: row.published_at }));
}

/** The digests of each version of a package; its sha1 in hex, as its manifest shows it. */
export async function findVersionDigests(
  db: Db,
  name: PackageName,
): Promise<{ version: string; integrity: Integrity; shasum: string | null }[]> {
  const rows = await db.read<{ version: string; integrity: string; manifest: string }>`
    select version, integrity, manifest from versions where name = ${name}`;
  return rows.map(({ version, integrity, manifest }) => {
    const { dist } = JSON.parse(manifest) as { dist?: { shasum?: string } };
    return { version, integrity: integrity as Integrity, shasum: dist?.shasum ?? null };
  });
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
    deprecated: row.deprecated,
    deprecatedRev: row.deprecated_rev,
  };
}

/**
 * Counts a change of a package inside the caller's transaction, so that clients and caches see that
 * there was one. Returns the new revision.
 */
export async function countChange(tx: Sql, name: PackageName, at: string): Promise<number> {
  const [row] = await tx<{ rev: number }>`
    update packages
    set rev = rev + 1, modified_at = case when modified_at < ${at} then ${at} else modified_at end
    where name = ${name}
    returning rev`;
  return row?.rev ?? 0;
}

/** Sets or takes away what is said about using a version no longer, inside the caller's transaction. */
export async function updateDeprecated(
  tx: Sql,
  name: PackageName,
  version: string,
  deprecated: string | null,
  rev: number,
): Promise<void> {
  await tx`
    update versions set deprecated = ${deprecated}, deprecated_rev = ${rev}
    where name = ${name} and version = ${version}`;
}
