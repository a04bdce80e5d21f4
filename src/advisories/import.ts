import { requirePassphrase } from "../access/passphrase.ts";
import { type Caller, requireScope } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { knownBadChanged } from "../known-bad/changed.ts";
import type { PackageName } from "../names/package-name.ts";
import { saveAdvisories } from "./advisories.store.ts";
import { tellNewHits } from "./new-hits.ts";
import { type NewAdvisory, OsvRecord, readOsv } from "./osv.ts";

export interface Imported {
  /** Added or replaced, withdrawn ones included. */
  readonly imported: number;
  readonly withdrawn: number;
  /** About no npm package. */
  readonly skipped: number;
  /** Not readable as records, with the reason. */
  readonly refused: readonly Refused[];
}

export interface Refused {
  readonly id: string;
  readonly why: string;
}

/**
 * Stores OSV records that are about npm packages, all of them in one transaction. A record that is not
 * readable is refused alone; importing the same ones again changes nothing.
 *
 * @throws RegistryError `unauthenticated`, `forbidden` unless an administrator asks, and for records that
 *   take back what was said of malware without the approval passphrase
 */
export async function importAdvisories(
  app: App,
  caller: Caller,
  records: readonly unknown[],
): Promise<Imported> {
  requireScope(caller, "admin");
  return await storeAdvisories(app, records, caller);
}

/** As `importAdvisories`, for lists that the settings name: nobody asks there. */
export async function storeAdvisories(
  app: App,
  records: readonly unknown[],
  by: Caller | "system" = "system",
): Promise<Imported> {
  const advisories: NewAdvisory[] = [];
  const refused: Refused[] = [];
  let skipped = 0;
  for (const record of records) {
    const parsed = OsvRecord.safeParse(record);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      refused.push({ id: idOf(record), why: `${issue?.path.join(".")}: ${issue?.message}` });
      continue;
    }
    const advisory = readOsv(parsed.data);
    if (advisory === null) skipped += 1;
    else advisories.push(advisory);
  }
  const at = app.now().toISOString();
  const details = { count: advisories.length, refused: refused.length };
  const fresh = await saveAdvisories(
    app.db,
    advisories,
    at,
    (tx) => recordAudit(tx, by, { action: "advisories_imported", target: null, details }, at),
    // Else a record that withdraws another would be a way to take a package off the lists.
    () => {
      if (by !== "system") requirePassphrase(app, by);
    },
  );
  // Search shows of packages that are published here whether an advisory is about them.
  await knownBadChanged(app, [
    ...new Set<PackageName>(advisories.flatMap(({ affected }) => [...affected.keys()])),
  ]);
  await tellNewHits(app, fresh);
  const withdrawn = advisories.filter(({ withdrawnAt }) => withdrawnAt !== null).length;
  return { imported: advisories.length, withdrawn, skipped, refused };
}

function idOf(record: unknown): string {
  const id = typeof record === "object" && record !== null ? (record as { id?: unknown }).id : null;
  return typeof id === "string" ? id.slice(0, 128) : "a record without an id";
}
