import { readFile, stat } from "node:fs/promises";
import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { baseNameOf } from "../../names/package-name.ts";
import type { OpenRegistry } from "../registry-call.ts";
import type { Progress } from "../terminal.ts";
import { inOrder } from "./in-order.ts";
import type { ForeignPackage, LockedPackage } from "./lock-files/locked.ts";
import { maxLockBytes, readLockFile } from "./lock-files/read-lock-file.ts";
import type { Target } from "./target.ts";

const atOnce = 8;

const Why = z.looseObject({
  version: z.looseObject({
    state: z.enum(["served", "held", "hidden"]),
    because: z.string().nullable(),
    rules: z.array(z.string()),
    sentence: z.string().nullable(),
    integrity: z.string().nullable(),
    scan: z.looseObject({ verdict: z.string() }).nullable(),
  }),
});

/** Something about one version that a lock file pins. */
export interface LockRemark {
  readonly name: string;
  readonly version: string;
  /**
   * `held` and `hidden` are not served; `differs` is served, but not with the digest of the lock file;
   * `warned` is served although something was found; `unknown` could not be told.
   */
  readonly state: "held" | "hidden" | "differs" | "warned" | "unknown";
  readonly because: string | null;
  readonly rules: readonly string[];
  readonly sentence: string | null;
}

/** What would become of an install from a lock file. */
export interface LockVerdict {
  readonly verdict: "block" | "warn" | "clean";
  readonly packages: number;
  /** In the order of the file. */
  readonly remarks: readonly LockRemark[];
  /** `name@version` of what nobody has scanned yet. */
  readonly unscanned: readonly string[];
  readonly foreign: readonly ForeignPackage[];
  /** Hosts that the file fetches from, most used first; one that stands alone deserves a look. */
  readonly hosts: readonly { readonly host: string; readonly packages: number }[];
}

/**
 * Asks the registry what it would do with each version that a lock file pins.
 *
 * @param isFetching whether it shall fetch and scan what nobody asked for yet
 * @throws RegistryError `invalid` for a file that is not what its name says
 */
export async function judgeLock(
  target: Target,
  registry: OpenRegistry,
  isFetching: boolean,
  progress: Progress,
): Promise<LockVerdict> {
  const { size } = await stat(target.path);
  if (size > maxLockBytes) {
    throw new RegistryError("too_large", `${target.path} is larger than ${maxLockBytes} bytes`);
  }
  const { packages, foreign } = readLockFile(target.path, await readFile(target.path, "utf8"));
  progress.expect(packages.length);
  const remarks: LockRemark[] = [];
  const unscanned: string[] = [];
  for await (const answer of inOrder(packages, atOnce, (p) => judge(registry, p, isFetching))) {
    progress.step();
    if (typeof answer === "string") unscanned.push(answer);
    else if (answer !== null) remarks.push(answer);
  }
  const isBlocked = remarks.some(({ state }) => blocking.has(state));
  const isWarned = remarks.some(({ state }) => state === "warned");
  const verdict = isBlocked ? "block" : isWarned ? "warn" : "clean";
  return {
    verdict,
    packages: packages.length,
    remarks,
    unscanned,
    foreign,
    hosts: hostsOf(packages),
  };
}

function hostsOf(packages: readonly LockedPackage[]): LockVerdict["hosts"] {
  const counts = new Map<string, number>();
  for (const { host } of packages) {
    if (host !== null) counts.set(host, (counts.get(host) ?? 0) + 1);
  }
  const byUse = [...counts].sort(([, a], [, b]) => b - a);
  return byUse.map(([host, count]) => ({ host, packages: count }));
}

const blocking: ReadonlySet<LockRemark["state"]> = new Set(["held", "hidden", "differs"]);

/** Null for what is served and clean, the name for what was not scanned. */
async function judge(
  registry: OpenRegistry,
  locked: LockedPackage,
  isFetching: boolean,
): Promise<LockRemark | string | null> {
  const subject = `${locked.name}@${locked.version}`;
  try {
    let why = await whyOf(registry, subject);
    if (isUnscanned(why) && isFetching) {
      await fetchTarball(registry, locked);
      why = await whyOf(registry, subject);
    }
    // Its digest can be told apart without a scan.
    const remark = remarkOn(locked, why);
    return remark === null && isUnscanned(why) ? subject : remark;
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    return {
      ...{ name: locked.name, version: locked.version },
      ...{ state: "unknown", because: null, rules: [], sentence: error.message },
    };
  }
}

type Answer = z.infer<typeof Why>["version"];

function isUnscanned({ state, scan }: Answer): boolean {
  return state === "served" && scan === null;
}

function remarkOn(locked: LockedPackage, why: Answer): LockRemark | null {
  const { name, version } = locked;
  const { state, because, rules, sentence } = why;
  if (state !== "served") return { name, version, state, because, rules, sentence };
  if (locked.integrity !== null && why.integrity !== null && locked.integrity !== why.integrity) {
    return {
      ...{ name, version, state: "differs", because: "integrity", rules: [] },
      sentence: "The lock file pins other bytes than the registry serves.",
    };
  }
  if (why.scan?.verdict !== "warn") return null;
  return { name, version, state: "warned", because: "scan", rules, sentence: null };
}

async function whyOf(registry: OpenRegistry, subject: string): Promise<Answer> {
  const path = `/-/why/${encodeURIComponent(subject)}`;
  return Why.parse(await registry.call({ method: "GET", path })).version;
}

/** Its bytes are of no interest here: the registry scans them before it answers. */
async function fetchTarball(registry: OpenRegistry, { name, version }: LockedPackage) {
  const file = `${baseNameOf(name)}-${encodeURIComponent(version)}.tgz`;
  const answer = await registry.send({ method: "GET", path: `/${name}/-/${file}` });
  await answer.body?.cancel();
}
