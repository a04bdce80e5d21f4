import { readFile } from "node:fs/promises";
import { type Caller, principalTextOf, shownName } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { decisiveRules } from "../gate/blocked.ts";
import { publishLimits } from "../gate/limits.ts";
import { standingOf } from "../packages/rights.store.ts";
import { requirePublish } from "../packages/rights.ts";
import type { Report } from "../scanner/report.ts";
import { entryOfBundle } from "./bundle/entry-of-bundle.ts";
import { factsOfBundle } from "./bundle/facts-of-bundle.ts";
import { type Bundle, maxBundleBytes, readBundle } from "./bundle/read-bundle.ts";
import { scanTarball } from "./bundle/scan-tarball.ts";
import { findBundle, insertBundle } from "./bundles.store.ts";
import type { RegistryEntry } from "./entry.ts";
import { withTags } from "./entry-of-expert.ts";
import { packageNameOf } from "./expert-pack.ts";
import { findIntentId, takeIdForPack } from "./intent-ids.store.ts";

export interface AddedBundle {
  readonly entry: Omit<RegistryEntry, "source">;
  /** The same bytes were added before; nothing was done. */
  readonly isRepeat: boolean;
  /** What its author should know although it was accepted; one sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Adds a bundle of a pack: read strictly, scan, bytes, row, event. The same bytes again succeed.
 *
 * @param upload the archive; no more of it is read than a bundle may have
 * @throws RegistryError `invalid`, `too_large`, `forbidden`; `conflict` for other bytes under an id and
 *   version that are there, or an id that an Expert has; `blocked` when the scanner finds something:
 *   then nothing is kept
 */
export async function addBundle(
  app: App,
  caller: Caller,
  upload: AsyncIterable<Uint8Array>,
): Promise<AddedBundle> {
  await using staged = await app.blobs.stage(upload, maxBundleBytes);
  const bundle = readBundle(await readFile(staged.path));
  const { id, version } = bundle.manifest;
  await requirePack(app, caller, id);
  const entry = entryOf(bundle);
  const warnings = warningsAbout(bundle, entry);
  if (await isThere(app, bundle)) return { entry, isRepeat: true, warnings };

  await refuseFindings(app, bundle);
  await app.blobs.put(staged);
  const by = principalTextOf(caller);
  const at = app.now().toISOString();
  try {
    await app.db.write(async (tx) => {
      await takeIdForPack(tx, id, by, at);
      // Of two who bring the first of it at the same moment, one finds that it is not theirs.
      await requireTaker({ read: tx }, caller, id);
      await insertBundle(tx, {
        packId: id,
        version,
        digest: bundle.digest,
        integrity: staged.integrity,
        size: staged.size,
        publishedBy: shownName(by),
        publishedAt: at,
        entry,
        facts: factsOfBundle(bundle),
      });
      const details = { digest: bundle.digest, integrity: staged.integrity, size: staged.size };
      const note = { action: "pack_published", target: `${id}@${version}`, details } as const;
      await recordAudit(tx, caller, note, at);
    });
  } catch (error) {
    // The same upload twice at the same time: the other one has done it.
    if (await isThere(app, bundle)) return { entry, isRepeat: true, warnings };
    throw error;
  }
  app.events.emit("packAdded", { id });
  return { entry, isRepeat: false, warnings };
}

/** Lets a caller add versions of a pack: of a new id as of a new package of the name that it stands for. */
async function requirePack(app: App, caller: Caller, id: string): Promise<void> {
  await requirePublish(app, caller, packageNameOf(id));
  await requireTaker(app.db, caller, id);
}

/** What a user brought first is theirs, and of those who administer its scope. */
async function requireTaker(
  { read }: Pick<App["db"], "read">,
  caller: Caller,
  id: string,
): Promise<void> {
  const taken = await findIntentId(read, id);
  const by = principalTextOf(caller);
  if (taken === null || taken.name !== null || taken.takenBy === by) return;
  if (caller.kind === "known" && caller.principal.kind !== "user") return;
  if (caller.kind === "known" && caller.principal.kind === "user") {
    const { role } = await standingOf(read, caller.principal.name, packageNameOf(id));
    if (role === "owner" || role === "admin") return;
  }
  throw new RegistryError("forbidden", `${id} belongs to somebody else in this registry`);
}

/** @throws RegistryError `conflict` when the version is there with other bytes */
async function isThere({ db }: Pick<App, "db">, { manifest, digest }: Bundle): Promise<boolean> {
  const { id, version } = manifest;
  const existing = await findBundle(db, id, version);
  if (existing === null) return false;
  if (existing.digest === digest) return true;
  throw new RegistryError(
    "conflict",
    `${id}@${version} is already there with other bytes; raise its version`,
    { fields: { code: "version_exists" } },
  );
}

function entryOf(bundle: Bundle): Omit<RegistryEntry, "source"> {
  const entry = entryOfBundle(bundle, []);
  // Clients search by tags alone, so these hold more than the phrases.
  const texts = [bundle.manifest.name, bundle.manifest.description];
  return { ...entry, intent_tags: withTags(entry.intent_tags, texts) };
}

/** @throws RegistryError `blocked` for what nobody should run unseen */
async function refuseFindings(app: App, bundle: Bundle): Promise<void> {
  const { id, version } = bundle.manifest;
  await using archive = await app.blobs.stage(once(scanTarball(bundle)), 2 * maxUnpacked);
  const subject = { origin: "local", name: null, version: null, manifest: null } as const;
  const { report } = await app.scanner.scan(archive.path, subject, publishLimits(app.config));
  if (report.verdict === "block") throw refused(`${id}@${version}`, report);
}

/** More than all files of a bundle can have together, in bytes. */
const maxUnpacked = 64 * 1024 * 1024;

function refused(subject: string, { findings }: Report): RegistryError {
  const decisive = decisiveRules(findings).slice(0, 20);
  const named = decisive
    .slice(0, 3)
    .map(({ ruleId, message }) => `${ruleId}: ${message.replace(/\.$/, "")}`)
    .join("; ");
  return new RegistryError(
    "blocked",
    `Pack blocked by security scan: ${subject} (${named}). Nothing of it was kept; remove what was ` +
      "found and add it again",
    {
      fields: {
        code: "security_blocked",
        pack: subject,
        issues: decisive.map(({ ruleId, severity, message, line }) => ({
          ruleId,
          severity,
          description: message,
          line,
        })),
        issues_total: findings.length,
      },
    },
  );
}

function warningsAbout(
  { guarantees, signature }: Bundle,
  { runner, signature: checked }: Omit<RegistryEntry, "source">,
): readonly string[] {
  const warnings: string[] = [];
  if (guarantees === null) {
    warnings.push(
      runner.default === "local"
        ? "it does not declare its capabilities, so its risk counts as high here; add capabilities.yaml"
        : `it runs in a ${runner.default} and does not declare its capabilities; add capabilities.yaml`,
    );
  }
  if (signature === null || signature === "") {
    warnings.push("it is not signed; clients install it only where their policy permits that");
  } else if (checked.algorithm === "sha256") {
    warnings.push("its signature is of a kind that anybody could have made; sign it with a key");
  }
  return warnings;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
