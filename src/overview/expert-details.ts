import { type Caller, requireScope } from "../access/permit.ts";
import type { Integrity } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import type { ExpertKey } from "../expert/key.ts";
import { listExpertDependents } from "../packages/expert-dependents.ts";
import { expertOwner } from "../packages/expert-owner.ts";
import { signaturesOfExpert } from "../packages/expert-signatures.ts";
import { expertAmong, listExpertVersions } from "../packages/experts.ts";
import { findVersion } from "../packages/packages.store.ts";
import { readRelease } from "../quarantine/read-release.ts";
import { type ExpertCard, expertSummary } from "./expert-card.ts";

/**
 * One version of an Expert with all that is known around it.
 *
 * @throws RegistryError `forbidden` unless an administrator asks, and as `findExpert`
 */
export async function expertDetails(app: App, caller: Caller, key: ExpertKey): Promise<ExpertCard> {
  requireScope(caller, "admin");
  const shown = await listExpertVersions(app, caller, key.name);
  const expert = expertAmong(shown, key);
  const { name, version, definition } = expert;
  const { description, instruction, skills, delegates } = definition;
  const { status, algorithm, signerId, verifiedBy } = await signaturesOfExpert(app, expert);
  const manifest = (await findVersion(app.db, name, version))?.manifest ?? {};
  const exact = { name, version: definition.version, tag: null };
  return {
    name,
    version,
    status: expert.status,
    tags: expert.tags,
    definition: { description, instruction, skills, delegates },
    digest: expert.digest,
    integrity: expert.integrity,
    createdAt: expert.createdAt,
    updatedAt: expert.updatedAt,
    owner: (await expertOwner(app, name)).name,
    signature: { status, algorithm, signerId, verifiedBy },
    summary: expertSummary(manifest),
    versions: shown.versions.map((one) => ({
      version: one.version,
      status: one.status,
      tags: one.tags,
      createdAt: one.createdAt,
      digest: one.digest,
    })),
    dependents: (await listExpertDependents(app, caller, exact)).dependents,
  };
}

/** The perstack.toml of an Expert as it was published, or null. @throws RegistryError as `expertDetails` */
export async function expertFile(
  app: App,
  caller: Caller,
  key: ExpertKey,
): Promise<{ readonly version: string; readonly text: string | null }> {
  requireScope(caller, "admin");
  const expert = expertAmong(await listExpertVersions(app, caller, key.name), key);
  const bytes = await app.blobs.open(expert.integrity as Integrity);
  const files = bytes === null ? null : (await readRelease(bytes, true)).files;
  return { version: expert.version, text: files?.get("perstack.toml")?.text ?? null };
}
