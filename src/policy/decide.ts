import { askPackPolicy, type PackPolicy, type PolicySubject } from "../intent/pack-policy.ts";
import type { Verdict } from "../scanner/report.ts";

/** What is known about one version when somebody asks for it. */
export interface Facts {
  /** What the scanner said, or null when these bytes have not been scanned yet. */
  readonly scan: { readonly verdict: Verdict; readonly ruleIds: readonly string[] } | null;
  /** The newest decision of a person about these bytes. */
  readonly ruling: Ruling | null;
  /** When it was published, by its origin's word; null when that is not said. */
  readonly publishedAt: Date | null;
  /** What lists it as bad, by its name or its bytes; null when nothing does. */
  readonly knownBad: KnownBad | null;
  /** Whether the upstream has declared other bytes for this version before. */
  readonly isRewritten: boolean;
  /** Whether its publisher took it out of use for good; only Experts can be. */
  readonly isDisabled: boolean;
  /** What it can do and who vouches for it; null where the policy does not ask, or nobody knows yet. */
  readonly subject: PolicySubject | null;
  /** What the policy asks of this release. */
  readonly rules: ReleaseRules;
}

export interface Ruling {
  readonly decision: "approve" | "reject";
  /** ISO 8601. */
  readonly decidedAt: string;
  readonly expiresAt: Date | null;
}

/** An advisory about malware, or an entry of a block list (threat catalogue, META-01). */
export interface KnownBad {
  readonly kind: "advisory" | "block";
  /** The id of the advisory, or what the list names: `lib`, `lib@<2`, a digest. */
  readonly id: string;
  /** For people: the title of the advisory, or what stands beside the entry. */
  readonly reason: string;
  /** Whether the reason is the word of somebody of this registry, not of a list from elsewhere. */
  readonly isLocal: boolean;
  /** Since when it is known here, ISO 8601. */
  readonly since: string;
}

/** What trust/policy.toml asks of one release; whether it applies to the name was settled before. */
export interface ReleaseRules {
  /** 0 asks for none. */
  readonly minimumAgeMs: number;
  /** Nothing published later is seen; null for no such moment. */
  readonly frozenAt: Date | null;
  readonly isBanned: boolean;
  /** Whether the policy's lists of package names keep it out. */
  readonly listing: "open" | "denied" | "not_allowed";
  /** How much it may be able to do, and who must vouch for it; null where any will do. */
  readonly limits: PackPolicy | null;
}

/** For releases that no policy is about. */
export const noRules: ReleaseRules = {
  minimumAgeMs: 0,
  frozenAt: null,
  isBanned: false,
  listing: "open",
  limits: null,
};

/** What is asked for: that a version is listed, or its bytes. */
export type Question = "metadata" | "bytes";

export type Decision =
  | { readonly outcome: "serve" }
  | {
      readonly outcome: "hold";
      readonly because: "scan" | "rejected" | "unscanned" | "rewritten";
    }
  | { readonly outcome: "hold"; readonly because: "known_bad"; readonly bad: KnownBad }
  | Hidden;

/** Not about what the bytes are: the policy or the publisher does not want it seen, or not yet. */
export type Hidden = HiddenByRule | HiddenByLimits;

interface HiddenByRule {
  readonly outcome: "hide";
  readonly because: "age" | "frozen" | "banned" | "disabled";
  /** From when on it is served if nothing else changes; null when time alone does not help. */
  readonly until: Date | null;
}

/** The policy's lists, or its limits of risk, capabilities and signers. */
export interface HiddenByLimits {
  readonly outcome: "hide";
  readonly because: "policy";
  readonly until: null;
  readonly reasons: readonly LimitReason[];
}

export interface LimitReason {
  /** For programs; of limits, the codes of `askPackPolicy`. */
  readonly code: string;
  /** Part of a sentence, without text of the package. */
  readonly sentence: string;
}

/**
 * Whether a version may be seen or served. Every face asks this and nothing else; there is no second
 * place that knows. Pure: the same facts and time give the same answer.
 *
 * A ban outweighs everything, because the owner wrote it down; so do the policy's lists of names. A
 * person's ruling outweighs the scanner in both directions, and the rules about age, because it was made
 * about these bytes with the findings in view. It does not outweigh the policy's limits, which say what
 * this registry wants and not what was found. What is listed as bad is held before anybody fetches it;
 * only an approval by somebody who could know that outweighs it. Without a ruling, bytes that nobody
 * scanned are never served; their version may be listed, since a client must be able to ask for it before
 * it can be scanned.
 */
export function decide(facts: Facts, question: Question, now: Date): Decision {
  if (facts.rules.isBanned) return { outcome: "hide", because: "banned", until: null };
  const unlisted = hiddenByList(facts.rules);
  if (unlisted !== null) return unlisted;
  const ruling = facts.ruling !== null && isInForce(facts.ruling, now) ? facts.ruling : null;
  if (ruling?.decision === "reject") return { outcome: "hold", because: "rejected" };
  const isApproved = ruling?.decision === "approve";
  const { knownBad } = facts;
  if (knownBad !== null && !(isApproved && ruling.decidedAt >= knownBad.since)) {
    return { outcome: "hold", because: "known_bad", bad: knownBad };
  }
  if (facts.scan?.verdict === "block" && !isApproved) return { outcome: "hold", because: "scan" };
  if (facts.isRewritten && !isApproved) return { outcome: "hold", because: "rewritten" };
  // Lock files that name it still get its bytes: it prevents new dependencies, not old installs.
  if (facts.isDisabled && question === "metadata") {
    return { outcome: "hide", because: "disabled", until: null };
  }
  const limited = hiddenByLimits(facts);
  if (limited !== null) return limited;
  const hidden = isApproved ? null : hiddenBy(facts, now);
  if (hidden !== null) return hidden;
  if (facts.scan === null && question === "bytes") return { outcome: "hold", because: "unscanned" };
  return { outcome: "serve" };
}

function hiddenByList({ listing }: ReleaseRules): Hidden | null {
  if (listing === "open") return null;
  const reason =
    listing === "denied"
      ? { code: "package_denied", sentence: "its name is on the list of denied packages" }
      : {
          code: "package_not_allowed",
          sentence: "its name is not on the list of allowed packages",
        };
  return { outcome: "hide", because: "policy", until: null, reasons: [reason] };
}

function hiddenByLimits({ subject, rules }: Facts): Hidden | null {
  if (subject === null || rules.limits === null) return null;
  const { isAllowed, reasons } = askPackPolicy(rules.limits, subject);
  return isAllowed ? null : { outcome: "hide", because: "policy", until: null, reasons };
}

/** A release that does not say when it was published could be of any age, so it counts as new. */
function hiddenBy({ publishedAt, rules }: Facts, now: Date): Hidden | null {
  const { frozenAt, minimumAgeMs } = rules;
  if (frozenAt !== null && (publishedAt === null || publishedAt > frozenAt)) {
    return { outcome: "hide", because: "frozen", until: null };
  }
  if (minimumAgeMs === 0) return null;
  if (publishedAt === null) return { outcome: "hide", because: "age", until: null };
  const until = new Date(publishedAt.getTime() + minimumAgeMs);
  return until > now ? { outcome: "hide", because: "age", until } : null;
}

function isInForce(ruling: Ruling, now: Date): boolean {
  return ruling.expiresAt === null || ruling.expiresAt > now;
}
