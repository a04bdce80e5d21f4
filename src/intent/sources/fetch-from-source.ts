import { createHash } from "node:crypto";
import { type Caller, principalTextOf, shownName } from "../../access/permit.ts";
import type { App } from "../../context.ts";
import { RegistryError } from "../../errors.ts";
import { capabilitiesOf, riskOf } from "../../expert/capability.ts";
import { type PackageName, parsePackageName } from "../../names/package-name.ts";
import { addExpertSignature } from "../../packages/expert-signatures.ts";
import { findExpertVersion } from "../../packages/experts.store.ts";
import { publishExpert } from "../../packages/publish-expert.ts";
import { checkExpertSignatures, preferSigner } from "../../trust/expert-signature.ts";
import { addBundle } from "../add-bundle.ts";
import { entryOfBundle } from "../bundle/entry-of-bundle.ts";
import { readBundle } from "../bundle/read-bundle.ts";
import type { SignatureStatus } from "../entry.ts";
import { packageNameOf, packCapabilities, packIdOf } from "../expert-pack.ts";
import { readPackId } from "../pack-id.ts";
import { askPackPolicy, type PolicySubject } from "../pack-policy.ts";
import { byNewestPackVersion } from "../pack-version.ts";
import { askSources, inTime } from "./ask-sources.ts";
import type { Source, SourceEntry } from "./source.ts";

export interface FetchedPack {
  readonly id: string;
  readonly version: string;
  readonly kind: "expert" | "pack";
  readonly digest: string;
  readonly source: string;
  readonly signature: SignatureStatus;
  readonly verifiedBy: readonly string[];
  /** It was here already, and nothing was done. */
  readonly isRepeat: boolean;
  readonly warnings: readonly string[];
}

/** Longer than for a question: it may be large. */
const fetchTimeoutMs = 60_000;

/**
 * Takes a version over from another registry: asked for, compared with its digest, verified with the
 * keys that are trusted here, judged by the policy, and then stored as an upload or a publish of the
 * caller, which scans it. Nothing that the source says about it is believed.
 *
 * @param given an id, or the package name of an Expert
 * @param version null for the newest
 * @throws RegistryError `not_found`, `blocked` by the policy or the scan, `invalid`, `upstream_failed`,
 *   and as `addBundle` and `publishExpert`
 */
export async function fetchFromSource(
  app: App,
  caller: Caller,
  given: string,
  version: string | null,
  sources: readonly Source[],
): Promise<FetchedPack> {
  if (sources.length === 0) {
    throw new RegistryError("invalid", "name the source to fetch it from, with registry", {
      fields: { code: "no_source" },
    });
  }
  const id = readPackId(given);
  const asked = await askSources(app, sources, { kind: "id", id });
  const offers = asked.flatMap(({ source, entries }) =>
    entries
      .filter(({ entry }) => entry.pack_id === id)
      .filter(({ entry }) => version === null || entry.pack_version === version)
      .map((entry) => ({ source, entry })),
  );
  const [chosen] = offers.sort((a, b) =>
    byNewestPackVersion(a.entry.entry.pack_version, b.entry.entry.pack_version),
  );
  if (chosen === undefined) {
    const why = asked.flatMap(({ source, failure }) =>
      failure === null ? [] : [`${source.id}: ${failure}`],
    );
    const gaps = why.length === 0 ? "" : `; not all of them answered (${why.join("; ")})`;
    const wanted = version === null ? id : `${id}@${version}`;
    throw new RegistryError("not_found", `none of the sources has ${wanted}${gaps}`);
  }
  const { source, entry } = chosen;
  return entry.facts.kind === "expert"
    ? await fetchExpert(app, caller, source, entry)
    : await fetchPack(app, caller, source, entry);
}

