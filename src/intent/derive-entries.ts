import { createHash } from "node:crypto";
import { toToml } from "../expert/perstack-file.ts";
import { statedReach } from "../expert/stated-reach.ts";
import { type FactNeeds, packageFacts } from "../gate/facts.ts";
import type { PackageName } from "../names/package-name.ts";
import { findExperts, isExpert, type StoredExpert } from "../packages/experts.store.ts";
import { findPackage, type StoredVersion } from "../packages/packages.store.ts";
import type { Decision } from "../policy/decide.ts";
import { checkPackSignature } from "./bundle/pack-signature.ts";
import { findBundles, type StoredBundle } from "./bundles.store.ts";
import { type NewEntry, packPrefix, type SubjectState } from "./entries.store.ts";
import type { IntentRisk } from "./entry.ts";
import { openLine } from "./entry-line.ts";
import { type ExpertSignature, entryOfExpert } from "./entry-of-expert.ts";
import { type PublishedExpert, packageNameOf, packIdOf } from "./expert-pack.ts";
import { findIntentId } from "./intent-ids.store.ts";
import type { PackTrust } from "./pack-trust.ts";
import { riskOrder } from "./risk.ts";

/** Raise it whenever the same Expert or pack gives another entry than before. */
export const layout = 2;

export interface DeriveNeeds extends FactNeeds {
  readonly packTrust: PackTrust;
}

/** An entry that there should be. */
export interface WantedEntry {
  readonly version: string;
  /** What it is made from; while that is the same, the stored one is right. */
  readonly stamp: string;
  /** @throws RegistryError `invalid` for what no bundle can hold */
  make(): NewEntry;
}

export interface Derived {
  readonly state: SubjectState;
  readonly entries: readonly WantedEntry[];
}

/** What the index should hold of a subject; null for what is no Expert and no pack. */
export async function deriveEntries(app: DeriveNeeds, subject: string): Promise<Derived | null> {
  return subject.startsWith(packPrefix)
    ? await ofPack(app, subject, subject.slice(packPrefix.length))
    : await ofExpert(app, subject as PackageName);
}

/**
 * The versions that everybody may see: index and search know no callers, so nothing of a restricted
 * package is in them, and nothing that is held, hidden or disabled.
 */
async function ofExpert(app: DeriveNeeds, name: PackageName): Promise<Derived | null> {
  // Most names that change are of packages, the upstream's among them.
  if (!(await isExpert(app.db, name))) return null;
  // Before the facts: a change in between makes the state look older than it is, never newer.
  const stored = await findPackage(app.db, name);
  if (stored === null) return null;
  const experts = await findExperts(app.db, name);
  const { until, listed } = await packageFacts(app, name);
  const id = packIdOf(name);
  const hasId = (await findIntentId(app.db.read, id))?.name === name;
  const isOpen = stored.access === "public" && hasId;
  const signatureOf = await app.packTrust.signaturesOf(name);
  const entries: WantedEntry[] = [];
  for (const expert of isOpen ? experts : []) {
    const { version, integrity } = expert;
    if (!isShown(listed(version, integrity))) continue;
    const found = stored.versions.find((one) => one.version === version);
    if (found !== undefined) entries.push(wantedOfExpert(id, expert, found, signatureOf(expert)));
  }
  return { state: stateOf(app, name, stored.rev, stored.access, until), entries };
}

/** What the policy's limits keep from being installed is found all the same, and shown as blocked. */
function isShown(decision: Decision): boolean {
  if (decision.outcome === "serve") return true;
  if (decision.outcome !== "hide" || decision.because !== "policy") return false;
  return !decision.reasons.some(({ code }) => code === "package_denied");
}

function wantedOfExpert(
  packId: string,
  expert: StoredExpert,
  stored: StoredVersion,
  signature: ExpertSignature,
): WantedEntry {
  const { name, version } = expert;
  const published = publishedExpert(expert, stored);
  const { risk } = statedReach(stored.manifest["expert"], expert.definition);
  const { author, capabilities, license, intent } = published;
  const stamp = stampOf([expert.digest, author, license, intent, capabilities, risk, signature]);
  return {
    version,
    stamp,
    make() {
      const entry = entryOfExpert(published, signature);
      return {
        packId,
        version,
        stamp,
        digest: entry.pack_digest,
        line: openLine(entry),
        facts: {
          kind: "expert",
          name,
          description: expert.definition.description,
          author,
          license,
          risk: higher(risk, entry.risk),
          isDeclared: capabilities.unknown.length === 0,
          publishedAt: expert.createdAt,
        },
      };
    },
  };
}

/** What the bundle of an Expert is made of. */
export function publishedExpert(expert: StoredExpert, stored: StoredVersion): PublishedExpert {
  const { definition, intent, publishedBy } = expert;
  const { license } = stored.manifest;
  return {
    definition,
    capabilities: statedReach(stored.manifest["expert"], definition).capabilities,
    toml: toToml(definition),
    intent,
    author: publishedBy,
    license: typeof license === "string" && license !== "" ? license.slice(0, 200) : null,
  };
}

function higher(a: IntentRisk, b: IntentRisk): IntentRisk {
  return riskOrder.indexOf(a) > riskOrder.indexOf(b) ? a : b;
}

async function ofPack(app: DeriveNeeds, subject: string, id: string): Promise<Derived | null> {
  const bundles = await findBundles(app.db, id);
  if (bundles.length === 0) return null;
  return {
    state: stateOf(app, subject, bundles.length, "public", Number.POSITIVE_INFINITY),
    entries: bundles.map((bundle) => wantedOfPack(app.packTrust, bundle)),
  };
}

function wantedOfPack(packTrust: PackTrust, bundle: StoredBundle): WantedEntry {
  const { packId, version, digest, entry, facts, publishedBy } = bundle;
  const signers = packTrust.signersFor({ name: packageNameOf(packId), publishedBy });
  const { description, author, license, isDeclared } = facts;
  const signerId = entry.signer_id ?? null;
  const checked = checkPackSignature(facts.signature, signerId, facts.signingDigest, signers);
  const { status, algorithm, verifiedBy } = checked;
  const stamp = stampOf([digest, checked]);
  return {
    version,
    stamp,
    make: () => ({
      packId,
      version,
      stamp,
      digest,
      line: openLine({ ...entry, signature: { status, algorithm }, verified_by: verifiedBy }),
      facts: {
        kind: "pack",
        name: null,
        description,
        author,
        license,
        risk: isDeclared ? entry.risk : "high",
        isDeclared,
        publishedAt: bundle.publishedAt,
      },
    }),
  };
}

function stampOf(parts: readonly unknown[]): string {
  return createHash("sha256")
    .update(JSON.stringify([layout, ...parts]))
    .digest("base64url");
}

function stateOf(
  { packTrust }: Pick<DeriveNeeds, "packTrust">,
  subject: string,
  rev: number,
  access: string,
  until: number,
): SubjectState {
  const recheckAt = Number.isFinite(until) ? new Date(until).toISOString() : null;
  return { subject, rev, access, layout, trust: packTrust.state, recheckAt };
}
