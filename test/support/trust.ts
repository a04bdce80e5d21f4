import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type DetachedSignature, signExpert } from "../../src/trust/expert-signature.ts";
import { publicKeyText } from "../../src/trust/trusted-keys.ts";
import type { Clock } from "./clock.ts";
import type { TestRegistry } from "./registry.ts";

/** Writes a file below trust/ of a home; a registry follows it within a second. */
export function writeTrust(
  registry: Pick<TestRegistry, "home">,
  file: "policy.toml" | "keys.toml",
  text: string,
  mode = 0o600,
): void {
  mkdirSync(join(registry.home, "trust"), { recursive: true });
  writeFileSync(join(registry.home, "trust", file), text, { mode });
}

/** The same, and lets that second pass. */
export function changeTrust(
  registry: Pick<TestRegistry, "home">,
  clock: Clock,
  file: "policy.toml" | "keys.toml",
  text: string,
): void {
  writeTrust(registry, file, text);
  clock.advance(1);
}

/** Somebody with an Ed25519 key. */
export interface TestSigner {
  readonly id: string;
  readonly privateKey: KeyObject;
  /** Their table of trust/keys.toml. */
  readonly table: string;
  sign(name: string, version: string, digest: string): DetachedSignature;
}

export function testSigner(id: string, more = ""): TestSigner {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const key = publicKeyText(publicKey);
  return {
    id,
    privateKey,
    table: `[[signer]]\nid = "${id}"\nalgorithm = "ed25519"\npublic_key = "${key}"\n${more}\n`,
    sign: (name, version, digest) => signExpert(privateKey, id, { name, version, digest }),
  };
}
