import { createHash } from "node:crypto";
import type { Integrity } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { hiddenError } from "../gate/blocked.ts";
import { decideBytes } from "../gate/facts.ts";
import { refusal } from "../gate/refusal.ts";
import { type PackageName, parsePackageName } from "../names/package-name.ts";
import { findExpertVersion } from "../packages/experts.store.ts";
import { findVersion } from "../packages/packages.store.ts";
import { findAccess } from "../packages/rights.store.ts";
import { findBundleBytes } from "./bundles.store.ts";
import { publishedExpert } from "./derive-entries.ts";
import { findEntryByDigest } from "./entries.store.ts";
import { expertPack } from "./expert-pack.ts";

/**
 * The bytes of a bundle: those that were uploaded, or those that the registry makes of an Expert. Like
 * every way to a version, it asks whether that may be served before it does.
 *
 * @param digest `sha256:` and hex
 * @throws RegistryError `not_found`, `blocked`
 */
export async function bundleBytes(app: App, digest: string): Promise<Blob> {
  const stored = await findBundleBytes(app.db, digest);
  if (stored !== null) {
    const bytes = await app.blobs.open(stored);
    if (bytes === null) throw new RegistryError("internal", "the bytes of a bundle are not stored");
    return bytes;
  }
  const entry = await findEntryByDigest(app.db, digest);
  const name = entry?.facts.name ?? null;
  if (entry === null || name === null) throw noBundle();
  const bytes = await expertBytes(app, parsePackageName(name), entry.version);
  // Another release of this program may make other bytes; the index says so soon, and none are served.
  const actual = createHash("sha256").update(bytes).digest("hex");
  if (digest !== `sha256:${actual}`) throw noBundle();
  return new Blob([bytes]);
}

async function expertBytes(app: App, name: PackageName, version: string) {
  const expert = await findExpertVersion(app.db, name, version);
  const stored = await findVersion(app.db, name, version);
  const isPublic = (await findAccess(app.db, name)) === "public";
  if (expert === null || stored === null || !isPublic) throw noBundle();
  const role = { name, version, integrity: expert.integrity as Integrity };
  const { decision, hold } = await decideBytes(app, role, "hosted");
  if (decision.outcome === "hide") {
    const reason = app.policy.current.banReason(name, version);
    throw hiddenError(role, decision, reason, app.now());
  }
  if (decision.outcome === "hold") {
    throw (await refusal(app, { ...role, origin: "hosted" }, decision, hold)) ?? noBundle();
  }
  return new Uint8Array(expertPack(publishedExpert(expert, stored)).bytes);
}

function noBundle(): RegistryError {
  return new RegistryError("not_found", "there is no bundle with this digest in this registry");
}
