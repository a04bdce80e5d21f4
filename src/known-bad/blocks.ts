import { requirePassphrase } from "../access/passphrase.ts";
import { type Caller, requireScope, userNameOf } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { knownBadChanged } from "./changed.ts";
import {
  type Block,
  deleteBlock,
  insertBlocks,
  listBlocks,
  localSource,
  type NewBlock,
} from "./known-bad.store.ts";
import { parseBlockSubject } from "./subject.ts";

/**
 * Lists packages, versions or bytes as bad. They are held from the next request on, without being fetched.
 *
 * @throws RegistryError `unauthenticated`, `forbidden` unless an administrator asks; `invalid`
 */
export async function addBlocks(
  app: App,
  caller: Caller,
  entries: readonly { readonly subject: string; readonly reason: string }[],
): Promise<readonly string[]> {
  requireScope(caller, "admin");
  const blocks = entries.map(({ subject, reason }): NewBlock => {
    if (reason.trim() === "") throw new RegistryError("invalid", 'give a reason: --reason "…"');
    return { subject: parseBlockSubject(subject), reason: reason.trim() };
  });
  const by = userNameOf(caller);
  const at = app.now().toISOString();
  const subjects = blocks.map(({ subject }) => subject.text);
  await app.db.write(async (tx) => {
    await insertBlocks(tx, blocks, { source: localSource, by, at });
    // An import of thousands is one decision.
    const shown = entries.slice(0, 20).map(({ subject, reason }) => ({ subject, reason }));
    const details = { count: subjects.length, entries: shown };
    const target = subjects.length === 1 ? (subjects[0] ?? null) : null;
    await recordAudit(tx, caller, { action: "block_added", target, details }, at);
  });
  app.log.info({ blocked: subjects.slice(0, 20), count: subjects.length, person: by }, "blocked");
  await tellOf(app, blocks);
  return subjects;
}

/**
 * Takes an entry off the list of this registry. One that is not on it is no mistake.
 *
 * @throws RegistryError `unauthenticated`, `forbidden`, `invalid`
 */
export async function removeBlock(
  app: App,
  caller: Caller,
  given: string,
): Promise<{ readonly subject: string; readonly alreadyGone: boolean }> {
  requireScope(caller, "admin");
  requirePassphrase(app, caller);
  const subject = parseBlockSubject(given);
  const at = app.now().toISOString();
  const wasThere = await app.db.write(async (tx) => {
    const isGone = await deleteBlock(tx, subject.text, localSource);
    const note = { action: "block_removed", target: subject.text } as const;
    if (isGone) await recordAudit(tx, caller, note, at);
    return isGone;
  });
  if (wasThere) {
    app.log.info({ unblocked: subject.text, person: userNameOf(caller) }, "unblocked");
    await tellOf(app, [{ subject, reason: "" }]);
  }
  return { subject: subject.text, alreadyGone: !wasThere };
}

/** What is listed, here and in the lists of `advisories.sources`, the newest first. */
export async function listAllBlocks(
  app: Pick<App, "db">,
  caller: Caller,
  limit: number,
): Promise<Block[]> {
  requireScope(caller, "admin");
  return await listBlocks(app.db, null, limit);
}

async function tellOf(app: App, blocks: readonly NewBlock[]): Promise<void> {
  const names = blocks.flatMap(({ subject: { name } }) => (name === null ? [] : [name]));
  const digests = blocks.flatMap(({ subject: { digest } }) => (digest === null ? [] : [digest]));
  await knownBadChanged(app, names, digests);
  app.events.emit("settingsChanged", { area: "blocks" });
}
