import { requirePassphrase } from "../access/passphrase.ts";
import { type Caller, requireScope, reviews, userNameOf } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { neverFetched } from "../known-bad/record.ts";
import { type PackageName, quoteForMessage } from "../names/package-name.ts";
import { findVersion } from "../packages/packages.store.ts";
import { forgetBlobs } from "../upstream/cache.store.ts";
import {
  deleteRulings,
  type HoldState,
  holdsById,
  holdsNamed,
  insertRuling,
  listHoldNames,
} from "./quarantine.store.ts";
import { announceRecalls } from "./recalls.ts";
import { type StandingHold, withStanding } from "./standing.ts";

type Needs = Pick<App, "db" | "cacheDb" | "now" | "settings">;

/** What is in the quarantine, newest first; without a state, what still waits for a person. */
export async function listHolds(
  app: Needs,
  caller: Caller,
  state: HoldState | "all",
): Promise<StandingHold[]> {
  const holds: StandingHold[] = [];
  for await (const hold of eachHold(app, caller)) {
    if (state === "all" || hold.state === state) holds.push(hold);
  }
  return holds;
}

/** So many records are read at a time. */
const holdsAtOnce = 200;

/**
 * Every record that the caller may see, newest first. Few of them are in memory at once, however many
 * somebody has filled the quarantine with.
 *
 * @throws RegistryError `unauthenticated`, `forbidden` unless a reviewer asks
 */
export async function* eachHold(app: Needs, caller: Caller): AsyncGenerator<StandingHold> {
  requireScope(caller, "review");
  const seen = (await listHoldNames(app.db)).filter(({ name }) => reviews(caller, name));
  for (let at = 0; at < seen.length; at += holdsAtOnce) {
    const ids = seen.slice(at, at + holdsAtOnce).map(({ id }) => id);
    yield* await withStanding(app, await holdsById(app.db, ids));
  }
}

/**
 * The one hold that a selector means: an id, `name@version`, an integrity, or the file label.
 *
 * @throws RegistryError `not_found`; `conflict` with the candidates when several match
 */
export async function findHold(
  app: Needs,
  caller: Caller,
  selector: string,
): Promise<StandingHold> {
  const matches = await holdsMeant(app, caller, selector);
  if (matches.length > 1) {
    const ids = matches.map((match) => match.id).join(", ");
    throw new RegistryError("conflict", `several holds match; name one by its id: ${ids}`, {
      fields: { code: "ambiguous" },
    });
  }
  const [hold] = matches;
  if (hold !== undefined) return hold;
  throw new RegistryError(
    "not_found",
    `nothing in quarantine is ${quoteForMessage(selector)}; use name@version or an id of ` +
      "`agentregistry quarantine list`",
  );
}

/**
 * Every record that an id, a digest, a label or name@version names, of those that the caller may see.
 *
 * @throws RegistryError `unauthenticated`, `forbidden`
 */
export async function holdsMeant(
  app: Needs,
  caller: Caller,
  selector: string,
): Promise<StandingHold[]> {
  requireScope(caller, "review");
  const named = await holdsNamed(app.db, selector);
  return await withStanding(
    app,
    named.filter((hold) => reviews(caller, hold.name)),
  );
}

export interface RulingRequest {
  readonly selector: string;
  readonly decision: "approve" | "reject";
  readonly reason: string;
  readonly expiresAt: Date | null;
  /** The digest that the person looked at; a ruling about other bytes is refused. */
  readonly integrity: string | null;
}

/**
 * Records what a person decided about held bytes. It binds to their digest: other bytes under the
 * same version are another question. Takes effect with the next request; the same again changes nothing.
 *
 * @throws RegistryError `forbidden` for an agent's token and an approval without the passphrase, `not_found`, `conflict` when the digest is
 *   not the one that was looked at, `invalid` without a reason
 */
