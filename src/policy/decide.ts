import type { Verdict } from "../scanner/report.ts";

/** What is known about one version when somebody asks for it. */
export interface Facts {
  /** What the scanner said, or null when these bytes have not been scanned yet. */
  readonly scan: { readonly verdict: Verdict; readonly ruleIds: readonly string[] } | null;
  /** The newest decision of a person about these bytes. */
  readonly ruling: Ruling | null;
}

export interface Ruling {
  readonly decision: "approve" | "reject";
  readonly expiresAt: Date | null;
}

/** What is asked for: that a version is listed, or its bytes. */
export type Question = "metadata" | "bytes";

export type Decision =
  | { readonly outcome: "serve" }
  | { readonly outcome: "hold"; readonly because: "scan" | "rejected" | "unscanned" };

/**
 * Whether a version may be seen or served. Every face asks this and nothing else; there is no second
 * place that knows. Pure: the same facts and time give the same answer.
 *
 * A person's ruling outweighs the scanner in both directions, because it was made with the findings
 * in view. Without a ruling, bytes that nobody scanned are never served; their version may be listed,
 * since a client must be able to ask for it before it can be scanned.
 */
export function decide(facts: Facts, question: Question, now: Date): Decision {
  const ruling = facts.ruling !== null && isInForce(facts.ruling, now) ? facts.ruling : null;
  if (ruling?.decision === "reject") return { outcome: "hold", because: "rejected" };
  if (facts.scan === null) {
    return question === "bytes" ? { outcome: "hold", because: "unscanned" } : { outcome: "serve" };
  }
  if (facts.scan.verdict === "block" && ruling?.decision !== "approve") {
    return { outcome: "hold", because: "scan" };
  }
  return { outcome: "serve" };
}

function isInForce(ruling: Ruling, now: Date): boolean {
  return ruling.expiresAt === null || ruling.expiresAt > now;
}
