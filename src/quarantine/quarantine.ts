import { type Caller, requireScope, reviews, userNameOf } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { quoteForMessage } from "../names/package-name.ts";
import { allHolds, type Hold, type HoldState, insertRuling } from "./quarantine.store.ts";

/** Where a hold stands: what a person decided, unless that has expired, else what the scanner says. */
export function stateOf(hold: Hold, now: Date): HoldState {
  const { ruling } = hold;
  if (ruling !== null && (ruling.expiresAt === null || ruling.expiresAt > now)) {
    return ruling.decision === "approve" ? "approved" : "rejected";
  }
  return hold.releasedAt === null ? "held" : "released";
}

/** What is in the quarantine, newest first; without a state, what still waits for a person. */
export async function listHolds(
  app: Pick<App, "db" | "now">,
  caller: Caller,
  state: HoldState | "all",
): Promise<Hold[]> {
  requireScope(caller, "review");
  const holds = (await allHolds(app.db)).filter((hold) => reviews(caller, hold.name));
  const now = app.now();
  return state === "all" ? holds : holds.filter((hold) => stateOf(hold, now) === state);
}

/**
 * The one hold that a selector means: an id, `name@version`, an integrity, or the file label.
 *
 * @throws RegistryError `not_found`; `conflict` with the candidates when several match
 */
export async function findHold(
  app: Pick<App, "db">,
  caller: Caller,
  selector: string,
): Promise<Hold> {
  requireScope(caller, "review");
  const matches = (await allHolds(app.db)).filter(
    (hold) =>
      reviews(caller, hold.name) &&
      [hold.id, `${hold.name}@${hold.version}`, hold.integrity, hold.file].includes(selector),
  );
  const [hold, ...others] = matches;
  if (hold === undefined) {
    throw new RegistryError(
      "not_found",
      `nothing in quarantine is ${quoteForMessage(selector)}; use name@version or an id of ` +
        "`agentregistry quarantine list`",
    );
  }
  if (others.length > 0) {
    const ids = matches.map((match) => match.id).join(", ");
    throw new RegistryError("conflict", `several holds match; name one by its id: ${ids}`, {
      fields: { code: "ambiguous" },
    });
  }
  return hold;
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
 * same version are another question. Takes effect with the next request.
 *
 * @throws RegistryError `forbidden` for an agent's token, `not_found`, `conflict` when the digest is
 *   not the one that was looked at, `invalid` without a reason
 */
export async function ruleOnHold(
  app: Pick<App, "db" | "now" | "events" | "log">,
  caller: Caller,
  request: RulingRequest,
): Promise<Hold> {
  requireScope(caller, "review");
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
  const person = userNameOf(caller);
  const decidedAt = app.now().toISOString();
  await app.db.write((tx) =>
    insertRuling(tx, hold, { decision, reason, person, decidedAt, expiresAt }),
  );
  // At once, before anything else can fail: rejected bytes must leave every cache.
  app.events.emit("packageChanged", { name });
  app.log.info({ package: name, version, decision, person }, "ruled");
  // The same bytes may wait under several names; a ruling is about the bytes.
  const same = (await allHolds(app.db)).filter((other) => other.integrity === integrity);
  for (const other of same) app.events.emit("packageChanged", { name: other.name });
  return await findHold(app, caller, hold.id);
}
