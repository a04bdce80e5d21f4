/** What the index says about one version of a pack or an Expert (namel3ss-registry §3). */
export interface RegistryEntry {
  readonly entry_version: 1;
  readonly pack_id: string;
  readonly pack_name: string;
  readonly pack_version: string;
  /** `sha256:` and the hex digest of the bundle's bytes; the registry makes the bundle of an Expert. */
  readonly pack_digest: string;
  readonly intent_text: string;
  readonly risk: IntentRisk;
  readonly signer_id?: string | null;
  /** Ids of trusted keys that verified the signature. */
  readonly verified_by: readonly string[];
  readonly signature: EntrySignature;
  readonly tools: readonly string[];
  readonly intent_tags: readonly string[];
  readonly intent_phrases: readonly string[];
  readonly capabilities: EntryCapabilities;
  readonly guarantees?: EntryGuarantees;
  readonly runner: {
    readonly default: RunnerKind;
    readonly service_url?: string | null;
    readonly container_image?: string | null;
  };
  readonly source: { readonly kind: "local_file" | "registry_url"; readonly uri: string };
}

export type IntentRisk = "low" | "medium" | "high";
export type SignatureStatus = "verified" | "unverified" | "unsigned" | "invalid";
export type RunnerKind = "local" | "service" | "container";

export interface EntrySignature {
  readonly status: SignatureStatus;
  readonly algorithm: string | null;
}

export interface EntryCapabilities {
  readonly filesystem: "none" | "read" | "write";
  readonly network: "none" | "outbound";
  readonly env: "none" | "read";
  readonly subprocess: "none" | "allow";
  readonly secrets: readonly string[];
}

export interface EntryGuarantees {
  readonly no_filesystem_write: boolean;
  readonly no_filesystem_read: boolean;
  readonly no_network: boolean;
  readonly no_subprocess: boolean;
  readonly no_env_read: boolean;
  readonly no_env_write: boolean;
  readonly secrets_allowed?: readonly string[];
}

/** As what nobody can tell counts. */
export const everything: EntryCapabilities = {
  filesystem: "write",
  network: "outbound",
  env: "read",
  subprocess: "allow",
  secrets: [],
};

export const noCapabilities: EntryCapabilities = {
  filesystem: "none",
  network: "none",
  env: "none",
  subprocess: "none",
  secrets: [],
};
