import { declaredSha512, type Integrity } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { StatedReach } from "../expert/stated-reach.ts";
import { decisiveRules, whyNot } from "../gate/blocked.ts";
import { type PackageFacts, packageFacts } from "../gate/facts.ts";
import { findReport } from "../gate/reports.store.ts";
import { type PackageName, quoteForMessage } from "../names/package-name.ts";
import type { LimitReason } from "../policy/decide.ts";
import type { Hold } from "../quarantine/quarantine.store.ts";
import type { Capabilities, Report } from "../scanner/report.ts";
import type { CheckedExpert } from "../trust/expert-signature.ts";
import { readThrough } from "../upstream/read-through.ts";
import { findTarball } from "../upstream/upstream.store.ts";
import { type ClosureReach, closureReach } from "./closure-reach.ts";
import { signaturesOfExpert } from "./expert-signatures.ts";
import { findExpertVersion, findReaches } from "./experts.store.ts";
import { findPackage, isHosted } from "./packages.store.ts";

/** Why one version is served or not. */
export interface VersionReason {
  readonly version: string;
  readonly state: "served" | "held" | "hidden";
  /**
   * What made it so: a scan, a list, a rejection, a replacement upstream, its age, a freeze, a ban, the
   * publisher, a limit.
   */
  readonly because: string | null;
  /** What of the policy's lists and limits speaks against it; empty for every other cause. */
  readonly reasons: readonly LimitReason[];
  readonly rules: readonly string[];
  /** When it was held, ISO 8601. */
  readonly since: string | null;
  /** From when on it is served if nothing else changes, ISO 8601. */
  readonly until: string | null;
  /** Why, and what to do about it; null when it is served. */
  readonly sentence: string | null;
  readonly integrity: string | null;
  readonly publishedAt: string | null;
  readonly ruling: Ruled | null;
}

interface Ruled {
  readonly decision: "approve" | "reject";
  readonly reason: string;
  readonly person: string;
  readonly decidedAt: string;
  readonly expiresAt: string | null;
}

/** One version, and what it can do together with all that it needs. */
export interface VersionWithClosure extends VersionDetails {
  /** Null while it is not scanned, and for an Expert, whose capabilities count what it runs already. */
  readonly closure: ClosureSummary | null;
}

export interface ClosureSummary extends Omit<ClosureReach, "capabilities"> {
  readonly capabilities: NonNullable<ScanSummary["capabilities"]>;
}

export interface VersionDetails extends VersionReason {
  /** What the scanner said about the bytes, or null while nobody asked for them. */
  readonly scan: ScanSummary | null;
  /** What the signatures of an Expert are worth here; null for every other package. */
  readonly signature: CheckedExpert | null;
}

/** What its code can do is said of every version that was scanned, whatever became of it. */
export interface ScanSummary extends Pick<Report, "ruleset" | "verdict" | "total" | "risk"> {
  /** Null when not all of it could be read. */
  readonly capabilities: Omit<Capabilities, "commands" | "evidence"> | null;
}

export interface PackageReasons {
  readonly name: PackageName;
  readonly origin: "hosted" | "upstream";
  /** Which upstream it comes from, by its name in the settings. */
  readonly upstream: string | null;
  readonly served: number;
  /** What is not served, in the order of the packument. */
  readonly withheld: readonly VersionReason[];
}

interface Known {
  readonly version: string;
  readonly integrity: Integrity | null;
  readonly publishedAt: string | null;
}

/**
 * What is withheld of a package and why. The same facts and the same decision as everywhere else.
 *
 * @throws RegistryError `not_found`, `upstream_failed`, `upstream_timeout`
 */
export async function whyPackage(app: App, name: PackageName): Promise<PackageReasons> {
  const { origin, versions } = await versionsOf(app, name);
  const facts = await packageFacts(app, name);
  const reasons = versions.map((known) => reasonFor(facts, known));
  return {
    name,
    ...origin,
    served: reasons.filter(({ state }) => state === "served").length,
    withheld: reasons.filter(({ state }) => state !== "served"),
  };
}

/** Why one version is served or not. @throws RegistryError as `whyPackage` */
export async function whyVersion(
  app: App,
  name: PackageName,
  version: string,
): Promise<PackageReasons & { readonly version: VersionWithClosure }> {
  const details = await whyOneVersion(app, name, version);
  const reach = details.signature === null ? await closureReach(app, name, version) : null;
  const closure = reach === null ? null : { ...reach, capabilities: named(reach.capabilities) };
  return { ...(await whyPackage(app, name)), version: { ...details, closure } };
}

