import type { Db, Sql } from "../db/db.ts";
import { definitionFromStore, type ExpertDefinition } from "../expert/definition.ts";
import { type ExpertKey, parseExpertKey } from "../expert/key.ts";
import { type StatedReach, statedReach } from "../expert/stated-reach.ts";
import type { PackageName } from "../names/package-name.ts";

/** `deprecated` is what npm calls so too; `disabled` is final. */
export type ExpertStatus = "available" | "deprecated" | "disabled";

/** A version that is an Expert, as it is stored. */
export interface StoredExpert {
  readonly name: PackageName;
  readonly version: string;
  /** 24 of a-z and 0-9, the first a letter; the same for ever. */
  readonly id: string;
  readonly definition: ExpertDefinition;
  /** SHA-256 of the normal form, in hex. */
  readonly digest: string;
  /** The text of its intent.md, or null. */
  readonly intent: string | null;
  readonly status: ExpertStatus;
  /** sha512 of the tarball, which rulings are about. */
  readonly integrity: string;
  readonly publishedBy: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

interface Columns {
  name: string;
  version: string;
  id: string;
  definition: string;
  digest: string;
  intent: string | null;
  disabled_at: string | null;
  deprecated: string | null;
  integrity: string;
  published_by: string;
  published_at: string;
  updated_at: string;
}

/** Records that a version is an Expert, inside the transaction that adds it. */
export async function insertExpert(
  tx: Sql,
  expert: {
    readonly definition: ExpertDefinition;
    /** Canonical JSON of it. */
    readonly normalForm: string;
    readonly digest: string;
    readonly intent: string | null;
    readonly id: string;
  },
  at: string,
): Promise<void> {
  const { name, version, delegates } = expert.definition;
  await tx`
    insert into experts (name, version, id, definition, digest, intent, updated_at)
    values (${name}, ${version}, ${expert.id}, ${expert.normalForm}, ${expert.digest},
            ${expert.intent}, ${at})`;
  for (const [position, text] of delegates.entries()) {
    const key = parseExpertKey(text);
    await tx`
      insert into expert_delegates (name, version, position, delegate, delegate_version, delegate_tag)
      values (${name}, ${version}, ${position}, ${key.name}, ${key.version}, ${key.tag})`;
  }
}

/** Whether any version of a name is an Expert, held and disabled ones included. */
export async function isExpert({ read }: Pick<Db, "read">, name: PackageName): Promise<boolean> {
  const rows = await read`select 1 from experts where name = ${name} limit 1`;
  return rows.length > 0;
}

/** Every name of which a version is an Expert. */
export async function expertNames({ read }: Pick<Db, "read">): Promise<ReadonlySet<string>> {
  const rows = await read<{ name: string }>`select distinct name from experts`;
  return new Set(rows.map(({ name }) => name));
}

/** Every version of a name that is an Expert, held ones included, the first published first. */
export async function findExperts(
  { read }: Pick<Db, "read">,
  name: PackageName,
): Promise<StoredExpert[]> {
  const rows = await read<Columns>`
    select e.name, e.version, e.id, e.definition, e.digest, e.intent, e.disabled_at, v.deprecated,
           v.integrity, v.published_by, v.published_at, e.updated_at
    from experts e join versions v on v.name = e.name and v.version = e.version
    where e.name = ${name} order by v.published_at, e.version`;
  return rows.map(toExpert);
}

/** Some versions of many names in one statement, in any order. */
export async function findExpertsOf(
  { read }: Pick<Db, "read">,
  wanted: readonly { readonly name: string; readonly version: string }[],
): Promise<StoredExpert[]> {
  if (wanted.length === 0) return [];
  const pairs = wanted.map((_, at) => `($${2 * at + 1}, $${2 * at + 2})`).join(", ");
  const rows: Columns[] = await read.unsafe(
    `select e.name, e.version, e.id, e.definition, e.digest, e.intent, e.disabled_at,
            v.deprecated, v.integrity, v.published_by, v.published_at, e.updated_at
     from experts e join versions v on v.name = e.name and v.version = e.version
     where (e.name, e.version) in (values ${pairs})`,
    wanted.flatMap(({ name, version }) => [name, version]),
  );
  return rows.map(toExpert);
}

/** One version, or null when it is no Expert or not there. */
export async function findExpertVersion(
  { read }: Pick<Db, "read">,
  name: PackageName,
  version: string,
): Promise<StoredExpert | null> {
  const [row] = await read<Columns>`
    select e.name, e.version, e.id, e.definition, e.digest, e.intent, e.disabled_at, v.deprecated,
           v.integrity, v.published_by, v.published_at, e.updated_at
    from experts e join versions v on v.name = e.name and v.version = e.version
    where e.name = ${name} and e.version = ${version}`;
  return row === undefined ? null : toExpert(row);
}

/** What the policy asks about of a version that is an Expert. */
export interface ExpertReach extends StatedReach {
  readonly version: string;
  readonly digest: string;
  readonly publishedBy: string;
}

/** What the Experts of a name can do. */
export async function findReaches(
  { read }: Pick<Db, "read">,
  name: PackageName,
): Promise<ExpertReach[]> {
  const rows = await read<{
    version: string;
    digest: string;
    definition: string;
    published_by: string;
    manifest: string;
  }>`
    select e.version, e.digest, e.definition, v.published_by, v.manifest
    from experts e join versions v on v.name = e.name and v.version = e.version
    where e.name = ${name}`;
  return rows.map(({ version, digest, definition, published_by: publishedBy, manifest }) => {
    const { expert } = JSON.parse(manifest) as { expert?: unknown };
    const reach = statedReach(expert, definitionFromStore(definition));
    return { version, digest, publishedBy, ...reach };
  });
}

/** The versions of a package that are disabled. */
export async function findDisabled(
  { read }: Pick<Db, "read">,
  name: string,
): Promise<ReadonlySet<string>> {
  const rows = await read<{ version: string }>`
    select version from experts where name = ${name} and disabled_at is not null`;
  return new Set(rows.map(({ version }) => version));
}

/** Takes a version out of use for good, inside the caller's transaction. */
export async function disableExpert(
  tx: Sql,
  name: PackageName,
  version: string,
  at: string,
): Promise<void> {
  await tx`
    update experts set disabled_at = ${at}, updated_at = ${at}
    where name = ${name} and version = ${version} and disabled_at is null`;
}

/** Notes that status or tags of a version changed, inside the caller's transaction. */
export async function touchExpert(
  tx: Sql,
  name: PackageName,
  version: string,
  at: string,
): Promise<void> {
  await tx`update experts set updated_at = ${at} where name = ${name} and version = ${version}`;
}

/** Forgets that a version is an Expert, before the version itself goes. */
export async function deleteExpert(tx: Sql, name: PackageName, version: string): Promise<void> {
  await tx`delete from expert_delegates where name = ${name} and version = ${version}`;
  await tx`delete from experts where name = ${name} and version = ${version}`;
}

/** A version that delegates to something of a name. */
export interface Delegation {
  readonly name: PackageName;
  readonly version: string;
  readonly delegate: ExpertKey;
}

/** Who delegates to a name, whatever the status, versions of the name itself left out. */
export async function delegationsTo(sql: Sql, name: PackageName): Promise<Delegation[]> {
  const rows = await sql<{
    name: PackageName;
    version: string;
    delegate_version: string | null;
    delegate_tag: string | null;
  }>`
    select name, version, delegate_version, delegate_tag from expert_delegates
    where delegate = ${name} and name <> ${name} order by name, version, position`;
  return rows.map((row) => ({
    name: row.name,
    version: row.version,
    delegate: { name, version: row.delegate_version, tag: row.delegate_tag },
  }));
}

function toExpert(row: Columns): StoredExpert {
  return {
    name: row.name as PackageName,
    version: row.version,
    id: row.id,
    definition: definitionFromStore(row.definition),
    digest: row.digest,
    intent: row.intent,
    // One fact, one place: whatever deprecates the version on the npm face deprecates the Expert.
    status:
      row.disabled_at !== null ? "disabled" : row.deprecated !== null ? "deprecated" : "available",
    integrity: row.integrity,
    publishedBy: row.published_by,
    createdAt: row.published_at,
    updatedAt: row.updated_at,
  };
}

/** So many definitions are read at a time. */
const definitionsAtOnce = 500;

/** Names of the packages that skills of Experts in use run. */
export async function skillPackageNames(db: Pick<Db, "read">): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let after = "";
  for (;;) {
    const rows = await db.read<{ id: string; definition: string }>`
      select id, definition from experts where id > ${after} and disabled_at is null
      order by id limit ${definitionsAtOnce}`;
    for (const { definition } of rows) {
      for (const skill of Object.values(definitionFromStore(definition).skills)) {
        // Without the version, which follows an at sign that is not the first character.
        if (skill.type === "mcpStdioSkill") names.add(skill.packageName.replace(/(.)@.*$/, "$1"));
      }
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < definitionsAtOnce) return names;
    after = last.id;
  }
}
