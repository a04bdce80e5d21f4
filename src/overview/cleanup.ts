import { type Caller, requireScope } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { type PackageName, parsePackageName } from "../names/package-name.ts";
import { dependenciesOf } from "../packages/dependencies.ts";
import { skillPackageNames } from "../packages/experts.store.ts";
import { storedDocument } from "../upstream/read-through.ts";
import {
  copiedNames,
  hostedCounts,
  neededByHosted,
  storedVersionsAmong,
} from "./overview.store.ts";
import { removeCopies } from "./packages.ts";

export interface Cleaned {
  /** Packages published here. */
  readonly localLibs: number;
  /** Copied packages that went, or would go. */
  readonly deleted: number;
  readonly kept: number;
  /** Names that packages published here need, and what those need in turn. */
  readonly requiredDeps: number;
  /** Of their tarballs; 0 in a dry run. */
  readonly bytes: number;
  /** The first of those that went. */
  readonly packages: readonly string[];
}

const maxShown = 1000;

/**
 * Removes copies that nothing published here needs, not even by way of others. What Experts run counts as
 * needed. They come back with the next request for them.
 *
 * @throws RegistryError `unauthenticated`, `forbidden` unless an administrator asks
 */
export async function cleanUp(app: App, caller: Caller, isDryRun: boolean): Promise<Cleaned> {
  requireScope(caller, "admin");
  const required = await requiredNames(app);
  const copied = await copiedNames(app.cacheDb);
  const going = copied.filter((name) => !required.has(name));
  const { packages: localLibs } = await hostedCounts(app.db);
  const kept = copied.length - going.length;
  if (!isDryRun && going.length > 0) {
    const details = { cleanup: true, deleted: going.length, kept };
    const note = { action: "cache_cleared", target: null, details } as const;
    await app.db.write((tx) => recordAudit(tx, caller, note, app.now().toISOString()));
  }
  let bytes = 0;
  for (const name of isDryRun ? [] : going) {
    for (const { size } of await removeCopies(app, name)) bytes += size;
  }
  return {
    localLibs,
    deleted: going.length,
    kept,
    requiredDeps: required.size,
    bytes,
    packages: going.slice(0, maxShown),
  };
}

async function requiredNames(app: App): Promise<ReadonlySet<string>> {
  const first = [...(await neededByHosted(app.db)), ...(await skillPackageNames(app.db))];
  const required = new Set<string>(first);
  // Grows while it is walked over.
  for (const text of required) {
    const name = asName(text);
    if (name === null) continue;
    for (const needed of await neededByCopy(app, name)) required.add(needed);
  }
  return required;
}

/** What the versions of a copy need that were fetched, and its latest one. */
async function neededByCopy(app: App, name: PackageName): Promise<string[]> {
  const document = await storedDocument(app, name);
  if (document === null) return [];
  const fetched = await storedVersionsAmong(app.cacheDb, "cache", [name]);
  const tags = document.json["dist-tags"];
  const latest: unknown =
    typeof tags === "object" && tags !== null ? Reflect.get(tags, "latest") : null;
  const versions = new Set<unknown>([...fetched.map(({ version }) => version), latest]);
  return [...versions].flatMap((version) => {
    // A document can say anything of its tags.
    if (typeof version !== "string") return [];
    const manifest = document.versions.get(version);
    return manifest === undefined ? [] : dependenciesOf(manifest).map((needed) => needed.name);
  });
}

/** A manifest can name anything. */
function asName(text: string): PackageName | null {
  try {
    return parsePackageName(text);
  } catch {
    return null;
  }
}
