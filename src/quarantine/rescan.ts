import { type Caller, requireScope } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { judgeUpstream, saysReplaced } from "../gate/judge-upstream.ts";
import { insertReport } from "../gate/reports.store.ts";
import type { PackageName } from "../names/package-name.ts";
import { findVersion } from "../packages/packages.store.ts";
import type { UpstreamDocument } from "../upstream/document.ts";
import { readThrough } from "../upstream/read-through.ts";
import { type Hold, updateHold } from "./quarantine.store.ts";
import { findHold } from "./quarantine.ts";

/**
 * Scans held bytes again with the rules in force. What comes out clean is released, unless a person
 * rejected it: rulings are not touched.
 *
 * @throws RegistryError `not_found` also when the cache no longer has the bytes
 */
export async function rescanHold(app: App, caller: Caller, selector: string): Promise<Hold> {
  requireScope(caller, "review");
  const hold = await findHold(app, caller, selector);
  const { name, version, integrity, origin } = hold;
  const [db, blobs] = origin === "hosted" ? [app.db, app.blobs] : [app.cacheDb, app.cacheBlobs];
  const stored = await blobs.open(integrity);
  if (stored === null) {
    throw new RegistryError(
      "not_found",
      `the bytes of ${name}@${version} are no longer in the cache; ask for the tarball again`,
    );
  }
  // A copy, because a scanner reads local files and not every store has them.
  const bytes = stored.stream() as unknown as AsyncIterable<Uint8Array>;
  await using copy = await blobs.stage(bytes, stored.size);
  const document = origin === "hosted" ? null : await upstreamDocument(app, name);
  const manifest =
    origin === "hosted"
      ? ((await findVersion(app.db, name, version))?.manifest ?? null)
      : (document?.versions.get(version) ?? null);
  const scan = await app.scanner.scan(copy.path, { origin, name, version, manifest });
  const { expert: _text, ...scanned } = scan.report;
  const report =
    origin === "hosted"
      ? scanned
      : await judgeUpstream(app, hold, scanned, document, saysReplaced(hold.report));

  const at = app.now().toISOString();
  await app.db.write((tx) => updateHold(tx, hold.id, report, at));
  // Also now: what is written next is in another database and can fail by itself.
  app.events.emit("packageChanged", { name });
  await db.write((tx) => insertReport(tx, hold, report, at));
  app.events.emit("packageChanged", { name });
  return await findHold(app, caller, hold.id);
}

async function upstreamDocument(app: App, name: PackageName): Promise<UpstreamDocument | null> {
  return (await readThrough(app, name))?.document ?? null;
}