export async function ruleOnHold(
  app: App,
  caller: Caller,
  request: RulingRequest,
): Promise<StandingHold> {
  requireScope(caller, "review");
  if (request.decision === "approve") requirePassphrase(app, caller);
  const hold = await findHold(app, caller, request.selector);
  const { name, version, integrity } = hold;
  if (request.integrity !== null && request.integrity !== integrity) {
    throw new RegistryError("conflict", `the bytes of ${name}@${version} are not those you saw`, {
      fields: { code: "digest_changed" },
    });
  }
  const reason = request.reason.trim();
  if (reason === "") throw new RegistryError("invalid", 'give a reason: --reason "…"');

  const { decision, expiresAt } = request;
  if (expiresAt !== null && expiresAt <= app.now()) {
    throw new RegistryError("invalid", "a decision cannot expire in the past; give a later time");
  }
  if (isSame(hold, request)) return hold;
  if (decision === "approve" && hold.report.ruleset === neverFetched) {
    throw new RegistryError(
      "conflict",
      `nobody has seen the bytes of ${name}@${version} yet; \`agentregistry quarantine approve ` +
        `${name}@${version}\` fetches and scans them first`,
      { fields: { code: "not_reviewed" } },
    );
  }
  const person = userNameOf(caller);
  const decidedAt = app.now().toISOString();
  const action = decision === "approve" ? "package_approved" : "package_rejected";
  const details = { hold: hold.id, integrity, reason, expiresAt, origin: hold.origin };
  await app.db.write(async (tx) => {
    await insertRuling(tx, hold, { decision, reason, person, decidedAt, expiresAt });
    const note = { action, target: `${name}@${version}`, details } as const;
    await recordAudit(tx, caller, note, decidedAt);
  });
  // At once, before anything else can fail: rejected bytes must leave every cache.
  app.events.emit("packageChanged", { name });
  app.events.emit("ruled", { name, version, file: hold.file, decision });
  app.log.info({ package: name, version, decision, person }, "ruled");
  const names = await tellOfBytes(app, hold);
  if (decision === "reject") {
    await dropBytes(app, hold);
    await app.fetchLog.flush();
    await announceRecalls(app, names);
  } else {
    await announceRelease(app, hold);
  }
  return await findHold(app, caller, hold.id);
}

/** Clients repeat what they are not sure of; a decision that is in force need not be made twice. */
function isSame({ state, ruling }: StandingHold, { decision, expiresAt }: RulingRequest): boolean {
  const isThere = state === (decision === "approve" ? "approved" : "rejected");
  return isThere && (ruling?.expiresAt?.getTime() ?? null) === (expiresAt?.getTime() ?? null);
}

/**
 * Takes back what was decided about a release, so that it is judged as if nobody had ruled on it. Where
 * nothing was decided, nothing changes.
 *
 * @throws RegistryError `forbidden`, also for what was rejected without the passphrase; `not_found`
 */
export async function forgetRulings(
  app: App,
  caller: Caller,
  selector: string,
): Promise<{ readonly hold: StandingHold; readonly alreadyGone: boolean }> {
  requireScope(caller, "review");
  const hold = await findHold(app, caller, selector);
  // What was rejected may be served again without that, when no scan holds it.
  if (hold.state === "rejected") requirePassphrase(app, caller);
  const { name, version, integrity } = hold;
  const at = app.now().toISOString();
  const count = await app.db.write(async (tx) => {
    const deleted = await deleteRulings(tx, hold);
    const details = { hold: hold.id, integrity };
    const note = { action: "ruling_forgotten", target: `${name}@${version}`, details } as const;
    if (deleted > 0) await recordAudit(tx, caller, note, at);
    return deleted;
  });
  if (count > 0) {
    const person = userNameOf(caller);
    app.events.emit("packageChanged", { name: hold.name });
    app.events.emit("rulingForgotten", { name, version });
    app.log.info({ package: hold.name, version: hold.version, person }, "forgot a ruling");
    await tellOfBytes(app, hold);
  }
  return { hold: await findHold(app, caller, hold.id), alreadyGone: count === 0 };
}

/** The same bytes may wait under several names; a rejection is about the bytes. */
async function tellOfBytes(app: App, { integrity }: StandingHold): Promise<PackageName[]> {
  const same = await holdsNamed(app.db, integrity);
  const names = [...new Set(same.map(({ name }) => name))];
  for (const name of names) app.events.emit("packageChanged", { name });
  return names;
}

/** What was rejected is not kept; a version that is published here points at its bytes for good. */
async function dropBytes(app: App, { origin, integrity }: StandingHold): Promise<void> {
  if (origin === "hosted") return;
  await forgetBlobs(app.cacheDb, [integrity]);
  await app.cacheBlobs.remove(integrity);
}

/** An approval completes the publish of what was held. */
async function announceRelease(app: App, hold: StandingHold): Promise<void> {
  const { name, version, origin } = hold;
  const published = origin === "hosted" ? await findVersion(app.db, name, version) : null;
  if (published === null) return;
  app.events.emit("released", { name, version, by: published.publishedBy });
}
