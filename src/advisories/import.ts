import { type Caller, requireScope } from "../access/permit.ts";
import type { App } from "../context.ts";
import type { PackageName } from "../names/package-name.ts";
import { hostedAmong } from "../packages/packages.store.ts";
import { saveAdvisories } from "./advisories.store.ts";
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
 * @throws RegistryError `unauthenticated`, `forbidden` unless an administrator asks
 */
export async function importAdvisories(
  app: Pick<App, "db" | "now" | "events">,
  caller: Caller,
  records: readonly unknown[],
): Promise<Imported> {
  requireScope(caller, "admin");
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
  await saveAdvisories(app.db, advisories, app.now().toISOString());
  await announce(app, advisories);
  const withdrawn = advisories.filter(({ withdrawnAt }) => withdrawnAt !== null).length;
  return { imported: advisories.length, withdrawn, skipped, refused };
}

/** Search shows of packages that are published here whether an advisory is about them. */
async function announce(app: Pick<App, "db" | "events">, advisories: readonly NewAdvisory[]) {
  const names = new Set<PackageName>(advisories.flatMap(({ affected }) => [...affected.keys()]));
  for (const name of await hostedAmong(app.db, [...names])) {
    app.events.emit("packageChanged", { name });
  }
}

function idOf(record: unknown): string {
  const id = typeof record === "object" && record !== null ? (record as { id?: unknown }).id : null;
  return typeof id === "string" ? id.slice(0, 128) : "a record without an id";
}
