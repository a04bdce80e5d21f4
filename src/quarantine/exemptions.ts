import { randomUUID } from "node:crypto";
import { requirePassphrase } from "../access/passphrase.ts";
import { type Caller, principalTextOf, requireScope } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { AuditNote } from "../audit/entry.ts";
import type { App } from "../context.ts";
import type { Sql } from "../db/db.ts";
import { RegistryError } from "../errors.ts";
import { changeSetting } from "../settings/live-settings.ts";
import { parseExemptionPattern } from "./exemption-pattern.ts";
import {
  allExemptions,
  deleteExemption,
  type Exemption,
  enableExemption,
  insertExemption,
} from "./exemptions.store.ts";
import { allHolds } from "./quarantine.store.ts";
import { withStanding } from "./standing.ts";

/** @throws RegistryError `unauthenticated`, `forbidden` unless an administrator asks */
export async function listExemptions(
  app: Pick<App, "db" | "settings">,
  caller: Caller,
): Promise<{ readonly enabled: boolean; readonly entries: readonly Exemption[] }> {
  requireScope(caller, "admin");
  const { enabled } = app.settings.current.package_allowlist;
  return { enabled, entries: await allExemptions(app.db) };
}

/** Switches all of them on or off. @throws RegistryError as `listExemptions` */
export async function enableExemptions(app: App, caller: Caller, enabled: boolean): Promise<void> {
  await changeSetting(app, caller, "package_allowlist", { enabled });
  forget(app);
}

export interface ExemptionRequest {
  readonly pattern: string;
  readonly description: string;
  readonly category: string;
  readonly rules: readonly string[];
  readonly integrity: string | null;
  readonly expiresAt: Date | null;
}

const maxExemptions = 5000;

/**
 * Exempts a package, or all of a scope. The scan goes on as before; only what it finds of the named rules
 * no longer holds a release by itself.
 *
 * @returns the entry, which was there for the same pattern again, and how many releases it let go
 * @throws RegistryError `forbidden`, `invalid`
 */
export async function addExemption(
  app: App,
  caller: Caller,
  request: ExemptionRequest,
): Promise<{ readonly entry: Exemption; readonly released: number; readonly existing: boolean }> {
  requireScope(caller, "admin");
  requirePassphrase(app, caller);
  const { expiresAt } = request;
  if (expiresAt !== null && expiresAt <= app.now()) {
    throw new RegistryError("invalid", "expires_at: it cannot end in the past");
  }
  const { pattern } = parseExemptionPattern(request.pattern);
  const all = await allExemptions(app.db);
  const known = all.find((one) => one.pattern === pattern);
  if (known !== undefined) return { entry: known, released: 0, existing: true };
  const before = await countHeldNow(app);
  const entry = await addEntry(app, caller, request, all.length);
  const released = Math.max(0, before - (await countHeldNow(app)));
  return { entry, released, existing: false };
}

async function addEntry(
  app: App,
  caller: Caller,
  { expiresAt, ...said }: ExemptionRequest,
  count: number,
): Promise<Exemption> {
  if (count >= maxExemptions) {
    throw new RegistryError("conflict", `there are ${maxExemptions} entries already`);
  }
  const entry: Exemption = {
    ...said,
    ...parseExemptionPattern(said.pattern),
    id: randomUUID(),
    enabled: true,
    createdBy: principalTextOf(caller),
    createdAt: app.now().toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
  const { pattern, rules, integrity } = entry;
  const details = { rules, integrity, expiresAt: entry.expiresAt };
  await commit(app, caller, { action: "allowlist_add", target: pattern, details }, (tx) =>
    insertExemption(tx, entry),
  );
  return entry;
}

/**
 * Exempts what was found in approved bytes. The rules go into the entry for the same pattern only when it
 * counts for any bytes and exactly as long; else they get an entry of their own, because one that is pinned,
 * switched off or over would let more pass than was approved.
 *
 * @throws RegistryError as `addExemption`
 */
export async function exemptFindings(
  app: App,
  caller: Caller,
  request: Pick<ExemptionRequest, "pattern" | "rules" | "description" | "expiresAt">,
): Promise<Exemption> {
  requireScope(caller, "admin");
  requirePassphrase(app, caller);
  const { pattern } = parseExemptionPattern(request.pattern);
  const all = await allExemptions(app.db);
  const until = request.expiresAt?.toISOString() ?? null;
  const known = all.find(
    ({ enabled, integrity, expiresAt, ...one }) =>
      one.pattern === pattern && enabled && integrity === null && expiresAt === until,
  );
  if (known === undefined) {
    const entry = { ...request, category: "approved", integrity: null };
    return await addEntry(app, caller, entry, all.length);
  }
  const rules = [...new Set([...known.rules, ...request.rules])];
  // Without rules it is about all of them already.
  if (known.rules.length === 0 || rules.length === known.rules.length) return known;
  const entry: Exemption = { ...known, rules, description: request.description };
  const details = { rules, integrity: null, expiresAt: until };
  await commit(app, caller, { action: "allowlist_add", target: pattern, details }, async (tx) => {
    await deleteExemption(tx, known.id);
    await insertExemption(tx, entry);
  });
  return entry;
}

/** @throws RegistryError `forbidden`, `not_found` */
export async function removeExemption(app: App, caller: Caller, id: string): Promise<void> {
  const { pattern } = await find(app, caller, id);
  await commit(app, caller, { action: "allowlist_remove", target: pattern }, (tx) =>
    deleteExemption(tx, id),
  );
}

/** @throws RegistryError `forbidden`, `not_found` */
export async function toggleExemption(
  app: App,
  caller: Caller,
  id: string,
  enabled: boolean,
): Promise<void> {
  const { pattern } = await find(app, caller, id);
  requirePassphrase(app, caller);
  const note = { action: "allowlist_toggle", target: pattern, details: { enabled } } as const;
  await commit(app, caller, note, (tx) => enableExemption(tx, id, enabled));
}

async function find(app: App, caller: Caller, id: string): Promise<Exemption> {
  requireScope(caller, "admin");
  const found = (await allExemptions(app.db)).find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new RegistryError("not_found", "id: no entry of the allowlist has this id");
}

async function countHeldNow(app: App): Promise<number> {
  const standing = await withStanding(app, await allHolds(app.db));
  return standing.filter(({ state }) => state === "held").length;
}

async function commit(
  app: App,
  caller: Caller,
  note: AuditNote,
  change: (tx: Sql) => Promise<void>,
): Promise<void> {
  await app.db.write(async (tx) => {
    await change(tx);
    const details = { kind: "package", ...note.details };
    await recordAudit(tx, caller, { ...note, details }, app.now().toISOString());
  });
  forget(app);
  app.events.emit("settingsChanged", { area: "package_allowlist" });
}

/** A scope has any number of packages: everything that was decided is decided anew. */
function forget(app: App): void {
  app.events.emit("policyChanged", {});
}