async function fetchPack(
  app: App,
  caller: Caller,
  source: Source,
  { entry: told }: SourceEntry,
): Promise<FetchedPack> {
  const bytes = await inTime(fetchTimeoutMs, (signal) => source.bundle(told, signal));
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  if (digest !== told.pack_digest) throw liar(source, "other bytes than those of the digest");
  const bundle = readBundle(bytes);
  const { id, version } = bundle.manifest;
  if (id !== told.pack_id || version !== told.pack_version) {
    throw liar(source, "the bundle of another pack or version");
  }
  const publisher = { name: packageNameOf(id), publishedBy: shownName(principalTextOf(caller)) };
  const entry = entryOfBundle(bundle, app.packTrust.signersFor(publisher));
  const { status } = entry.signature;
  requireTrust(app, "pack", `${id}@${version}`, status, {
    id,
    isVerified: entry.verified_by.length > 0,
    signerId: entry.signer_id ?? null,
    risk: bundle.guarantees === null ? "high" : entry.risk,
    capabilities: entry.capabilities,
  });
  const { isRepeat, warnings } = await addBundle(app, caller, once(bytes));
  return {
    id,
    version,
    kind: "pack",
    digest,
    source: source.id,
    signature: status,
    verifiedBy: entry.verified_by,
    isRepeat,
    warnings,
  };
}

async function fetchExpert(
  app: App,
  caller: Caller,
  source: Source,
  { entry: told, facts }: SourceEntry,
): Promise<FetchedPack> {
  const { expert: ask } = source;
  if (ask === null || facts.name === null) throw liar(source, "an Expert that it cannot show");
  const name = parsePackageName(facts.name);
  const version = told.pack_version;
  if (packIdOf(name) !== told.pack_id) throw liar(source, "an Expert under another's id");
  const found = await inTime(fetchTimeoutMs, (signal) => ask(name, version, signal));
  const { definition, digest, signatures } = found;
  const publisher = { name, publishedBy: shownName(principalTextOf(caller)) };
  const signers = app.trustedKeys.current;
  const checked = preferSigner(
    checkExpertSignatures(signatures, { version, digest, ...publisher }, signers),
    app.packTrust.policyFor("expert").allowedSigners,
  );
  const { status, signerId, verifiedBy } = checked;
  const capabilities = capabilitiesOf(definition);
  requireTrust(app, "expert", `${name}@${version}`, status, {
    id: packIdOf(name),
    isVerified: verifiedBy.length > 0,
    signerId,
    risk: riskOf(capabilities, []).level,
    capabilities: packCapabilities(capabilities),
  });
  const isRepeat = await isHere(app, name, version, digest);
  if (!isRepeat) await publishExpert(app, caller, definition, []);
  const warnings: string[] = [];
  for (const signature of signatures) {
    try {
      await addExpertSignature(app, caller, name, version, signature);
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      warnings.push(`a signature was not taken: ${error.message}`);
    }
  }
  return {
    id: told.pack_id,
    version,
    kind: "expert",
    digest: `sha256:${digest}`,
    source: source.id,
    signature: status,
    verifiedBy,
    isRepeat,
    warnings,
  };
}

async function isHere(app: App, name: PackageName, version: string, digest: string) {
  return (await findExpertVersion(app.db, name, version))?.digest === digest;
}

/** @throws RegistryError `blocked` */
function requireTrust(
  { packTrust }: Pick<App, "packTrust">,
  kind: "pack" | "expert",
  subject: string,
  status: SignatureStatus,
  about: PolicySubject,
): void {
  if (status === "invalid") {
    throw new RegistryError("blocked", `the signature of ${subject} is wrong; nothing was kept`, {
      fields: { code: "bad_signature" },
    });
  }
  const { isAllowed, reasons } = askPackPolicy(packTrust.policyFor(kind), about);
  if (isAllowed) return;
  const why = reasons.map(({ sentence }) => sentence).join("; ");
  throw new RegistryError(
    "blocked",
    `${subject} is not allowed by this registry's policy: ${why}. Trust its signer ` +
      "(`agentregistry keys add`), or ask the owner to change trust/policy.toml",
    { fields: { code: "policy_blocked", reasons } },
  );
}

function liar({ id }: Source, what: string): RegistryError {
  return new RegistryError("upstream_failed", `the source ${id} answered with ${what}`);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
