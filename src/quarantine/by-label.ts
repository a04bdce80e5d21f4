import { requirePassphrase } from "../access/passphrase.ts";
import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { makeReviewable } from "./make-reviewable.ts";
import { findHold, forgetRulings, holdsMeant, ruleOnHold } from "./quarantine.ts";
import { rescanHold } from "./rescan.ts";
import type { StandingHold } from "./standing.ts";

/** A record as somebody was shown it. */
export interface ShownRecord {
  readonly id: string;
  readonly file: string;
}

/** Names a record by what people see of it. Its label is no path and never becomes one. */
export interface Labelled {
  readonly file: string;
  readonly id: string | null;
}

/**
 * The one record that is meant. Where the caller was shown a list, it is the record of that list; bytes
 * that came under the same version since are another question, so then nobody has looked at what waits.
 *
 * @param listed what the caller was shown; null for nothing
 * @throws RegistryError `not_found`; `conflict` with the candidates, or when the bytes are others by now
 */
async function recordMeant(
  app: App,
  caller: Caller,
  { file, id }: Labelled,
  listed: readonly ShownRecord[] | null,
): Promise<StandingHold> {
  if (id !== null) return await findHold(app, caller, id);
  const all = (await holdsMeant(app, caller, file)).filter((hold) => hold.file === file);
  const waiting = all.filter(({ state }) => state === "held");
  const seen = listed?.filter((one) => one.file === file) ?? [];
  if (seen.length > 0) {
    const unseen = waiting.filter((hold) => !seen.some((one) => one.id === hold.id));
    const known = all.filter((hold) => seen.some((one) => one.id === hold.id));
    const [only] = known;
    if (only !== undefined && known.length === 1) {
      const isReplaced = unseen.some(
        ({ name, version }) => name === only.name && version === only.version,
      );
      if (isReplaced) throw digestChanged(only);
      return only;
    }
    throw ambiguous(known);
  }
  const candidates = waiting.length > 0 ? waiting : all;
  if (candidates.length > 1) throw ambiguous(candidates);
  const [only] = candidates;
  if (only !== undefined) return only;
  throw new RegistryError("not_found", "file: nothing in quarantine has this label");
}

function digestChanged({ name, version }: StandingHold): RegistryError {
  return new RegistryError(
    "conflict",
    `other bytes of ${name}@${version} wait by now than the list showed; list the quarantine anew`,
    { fields: { code: "digest_changed" } },
  );
}

function ambiguous(candidates: readonly StandingHold[]): RegistryError {
  const shown = candidates
    .slice(0, 20)
    .map(({ id, name, version }) => `${id} (${name}@${version})`);
  return new RegistryError(
    "conflict",
    `several records have this label; name one by its id: ${shown.join(", ")}`,
    { fields: { code: "ambiguous", candidates: candidates.slice(0, 20).map(({ id }) => id) } },
  );
}

export interface LabelRuling extends Labelled {
  readonly decision: "approve" | "reject";
  readonly reason: string;
  readonly integrity: string | null;
  readonly expiresAt: Date | null;
}

/** Rules on a record by its label. @throws RegistryError as `ruleOnHold`, and for labels as above */
export async function ruleByLabel(
  app: App,
  caller: Caller,
  request: LabelRuling,
  listed: readonly ShownRecord[] | null,
): Promise<{ readonly hold: StandingHold; readonly wasSo: boolean }> {
  if (request.decision === "approve") requirePassphrase(app, caller);
  const { id, state } = await recordMeant(app, caller, request, listed);
  const { decision, reason, integrity, expiresAt } = request;
  if (decision === "approve") await makeReviewable(app, caller, id);
  const ruling = { selector: id, decision, reason, expiresAt, integrity };
  const hold = await ruleOnHold(app, caller, ruling);
  return { hold, wasSo: state === hold.state };
}

/** Takes back what was decided about a record, by its label. @throws RegistryError as `ruleByLabel` */
export async function forgetByLabel(
  app: App,
  caller: Caller,
  request: Labelled,
  listed: readonly ShownRecord[] | null,
): Promise<{ readonly hold: StandingHold; readonly alreadyGone: boolean }> {
  const { id } = await recordMeant(app, caller, request, listed);
  return await forgetRulings(app, caller, id);
}

/** What became of one record of many. */
export interface BulkOutcome {
  readonly done: readonly StandingHold[];
  /** Labels of those that were refused; the others are done all the same. */
  readonly failed: readonly string[];
}

/**
 * Rules on many records, each by itself.
 *
 * @throws RegistryError `forbidden`
 */
export async function ruleOnMany(
  app: App,
  caller: Caller,
  records: readonly ShownRecord[],
  decision: "approve" | "reject",
  reason: string,
): Promise<BulkOutcome> {
  // Else it would be refused for each of them.
  if (decision === "approve") requirePassphrase(app, caller);
  return await forEach(records, async ({ id }) => {
    if (decision === "approve") await makeReviewable(app, caller, id);
    const ruling = { selector: id, decision, reason, expiresAt: null, integrity: null };
    return await ruleOnHold(app, caller, ruling);
  });
}

/** Scans many records again. Those that are still held, and those that are not, are both done. */
export async function rescanMany(
  app: App,
  caller: Caller,
  records: readonly ShownRecord[],
): Promise<BulkOutcome> {
  let done = 0;
  return await forEach(records, async ({ id }) => {
    const hold = await rescanHold(app, caller, id);
    app.events.emit("rescanned", { done: ++done, total: records.length });
    return hold;
  });
}

async function forEach(
  records: readonly ShownRecord[],
  act: (record: ShownRecord) => Promise<StandingHold>,
): Promise<BulkOutcome> {
  const done: StandingHold[] = [];
  const failed: string[] = [];
  for (const record of records) {
    try {
      done.push(await act(record));
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      failed.push(record.file);
    }
  }
  return { done, failed };
}
