import { join } from "node:path";
import type { Logger } from "pino";
import { z } from "zod";
import { packIdOf } from "../intent/expert-pack.ts";
import { defaultPackPolicy, type PackPolicy } from "../intent/pack-policy.ts";
import { matchNames } from "../names/name-patterns.ts";
import { type PackageName, parsePackageName } from "../names/package-name.ts";
import { isRange, isWithin } from "../names/version.ts";
import { noRules, type ReleaseRules } from "../policy/decide.ts";
import { openTrustFile, parseTrustFile, readTrustText, type TrustFile } from "./trust-file.ts";

/** What trust/policy.toml says, ready to be asked about a release. */
export interface TrustPolicy {
  /**
   * What is asked of one release; hosted ones are exempt from age unless the policy says otherwise.
   *
   * @param kind what is known of the release: packages and Experts have limits of their own
   */
  rulesFor(
    name: PackageName,
    version: string,
    origin: "hosted" | "upstream",
    kind: "package" | "expert",
  ): ReleaseRules;
  /** Why a release is banned, in the owner's words, or null when it is not or they gave none. */
  banReason(name: PackageName, version: string): string | null;
  /** Whether publish times matter at all, so that they need not be loaded otherwise. */
  readonly needsTimes: boolean;
  /** What packs have to be, whatever is installed with; by default a trusted key must verify them. */
  readonly packs: PackPolicy;
  /** The same of Experts, of which no key is asked unless the policy says so. */
  readonly experts: PackPolicy;
  /** Whether it matters what kind a release is, what it can do, or who vouches for it. */
  readonly needsSubjects: boolean;
  /** Whether it matters of packages that are no Experts what their code can do. */
  readonly limitsPackages: boolean;
}

/** The policy in force. It follows the file; a file that turns bad leaves the last good one in force. */
export type PolicyFile = TrustFile<TrustPolicy>;

const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

const Duration = z
  .string()
  .regex(/^\d{1,6}[smhdw]$/, 'write a number and a unit (s, m, h, d, w), such as "72h"')
  .transform((text) => Number(text.slice(0, -1)) * (unitMs[text.at(-1) ?? ""] ?? 0));

const Moment = z
  .union([z.date(), z.string()])
  .transform((value) => new Date(value))
  .refine((date) => !Number.isNaN(date.getTime()), "write a time such as 2026-11-01T00:00:00Z");

const Patterns = z.array(z.string().min(1).max(256)).max(1000);

const Risk = z.enum(["low", "medium", "high"]);
const Signers = z.array(z.string().min(1).max(256)).max(10_000);

/** People know an Expert by its package name as well as by its id. */
const PackId = z
  .string()
  .min(1)
  .max(256)
  .transform((id, context) => {
    if (!id.startsWith("@")) return id;
    try {
      return packIdOf(parsePackageName(id));
    } catch {
      context.addIssue("write an id such as acme.researcher, or a package name");
      return z.NEVER;
    }
  });

/** The kinds that the policy can limit; secrets cannot be (namel3ss-registry §10). */
const Capabilities = z.strictObject({
  filesystem: z.enum(["none", "read", "write"]).default("write"),
  network: z.enum(["none", "outbound"]).default("outbound"),
  env: z.enum(["none", "read"]).default("read"),
  subprocess: z.enum(["none", "allow"]).default("allow"),
});

const PolicySchema = z.strictObject({
  allow_unverified_installs: z.boolean().optional(),
  /** For clients that enable packs at home; nothing is enabled in a registry. */
  allow_unverified_enable: z.boolean().optional(),
  max_risk: Risk.default("high"),
  allowed_capabilities: Capabilities.prefault({}),
  allowed_signers: Signers.optional(),
  allowed_packs: z.array(PackId).max(10_000).optional(),
  packages: z
    .strictObject({
      allow: Patterns.optional(),
      deny: Patterns.default([]),
      max_risk: Risk.default("high"),
      allowed_capabilities: Capabilities.prefault({}),
    })
    .prefault({}),
  release: z
    .strictObject({
      minimum_age: Duration.default(0),
      exclude: Patterns.default([]),
      frozen_at: Moment.optional(),
      hosted: z.boolean().default(false),
    })
    .prefault({}),
  ban: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(256),
        versions: z.string().max(256).refine(isRange, "write a version range").default("*"),
        reason: z.string().max(500).optional(),
      }),
    )
    .max(10_000)
    .default([]),
});

