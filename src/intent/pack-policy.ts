import type { EntryCapabilities, IntentRisk } from "./entry.ts";
import { riskOrder } from "./risk.ts";

/** What trust/policy.toml says about packs and Experts; the keys of namel3ss-registry §10. */
export interface PackPolicy {
  readonly allowUnverifiedInstalls: boolean;
  readonly maxRisk: IntentRisk;
  readonly allowedCapabilities: Omit<EntryCapabilities, "secrets">;
  /** Null for any; an empty list allows none. */
  readonly allowedSigners: readonly string[] | null;
  readonly allowedPacks: readonly string[] | null;
}

export const defaultPackPolicy: PackPolicy = {
  allowUnverifiedInstalls: false,
  maxRisk: "high",
  allowedCapabilities: {
    filesystem: "write",
    network: "outbound",
    env: "read",
    subprocess: "allow",
  },
  allowedSigners: null,
  allowedPacks: null,
};

export interface PolicySubject {
  readonly id: string;
  readonly isVerified: boolean;
  readonly signerId: string | null;
  readonly risk: IntentRisk;
  readonly capabilities: EntryCapabilities;
}

export type PolicyReasonCode =
  | "unverified"
  | "pack_not_allowed"
  | "signer_not_allowed"
  | "risk_exceeds_max"
  | "capability_exceeds"
  | "verified"
  | "unverified_permitted"
  | "risk_allowed"
  | "capabilities_allowed"
  | "pack_allowed"
  | "signer_allowed";

export interface PolicyReason {
  readonly code: PolicyReasonCode;
  /** One sentence, without text of the package. */
  readonly sentence: string;
}

export interface PolicyAnswer {
  readonly isAllowed: boolean;
  /** Everything that speaks against it; else everything that speaks for it. */
  readonly reasons: readonly PolicyReason[];
}

const levels = {
  filesystem: ["none", "read", "write"],
  network: ["none", "outbound"],
  env: ["none", "read"],
  subprocess: ["none", "allow"],
} as const;
type Kind = keyof typeof levels;

/** Whether a pack or Expert may be installed under a policy; reasons in the contract's order. Pure. */
export function askPackPolicy(policy: PackPolicy, subject: PolicySubject): PolicyAnswer {
  const against = [...reasonsAgainst(policy, subject)];
  return against.length > 0
    ? { isAllowed: false, reasons: against }
    : { isAllowed: true, reasons: [...reasonsFor(policy, subject)] };
}

function* reasonsAgainst(policy: PackPolicy, subject: PolicySubject): Iterable<PolicyReason> {
  const { allowedPacks, allowedSigners, maxRisk, allowedCapabilities } = policy;
  if (!subject.isVerified && !policy.allowUnverifiedInstalls) {
    yield {
      code: "unverified",
      sentence: "no trusted key verified it, and the policy asks for one",
    };
  }
  if (allowedPacks !== null && !allowedPacks.includes(subject.id)) {
    yield { code: "pack_not_allowed", sentence: "it is not on the policy's list of allowed packs" };
  }
  // Anybody could name a signer, so one whom no key verified is none.
  const signerId = subject.isVerified ? subject.signerId : null;
  if (allowedSigners !== null && !allowedSigners.includes(signerId ?? "")) {
    yield {
      code: "signer_not_allowed",
      sentence: "its signer is not on the policy's list of allowed signers",
    };
  }
  if (riskOrder.indexOf(subject.risk) > riskOrder.indexOf(maxRisk)) {
    yield {
      code: "risk_exceeds_max",
      sentence: `its risk is ${subject.risk}, and the policy allows ${maxRisk} at most`,
    };
  }
  for (const kind of Object.keys(levels) as Kind[]) {
    const known: readonly string[] = levels[kind];
    const [actual, allowed] = [subject.capabilities[kind], allowedCapabilities[kind]];
    if (known.indexOf(actual) > known.indexOf(allowed)) {
      yield {
        code: "capability_exceeds",
        sentence: `its ${kind} level is ${actual}, and the policy allows ${allowed}`,
      };
    }
  }
}

function* reasonsFor(policy: PackPolicy, subject: PolicySubject): Iterable<PolicyReason> {
  yield subject.isVerified
    ? { code: "verified", sentence: "a trusted key verified its signature" }
    : { code: "unverified_permitted", sentence: "the policy permits what no trusted key verified" };
  yield { code: "risk_allowed", sentence: `its risk, ${subject.risk}, is within the policy` };
  yield { code: "capabilities_allowed", sentence: "its capabilities are within the policy" };
  if (policy.allowedPacks !== null) {
    yield { code: "pack_allowed", sentence: "it is on the policy's list of allowed packs" };
  }
  if (policy.allowedSigners !== null) {
    yield { code: "signer_allowed", sentence: "its signer is on the policy's list" };
  }
}
