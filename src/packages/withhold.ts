import { whyNot } from "../gate/blocked.ts";
import type { PackageFacts } from "../gate/facts.ts";
import { latestAmong } from "../names/version.ts";
import type { PackumentVersion } from "./packument.ts";

export interface Candidate extends PackumentVersion {
  /** sha512 of the tarball, null while nobody fetched an old version that has only a sha1. */
  readonly integrity: string | null;
}

export interface Listing {
  readonly versions: readonly Candidate[];
  readonly tags: ReadonlyMap<string, string>;
  readonly withheld: ReadonlyMap<string, string>;
}

/**
 * Takes the versions that are held or hidden out of a list and the tags that point at them; `latest` moves to
 * the best version that is left, so that the next install resolves to a good one.
 */
export function withhold(
  candidates: readonly Candidate[],
  tags: ReadonlyMap<string, string>,
  facts: PackageFacts,
  onHold: "hide" | "refuse",
): Listing {
  const withheld = new Map<string, string>();
  const versions = candidates.filter((candidate) => {
    const { version, integrity } = candidate;
    const decision = facts.listed(version, integrity);
    if (decision.outcome === "serve") return true;
    if (decision.outcome === "hold" && onHold === "refuse") return true;
    const subject = `${facts.name}@${version}`;
    const why = whyNot(
      subject,
      decision,
      facts.holdOf(version, integrity),
      facts.banReason(version),
    );
    if (why !== null) withheld.set(version, why);
    return false;
  });

  const served = new Set(versions.map((v) => v.version));
  const kept = new Map([...tags].filter(([, version]) => served.has(version)));
  if (!kept.has("latest") && served.size > 0) {
    const latest = latestAmong([...served], tags.get("latest"));
    if (latest !== null) kept.set("latest", latest);
  }
  return { versions, tags: kept, withheld };
}