/**
 * @param onChange called when another policy is in force: what was decided before no longer counts
 * @throws RegistryError `invalid` for a file that cannot be read as a policy, with its line
 */
export function openPolicyFile(
  home: string,
  { now, log }: { readonly now: () => Date; readonly log: Logger },
  onChange: () => void,
): PolicyFile {
  return openTrustFile({
    path: pathIn(home),
    name: "trust/policy.toml",
    schema: PolicySchema,
    compile,
    now,
    log,
    onChange,
  });
}

function pathIn(home: string): string {
  return join(home, "trust", "policy.toml");
}

/** The file of a home as it was written, or null. */
export function readPolicyText(home: string): string | null {
  return readTrustText(pathIn(home));
}

/**
 * @param file what people know the text by, for the sentences about it
 * @throws RegistryError `invalid` with each line that is wrong
 */
export function parsePolicy(text: string, file: string): TrustPolicy {
  return compile(parseTrustFile(file, text, PolicySchema));
}

type Values = z.output<typeof PolicySchema>;

function compile(values: Values): TrustPolicy {
  const { release, ban } = values;
  const isExcluded = matchNames(release.exclude);
  const bans = ban.map((entry) => ({ ...entry, matches: matchNames([entry.name]) }));
  const banOf = (name: PackageName, version: string) =>
    bans.find((entry) => entry.matches(name) && isWithin(version, entry.versions));
  const asksForTimes = release.minimum_age > 0 || release.frozen_at !== undefined;
  const listingOf = compileLists(values.packages);
  const packs = limitsOf(values, values.allow_unverified_installs ?? false);
  const experts = limitsOf(values, values.allow_unverified_installs ?? true);
  const packages = {
    ...defaultPackPolicy,
    allowUnverifiedInstalls: true,
    ...reach(values.packages),
  };
  const [limitsExperts, limitsPackages] = [keepsOut(experts), keepsOut(packages)];
  return {
    needsTimes: asksForTimes,
    packs,
    experts,
    needsSubjects: limitsExperts || limitsPackages || values.packages.allow !== undefined,
    limitsPackages,
    rulesFor(name, version, origin, kind) {
      const isExempt = (origin === "hosted" && !release.hosted) || isExcluded(name);
      const asksForTime = asksForTimes && !isExempt;
      const isLimited = kind === "expert" ? limitsExperts : limitsPackages;
      return {
        minimumAgeMs: asksForTime ? release.minimum_age : noRules.minimumAgeMs,
        frozenAt: asksForTime ? (release.frozen_at ?? null) : noRules.frozenAt,
        isBanned: banOf(name, version) !== undefined,
        listing: listingOf(name, kind),
        limits: !isLimited ? null : kind === "expert" ? experts : packages,
      };
    },
    banReason: (name, version) => banOf(name, version)?.reason ?? null,
  };
}

/** Experts are listed by `allowed_packs`, so the list of allowed packages is not about them. */
function compileLists({ allow, deny }: Values["packages"]) {
  const isDenied = matchNames(deny);
  const isAllowed = allow === undefined ? () => true : matchNames(allow);
  return (name: PackageName, kind: "package" | "expert"): ReleaseRules["listing"] => {
    if (isDenied(name)) return "denied";
    return kind === "expert" || isAllowed(name) ? "open" : "not_allowed";
  };
}

function limitsOf(values: Values, allowUnverifiedInstalls: boolean): PackPolicy {
  const { allowed_signers: signers = null, allowed_packs: ids = null } = values;
  return {
    allowUnverifiedInstalls,
    ...reach(values),
    allowedSigners: signers,
    allowedPacks: ids,
  };
}

function reach({
  max_risk: maxRisk,
  allowed_capabilities: allowedCapabilities,
}: Pick<Values, "max_risk" | "allowed_capabilities">): Pick<
  PackPolicy,
  "maxRisk" | "allowedCapabilities"
> {
  return { maxRisk, allowedCapabilities };
}

/** Whether there is anything that a policy would refuse. */
function keepsOut(policy: PackPolicy): boolean {
  const { allowedCapabilities: allowed } = policy;
  const all = defaultPackPolicy.allowedCapabilities;
  return (
    !policy.allowUnverifiedInstalls ||
    policy.maxRisk !== "high" ||
    policy.allowedSigners !== null ||
    policy.allowedPacks !== null ||
    (Object.keys(all) as (keyof typeof all)[]).some((kind) => allowed[kind] !== all[kind])
  );
}
