import { createHash } from "node:crypto";
import type { App } from "../context.ts";
import type { PackageName } from "../names/package-name.ts";
import type { StoredExpert } from "../packages/experts.store.ts";
import { checkExpertSignatures, preferSigner } from "../trust/expert-signature.ts";
import { findExpertSignatures } from "../trust/expert-signatures.store.ts";
import type { Publisher } from "../trust/trusted-keys.ts";
import type { PackSigner } from "./bundle/pack-signature.ts";
import type { ExpertSignature } from "./entry-of-expert.ts";
import type { PackPolicy } from "./pack-policy.ts";

/** What the owner of this registry trusts of packs and Experts: the one place that is asked. */
export interface PackTrust {
  /** What packs have to be, and what Experts have to be. */
  policyFor(kind: "pack" | "expert"): PackPolicy;
  /** `default`, or the file that the policy was read from. */
  readonly policySource: string;
  /** Whose signatures of a pack can be verified here, if somebody publishes it under a name. */
  signersFor(publisher: Publisher): readonly PackSigner[];
  /** What the signatures of each Expert of a name are worth. */
  signaturesOf(name: PackageName): Promise<(expert: StoredExpert) => ExpertSignature>;
  /** Changes with everything that entries and what is shown of them depend on. */
  readonly state: string;
}

/** Follows the files below `trust/` of a home. */
export function openPackTrust({
  db,
  policy,
  trustedKeys,
}: Pick<App, "db" | "policy" | "trustedKeys">): PackTrust {
  return {
    policyFor: (kind) => (kind === "pack" ? policy.current.packs : policy.current.experts),
    get policySource() {
      return policy.exists ? "trust/policy.toml" : "default";
    },
    signersFor: (publisher) =>
      trustedKeys.current
        .for(publisher)
        .flatMap((signer) => (signer.algorithm === "hmac-sha256" ? [signer] : [])),
    async signaturesOf(name) {
      const signatures = await findExpertSignatures(db, name);
      const { allowedSigners } = policy.current.experts;
      return (expert) => {
        const found = signatures.get(expert.version) ?? [];
        const checked = checkExpertSignatures(found, expert, trustedKeys.current);
        return preferSigner(checked, allowedSigners);
      };
    },
    get state() {
      return createHash("sha256").update(`${policy.digest}\n${trustedKeys.digest}`).digest("hex");
    },
  };
}
