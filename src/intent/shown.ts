import type { StoredEntry } from "./entries.store.ts";
import type { RegistryEntry } from "./entry.ts";
import { askPackPolicy, type PolicyReason } from "./pack-policy.ts";
import type { PackTrust } from "./pack-trust.ts";
import { type Compatibility, compatibility } from "./pack-version.ts";

/** Where something was found. */
export interface SourceLabel {
  readonly id: string;
  readonly kind: string;
  /** Of a source over the network; null for others. */
  readonly url: string | null;
}

/** A version with everything that somebody who may choose it should know. */
export interface ShownVersion {
  readonly stored: StoredEntry;
  readonly entry: RegistryEntry;
  readonly trust: {
    readonly status: "trusted" | "untrusted" | "blocked";
    readonly isVerified: boolean;
    readonly isAllowed: boolean;
    readonly reasons: readonly PolicyReason[];
    readonly source: string;
  };
  readonly compatibility: Compatibility;
  /** Which other registry it was found in; left out for this one. */
  readonly from?: SourceLabel;
}

/** @param installed the version that the asker has; null for none */
export function showVersion(
  { policyFor, policySource: source }: Pick<PackTrust, "policyFor" | "policySource">,
  stored: StoredEntry,
  installed: string | null,
): ShownVersion {
  const entry = JSON.parse(stored.line) as RegistryEntry;
  const isVerified = entry.verified_by.length > 0;
  const { isAllowed, reasons } = askPackPolicy(policyFor(stored.facts.kind), {
    id: entry.pack_id,
    isVerified,
    signerId: entry.signer_id ?? null,
    risk: stored.facts.risk,
    capabilities: entry.capabilities,
  });
  const status = !isAllowed ? "blocked" : isVerified ? "trusted" : "untrusted";
  return {
    stored,
    entry,
    trust: { status, isVerified, isAllowed, reasons, source },
    compatibility: compatibility(installed, entry.pack_version),
  };
}
