import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { requirePassphrase } from "../access/passphrase.ts";
import { type Caller, requireScope } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { packageFacts } from "../gate/facts.ts";
import type { PackageName } from "../names/package-name.ts";
import { storedVersions } from "../overview/overview.store.ts";
import { findVersionDigests, isHosted } from "../packages/packages.store.ts";
import { findReleases } from "../upstream/upstream.store.ts";
import { parsePolicy, readPolicyText, type TrustPolicy } from "./policy-file.ts";

/** What trust/policy.toml says, as it was written; empty when there is none. */
export function policyText({ config }: Pick<App, "config">, caller: Caller): string {
  requireScope(caller, "admin");
  return readPolicyText(config.home) ?? "";
}

/** Names a text, so that nobody replaces one that they have not seen. */
export function digestOfPolicy(text: string): string {
  return new Bun.CryptoHasher("sha256").update(text).digest("hex");
}

/** A release that another policy would show or hide. */
export interface PolicyEffect {
  readonly name: PackageName;
  readonly version: string;
  readonly before: string;
  readonly after: string;
}

export interface PolicyPreview {
  readonly changes: readonly PolicyEffect[];
  readonly total: number;
  readonly looked: number;
  /** Whether all stored releases were looked at. */
  readonly isComplete: boolean;
}

const maxShown = 200;
/** So many stored versions are looked at, and so many versions of one upstream package. */
const maxStored = 20_000;
const maxVersions = 2000;

/**
 * What a policy would change about the packages that are stored here. Changes nothing.
 *
 * @throws RegistryError `invalid` for what is no policy, with the line
 */
export async function previewPolicy(
  app: App,
  caller: Caller,
  text: string,
): Promise<PolicyPreview> {
  requireScope(caller, "admin");
  const wanted = withPolicy(app, parsePolicy(text, "policy"));
  const stored = [
    ...(await storedVersions(app.db, "hosted", maxStored)),
    ...(await storedVersions(app.cacheDb, "cache", maxStored)),
  ];
  const names = new Set(stored.map(({ name }) => name));
  const changes: PolicyEffect[] = [];
  let total = 0;
  let looked = 0;
  for (const name of names) {
    const [before, after] = [await packageFacts(app, name), await packageFacts(wanted, name)];
    for (const { version, integrity } of await releasesOf(app, name)) {
      looked += 1;
      const [was, is] = [before.listed(version, integrity), after.listed(version, integrity)];
      if (was.outcome === is.outcome) continue;
      total += 1;
      if (changes.length >= maxShown) continue;
      changes.push({ name, version, before: wordOf(was), after: wordOf(is) });
    }
    // Requests come first.
    await Bun.sleep(0);
  }
  return { changes, total, looked, isComplete: stored.length < maxStored };
}

function wordOf(decision: { readonly outcome: string; readonly because?: string }): string {
  return decision.because === undefined
    ? decision.outcome
    : `${decision.outcome} (${decision.because})`;
}

function withPolicy(app: App, current: TrustPolicy): App {
  return { ...app, policy: { ...app.policy, current, refresh: () => {} } };
}

async function releasesOf(app: App, name: PackageName) {
  if (await isHosted(app.db, name)) return await findVersionDigests(app.db, name);
  const releases = (await findReleases(app.cacheDb, name))?.releases ?? [];
  // The newest ones stand at the end of a document.
  return releases.slice(-maxVersions).map(({ version }) => ({ version, integrity: null }));
}

/**
 * Puts another policy in force; within a second every request follows it.
 *
 * @param replaces the digest of the text that it is to replace; null for whatever is there
 * @throws RegistryError `invalid` for what is no policy, with the line; `conflict` for another text
 */
export async function writePolicy(
  app: App,
  caller: Caller,
  text: string,
  replaces: string | null,
): Promise<void> {
  requireScope(caller, "admin");
  requirePassphrase(app, caller);
  parsePolicy(text, "policy");
  const folder = join(app.config.home, "trust");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const staged = join(folder, `.policy-${randomUUID()}.toml`);
  try {
    await writeFile(staged, text, { mode: 0o600 });
    // Inside of it, so that of two who replace the same text the second finds another one.
    await app.db.write(async (tx) => {
      const before = readPolicyText(app.config.home) ?? "";
      if (replaces !== null && replaces !== digestOfPolicy(before)) {
        throw new RegistryError(
          "conflict",
          "the policy was changed by somebody else meanwhile; look at it as it is now",
          { fields: { code: "policy_changed" } },
        );
      }
      const details = { before: before.slice(0, 3000), after: text.slice(0, 3000) };
      const note = { action: "config_change", target: "policy", details } as const;
      await recordAudit(tx, caller, note, app.now().toISOString());
      await rename(staged, join(folder, "policy.toml"));
    });
  } finally {
    await rm(staged, { force: true });
  }
}