/** The same without what else there is of the package. @throws RegistryError as `whyPackage` */
export async function whyOneVersion(
  app: App,
  name: PackageName,
  version: string,
): Promise<VersionDetails> {
  const { origin, versions } = await versionsOf(app, name);
  const known = versions.find((candidate) => candidate.version === version);
  if (known === undefined) {
    throw new RegistryError("not_found", `${name} has no version ${quoteForMessage(version)}`);
  }
  const facts = await packageFacts(app, name);
  const { integrity } = known;
  const isOurs = origin.origin === "hosted";
  const db = isOurs ? app.db : app.cacheDb;
  const report = integrity === null ? null : await findReport(db, { name, version, integrity });
  const scan = report === null ? null : summaryOf(report);
  const reach = isOurs ? await reachOf(app, name, version) : null;
  return {
    ...reasonFor(facts, known),
    scan: scan === null || reach === null ? scan : withReach(scan, reach),
    signature: isOurs ? await signatureOf(app, name, version) : null,
  };
}

/** What the definition of an Expert lets it do, which its files do not tell; null for every other package. */
async function reachOf(app: App, name: PackageName, version: string): Promise<StatedReach | null> {
  const reaches = await findReaches(app.db, name);
  return reaches.find((reach) => reach.version === version) ?? null;
}

function withReach(scan: ScanSummary, { capabilities, risk }: StatedReach): ScanSummary {
  const { capabilities: files } = scan;
  const all = files === null ? null : named({ ...files, ...capabilities, commands: [] });
  return { ...scan, risk, capabilities: all };
}

async function signatureOf(
  app: App,
  name: PackageName,
  version: string,
): Promise<CheckedExpert | null> {
  const expert = await findExpertVersion(app.db, name, version);
  if (expert === null) return null;
  const { status, algorithm, signerId, verifiedBy } = await signaturesOfExpert(app, expert);
  return { status, algorithm, signerId, verifiedBy };
}

function summaryOf({ ruleset, verdict, total, risk, capabilities }: Report): ScanSummary {
  return { ruleset, verdict, total, risk, capabilities: shownOf(capabilities) };
}

function shownOf(capabilities: Capabilities | null): ScanSummary["capabilities"] {
  if (capabilities === null) return null;
  const { evidence: _evidence, ...can } = capabilities;
  return named(can);
}

/** Programs read this: names that the package chose are shown only where they could be nothing else. */
function named(
  capabilities: Omit<Capabilities, "evidence">,
): NonNullable<ScanSummary["capabilities"]> {
  const { commands: _commands, ...shown } = capabilities;
  const plain = (names: readonly string[]) => names.filter((name) => plainName.test(name));
  return {
    ...shown,
    hosts: plain(shown.hosts),
    envNames: plain(shown.envNames),
    secrets: plain(shown.secrets),
  };
}

const plainName = /^[A-Za-z0-9_.~/:-]{1,80}$/;

type Origin = Pick<PackageReasons, "origin" | "upstream">;

async function versionsOf(
  app: App,
  name: PackageName,
): Promise<{ origin: Origin; versions: readonly Known[] }> {
  const isOurs = await isHosted(app.db, name);
  const stored = isOurs ? await findPackage(app.db, name) : null;
  if (stored !== null) {
    return { origin: { origin: "hosted", upstream: null }, versions: stored.versions };
  }
  const found = isOurs ? null : await readThrough(app, name);
  if (found === null) {
    throw new RegistryError("not_found", `there is no package ${name} in this registry`);
  }
  const versions: Known[] = [];
  for (const release of found.document.releases) {
    const { version, publishedAt = null } = release;
    // A version that declares no sha512 is known by the bytes that were fetched for it.
    const declared = declaredSha512(release);
    const fetched = declared === null ? await findTarball(app.cacheDb, name, version) : null;
    versions.push({ version, integrity: declared ?? fetched?.integrity ?? null, publishedAt });
  }
  const upstream = app.upstreams.of(name)?.name ?? null;
  return { origin: { origin: "upstream", upstream }, versions };
}

function reasonFor(facts: PackageFacts, { version, integrity, publishedAt }: Known): VersionReason {
  const decision = facts.listed(version, integrity);
  const hold = facts.holdOf(version, integrity);
  const subject = `${facts.name}@${version}`;
  const isServed = decision.outcome === "serve";
  return {
    version,
    state: isServed ? "served" : decision.outcome === "hold" ? "held" : "hidden",
    because: isServed ? null : decision.because,
    reasons: decision.outcome === "hide" && decision.because === "policy" ? decision.reasons : [],
    rules:
      isServed || hold === null ? [] : decisiveRules(hold.report.findings).map((f) => f.ruleId),
    since: isServed || decision.outcome === "hide" ? null : (hold?.heldAt ?? null),
    until: decision.outcome === "hide" ? (decision.until?.toISOString() ?? null) : null,
    sentence: whyNot(subject, decision, hold, facts.banReason(version)),
    integrity,
    publishedAt,
    ruling: rulingOf(hold),
  };
}

function rulingOf(hold: Hold | null): Ruled | null {
  if (hold === null || hold.ruling === null) return null;
  const { decision, reason, person, decidedAt, expiresAt } = hold.ruling;
  return { decision, reason, person, decidedAt, expiresAt: expiresAt?.toISOString() ?? null };
}
