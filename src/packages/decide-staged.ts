import { requirePassphrase } from "../access/passphrase.ts";
import { type Caller, requireScope, reviews, shownName, userNameOf } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import type { Sql } from "../db/db.ts";
import { RegistryError } from "../errors.ts";
import type { Role } from "../gate/reports.store.ts";
import { holdsOf, insertHold, insertRuling } from "../quarantine/quarantine.store.ts";
import { ruleOnHold } from "../quarantine/quarantine.ts";
import { insertRelease, isPublished } from "./publish.ts";
import { type DeskItem, findOnDesk } from "./review-desk.ts";
import { decideStaged, findStaged, type Staged } from "./staged.store.ts";

/**
 * Rules on something that waits. Approving a staged publish completes it and releases what the scanner
 * would hold of it; rejecting it refuses its bytes under that version for good. A hold is ruled on as
 * everywhere else. Only a person may: never a token of an agent.
 *
 * @throws RegistryError `unauthenticated`, `forbidden`, `not_found`, `conflict` when it was decided
 *   otherwise or the version was published in the meantime
 */
export async function decideOnDesk(
  app: App,
  caller: Caller,
  id: string,
  decision: "approve" | "reject",
  reason: string,
): Promise<DeskItem> {
  requireScope(caller, "review");
  if (decision === "approve") requirePassphrase(app, caller);
  const item = await findOnDesk(app, caller, id);
  if (item.kind === "held") {
    const request = { selector: id, decision, reason, expiresAt: null, integrity: null };
    return { kind: "held", hold: await ruleOnHold(app, caller, request) };
  }
  // Whoever staged it finds it here too, but an organization decides about its own scope alone.
  if (!reviews(caller, item.staged.release.name)) throw notYours(item.staged);
  const state = decision === "approve" ? "approved" : "rejected";
  if (item.staged.state === state) return item;
  if (item.staged.state !== "waiting") throw decidedBefore(item.staged);

  const { release, report, stagedBy } = item.staged;
  const { name, version, tarball } = release;
  const role = { name, version, integrity: tarball.integrity };
  const isThere = await isPublished(app, release);
  const at = app.now().toISOString();
  const by = userNameOf(caller);

  await app.db.write(async (tx) => {
    const isFirst = await decideStaged(tx, id, { state, by, at, reason });
    if (!isFirst) throw decidedBefore(item.staged);
    const action = decision === "approve" ? "package_approved" : "package_rejected";
    const details = { staged: id, integrity: role.integrity, reason };
    await recordAudit(tx, caller, { action, target: `${name}@${version}`, details }, at);
    if (decision === "approve" && !isThere) await insertRelease(tx, release, report, stagedBy, at);
    if (decision === "reject" && !isThere) {
      await insertHold(tx, { ...role, origin: "hosted", size: tarball.size, report }, at);
    }
    // Bytes that were published by another way meanwhile are judged there, not here.
    if (isThere) return;
    // Without a hold there is nothing to release, and the next rule-set may still find something.
    if (!(await isHeld(tx, role))) return;
    const ruling = { decision, reason, person: by, decidedAt: at, expiresAt: null };
    await insertRuling(tx, role, ruling);
  });

  app.log.info({ package: name, version, decision, person: by }, "ruled on a staged publish");
  app.events.emit("packageChanged", { name });
  if (decision === "approve") {
    app.events.emit("released", { name, version, by: shownName(stagedBy) });
  }
  const staged = await findStaged(app.db, id);
  return staged === null ? item : { kind: "staged", staged };
}

async function isHeld(tx: Sql, { name, version, integrity }: Role): Promise<boolean> {
  const holds = await holdsOf({ read: tx }, name);
  return holds.some((hold) => hold.version === version && hold.integrity === integrity);
}

function notYours({ release: { name } }: Staged): RegistryError {
  return new RegistryError("forbidden", `this token does not decide about ${name}`);
}

function decidedBefore({ release: { name, version }, state }: Staged): RegistryError {
  return new RegistryError("conflict", `${name}@${version} was ${state} before`, {
    fields: { code: "already_decided" },
  });
}
