import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { Catalogue } from "./catalogue.ts";
import { entriesAt } from "./entries.store.ts";
import { readPackId } from "./pack-id.ts";
import { type ShownVersion, showVersion } from "./shown.ts";

type Needs = Pick<App, "db" | "intent" | "packTrust">;

/** An Expert or a pack with all its versions. */
export interface PackInfo {
  readonly id: string;
  readonly name: string;
  readonly latest: string;
  /** The newest first. */
  readonly versions: readonly ShownVersion[];
}

/**
 * @param given an id, or the package name of an Expert
 * @throws RegistryError `not_found`, `invalid`
 */
export async function packInfo(
  app: Needs,
  given: string,
  installed: string | null,
): Promise<PackInfo> {
  const id = readPackId(given);
  const info = await infoOf(app, await app.intent.settle(), id, installed);
  if (info !== null) return info;
  throw new RegistryError("not_found", `nothing with the id ${id} can be found here`);
}

/**
 * A page of everything, in the order of ids.
 *
 * @param after the last id of the page before
 */
export async function listPacks(
  app: Needs,
  after: string,
  limit: number,
): Promise<{ readonly packs: readonly PackInfo[]; readonly next: string | null }> {
  const catalogue = await app.intent.settle();
  const ids = catalogue.ids();
  const start = ids.findIndex((id) => id > after);
  const page = start < 0 ? [] : ids.slice(start, start + limit);
  const packs: PackInfo[] = [];
  for (const id of page) {
    const info = await infoOf(app, catalogue, id, null);
    if (info !== null) packs.push(info);
  }
  const isLast = start < 0 || start + limit >= ids.length;
  return { packs, next: isLast ? null : (page.at(-1) ?? null) };
}

async function infoOf(
  { db, packTrust }: Needs,
  catalogue: Catalogue,
  id: string,
  installed: string | null,
): Promise<PackInfo | null> {
  const listed = catalogue.versionsOf(id);
  const entries = await entriesAt(
    db,
    listed.map(({ seq }) => seq),
  );
  const [newest] = entries;
  if (newest === undefined) return null;
  const versions = entries.map((entry) => showVersion(packTrust, entry, installed));
  return { id, name: versions[0]?.entry.pack_name ?? id, latest: newest.version, versions };
}
