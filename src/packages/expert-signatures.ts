import { type Caller, principalTextOf } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { SignatureStatus } from "../intent/entry.ts";
import type { PackageName } from "../names/package-name.ts";
import type { Json, JsonObject } from "../scanner/rule.ts";
import {
  type CheckedExpert,
  checkExpertSignatures,
  checkSignature,
  type DetachedSignature,
} from "../trust/expert-signature.ts";
import { findExpertSignatures, insertExpertSignature } from "../trust/expert-signatures.store.ts";
import { findExperts, type StoredExpert } from "./experts.store.ts";
import { countChange } from "./packages.store.ts";
import { isObject } from "./packument.ts";
import { isVisible, requirePublish, requireStillPublish } from "./rights.ts";

/** The signatures of a version and what they are worth here. */
export interface ExpertSignatures extends CheckedExpert {
  readonly key: string;
  /** Of the definition: `sha256:` and hex. */
  readonly digest: string;
  /** As clients are shown; some signers are trusted with what certain publishers publish alone. */
  readonly publishedBy: string;
  readonly signatures: readonly (DetachedSignature & {
    readonly status: Exclude<SignatureStatus, "unsigned">;
  })[];
}

type Needs = Pick<App, "db" | "trustedKeys">;

/** So many people may sign one version. */
const maxSigners = 20;

/**
 * Adds a signature to a version that is published. A signer signs a version once: the same signature
 * again succeeds, another one is refused. One of a signer who is trusted here has to be right.
 *
 * @throws RegistryError `unauthenticated`, `forbidden`, `not_found`, `invalid`, `conflict`
 */
export async function addExpertSignature(
  app: App,
  caller: Caller,
  name: PackageName,
  version: string,
  signature: DetachedSignature,
): Promise<ExpertSignatures> {
  await requirePublish(app, caller, name);
  // Held versions may be signed as well: whoever reviews one wants to know whose it is.
  const expert = (await findExperts(app.db, name)).find((one) => one.version === version);
  if (expert === undefined) throw noExpert(name, version);
  if (checkSignature(signature, expert, app.trustedKeys.current) === "invalid") {
    throw new RegistryError(
      "invalid",
      signature.digest === `sha256:${expert.digest}`
        ? `this is no signature by the trusted key of ${signature.signer} over ${name}@${version}`
        : `this signature is about another definition than the one that ${name}@${version} has`,
      { fields: { code: "bad_signature" } },
    );
  }
  const by = principalTextOf(caller);
  const at = app.now().toISOString();
  await app.db.write(async (tx) => {
    await requireStillPublish(tx, by, name);
    const known = (await findExpertSignatures({ read: tx }, name)).get(version) ?? [];
    const before = known.find(({ signer }) => signer === signature.signer);
    if (before?.value === signature.value) return;
    if (before !== undefined) throw signedAlready(name, version, signature.signer);
    if (known.length >= maxSigners) {
      throw new RegistryError("invalid", `${name}@${version} has ${maxSigners} signatures already`);
    }
    if (!(await insertExpertSignature(tx, expert, signature, by, at))) {
      throw signedAlready(name, version, signature.signer);
    }
    await countChange(tx, name, at);
    const details = { signer: signature.signer, digest: signature.digest };
    const note = { action: "expert_signed", target: `${name}@${version}`, details } as const;
    await recordAudit(tx, caller, note, at);
  });
  app.events.emit("packageChanged", { name });
  return await signaturesOfExpert(app, expert);
}

/**
 * The signatures of a version that the caller may see.
 *
 * @throws RegistryError `not_found`
 */
export async function listExpertSignatures(
  app: App,
  caller: Caller,
  name: PackageName,
  version: string,
): Promise<ExpertSignatures> {
  if (!(await isVisible(app, caller, name))) throw noExpert(name, version);
  const expert = (await findExperts(app.db, name)).find((one) => one.version === version);
  if (expert === undefined) throw noExpert(name, version);
  return await signaturesOfExpert(app, expert);
}

export async function signaturesOfExpert(
  app: Needs,
  expert: Pick<StoredExpert, "name" | "version" | "digest" | "publishedBy">,
): Promise<ExpertSignatures> {
  const { name, version, digest, publishedBy } = expert;
  const signers = app.trustedKeys.current;
  const found = (await findExpertSignatures(app.db, name)).get(version) ?? [];
  return {
    key: `${name}@${version}`,
    digest: `sha256:${digest}`,
    publishedBy,
    ...checkExpertSignatures(found, expert, signers),
    signatures: found.map((one) => ({ ...one, status: checkSignature(one, expert, signers) })),
  };
}

/**
 * The manifests of some versions with what their signatures are worth: `expert.signature` for people
 * and programs that only want to know, and the signatures for those who check them with keys of their own.
 */
export async function withSignatures<
  Version extends {
    readonly version: string;
    readonly manifest: JsonObject;
    readonly publishedBy: string;
  },
>(app: Needs, name: PackageName, versions: readonly Version[]): Promise<readonly Version[]> {
  if (!versions.some(({ manifest }) => isObject(manifest["expert"]))) return versions;
  const signatures = await findExpertSignatures(app.db, name);
  if (signatures.size === 0) return versions;
  const signers = app.trustedKeys.current;
  return versions.map((one) => {
    const { version, manifest, publishedBy } = one;
    const found = signatures.get(version);
    const { expert } = manifest;
    if (found === undefined || !isObject(expert)) return one;
    const { digest } = expert;
    if (typeof digest !== "string") return one;
    const subject = { name, version, digest, publishedBy };
    const { status, verifiedBy } = checkExpertSignatures(found, subject, signers);
    const told: Json = found.map((signature): JsonObject => ({ ...signature }));
    const shown = { ...expert, signature: status, verifiedBy: [...verifiedBy], signatures: told };
    return { ...one, manifest: { ...manifest, expert: shown } };
  });
}

function signedAlready(name: PackageName, version: string, signer: string): RegistryError {
  return new RegistryError(
    "conflict",
    `${signer} has signed ${name}@${version} already, and a signature is never replaced`,
    { fields: { code: "signed_already" } },
  );
}

function noExpert(name: PackageName, version: string): RegistryError {
  return new RegistryError("not_found", `there is no Expert ${name}@${version} in this registry`);
}
