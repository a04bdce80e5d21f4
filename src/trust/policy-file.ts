import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import { parse as parseToml, TomlError } from "smol-toml";
import { z } from "zod";
import { RegistryError } from "../errors.ts";
import { matchNames } from "../names/name-patterns.ts";
import type { PackageName } from "../names/package-name.ts";
import { isRange, isWithin } from "../names/version.ts";
import { noRules, type ReleaseRules } from "../policy/decide.ts";

/** What trust/policy.toml says, ready to be asked about a release. */
export interface TrustPolicy {
  /** What is asked of one release; hosted ones are exempt from age unless the policy says otherwise. */
  rulesFor(name: PackageName, version: string, origin: "hosted" | "upstream"): ReleaseRules;
  /** Why a release is banned, in the owner's words, or null when it is not or they gave none. */
  banReason(name: PackageName, version: string): string | null;
  /** Whether publish times matter at all, so that they need not be loaded otherwise. */
  readonly needsTimes: boolean;
}

/** The policy in force. It follows the file; a file that turns bad leaves the last good one in force. */
export interface PolicyFile {
  readonly current: TrustPolicy;
  /** Looks whether the file has changed, at most once a second. Cheap enough for every request. */
  refresh(): void;
}

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

const PolicySchema = z.strictObject({
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

const checkEveryMs = 1000;

/**
 * @param onChange called when another policy is in force: what was decided before no longer counts
 * @throws RegistryError `invalid` for a file that cannot be read as a policy, with its line
 */
export function openPolicyFile(
  home: string,
  { now, log }: { readonly now: () => Date; readonly log: Logger },
  onChange: () => void,
): PolicyFile {
  const file = join(home, "trust", "policy.toml");
  let seen = stampOf(file);
  let current = readPolicy(file);
  let nextCheck = 0;

  return {
    get current() {
      return current;
    },
    refresh() {
      const at = now().getTime();
      if (at < nextCheck) return;
      nextCheck = at + checkEveryMs;
      const stamp = stampOf(file);
      if (stamp === seen) return;
      seen = stamp;
      try {
        current = readPolicy(file);
      } catch (error) {
        if (!(error instanceof RegistryError)) throw error;
        log.error({ reason: error.message }, "trust/policy.toml is bad; the last good one counts");
        return;
      }
      log.warn({ file }, "another trust policy is in force");
      onChange();
    },
  };
}

/** Changes with every way of writing a file, also a replacement of equal length. */
function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? "" : `${stat.mtimeNs}-${stat.size}-${stat.ino}`;
}

function readPolicy(file: string): TrustPolicy {
  const text = readIfThere(file);
  return text === null ? compile(PolicySchema.parse({})) : parsePolicy(text, file);
}

/** The file of a home as it was written, or null. */
export function readPolicyText(home: string): string | null {
  return readIfThere(join(home, "trust", "policy.toml"));
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new RegistryError("invalid", `${file} cannot be read`);
  }
}

/**
 * @param file what people know the text by, for the sentences about it
 * @throws RegistryError `invalid` with each line that is wrong
 */
export function parsePolicy(text: string, file: string): TrustPolicy {
  let values: unknown;
  try {
    values = parseToml(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [first] = error.message.split("\n");
    throw new RegistryError("invalid", `${file}:${error.line}:${error.column}: ${first}`);
  }
  const parsed = PolicySchema.safeParse(values);
  if (parsed.success) return compile(parsed.data);
  const sentences = parsed.error.issues.map((issue) => {
    const unknown = issue.code === "unrecognized_keys" ? issue.keys : [];
    const path = [...issue.path, ...unknown];
    const what = unknown.length > 0 ? "there is no such setting" : issue.message;
    return `${file}:${lineOf(text, path)}: ${path.join(".")}: ${what}`;
  });
  throw new RegistryError("invalid", sentences.join("; "));
}

/** The line that sets the last named key of a path, for the n-th table where it goes through a list. */
function lineOf(text: string, path: readonly PropertyKey[]): number {
  const lines = text.split("\n");
  const key = path.findLast((part) => typeof part === "string") ?? "";
  const nth = path.find((part) => typeof part === "number") ?? 0;
  const matches = lines.flatMap((line, index) =>
    line
      .trimStart()
      .replace(/^[["']+/, "")
      .startsWith(String(key))
      ? [index + 1]
      : [],
  );
  return matches[nth] ?? matches[0] ?? 1;
}

function compile({ release, ban }: z.infer<typeof PolicySchema>): TrustPolicy {
  const isExcluded = matchNames(release.exclude);
  const bans = ban.map((entry) => ({ ...entry, matches: matchNames([entry.name]) }));
  const banOf = (name: PackageName, version: string) =>
    bans.find((entry) => entry.matches(name) && isWithin(version, entry.versions));
  const asksForTimes = release.minimum_age > 0 || release.frozen_at !== undefined;
  return {
    needsTimes: asksForTimes,
    rulesFor(name, version, origin) {
      const isBanned = banOf(name, version) !== undefined;
      const isExempt = (origin === "hosted" && !release.hosted) || isExcluded(name);
      if (isExempt || !asksForTimes) return isBanned ? { ...noRules, isBanned } : noRules;
      return {
        minimumAgeMs: release.minimum_age,
        frozenAt: release.frozen_at ?? null,
        isBanned,
      };
    },
    banReason: (name, version) => banOf(name, version)?.reason ?? null,
  };
}
