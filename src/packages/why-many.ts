import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import type { Verdict } from "../scanner/report.ts";
import { isVisible } from "./rights.ts";
import { type VersionReason, whyOneVersion } from "./why.ts";

export interface WantedRelease {
  readonly name: PackageName;
  readonly version: string;
}

/** What becomes of a release that somebody is about to install. */
export interface ReleaseVerdict extends WantedRelease {
  /** `unknown` where it is not there, or the upstream does not answer. */
  readonly state: VersionReason["state"] | "unknown";
  readonly because: string | null;
  readonly rules: readonly string[];
  readonly sentence: string | null;
  /** Null while nobody asked for its tarball. */
  readonly verdict: Verdict | null;
  readonly risk: string | null;
}

/** So many are looked up at the same time. */
const atOnce = 8;

/** The verdicts of many releases, in their order: what a lock file or a client wants all at once. */
export async function whyMany(
  app: App,
  caller: Caller,
  wanted: readonly WantedRelease[],
): Promise<ReleaseVerdict[]> {
  const verdicts: ReleaseVerdict[] = [];
  for (let at = 0; at < wanted.length; at += atOnce) {
    const some = wanted.slice(at, at + atOnce);
    verdicts.push(...(await Promise.all(some.map((one) => verdictOf(app, caller, one)))));
  }
  return verdicts;
}

async function verdictOf(app: App, caller: Caller, wanted: WantedRelease): Promise<ReleaseVerdict> {
  const { name, version } = wanted;
  const nothing = { because: null, rules: [], sentence: null, verdict: null, risk: null };
  const unknown = { name, version, state: "unknown", ...nothing } as const;
  if (!(await isVisible(app, caller, name))) return unknown;
  try {
    const found = await whyOneVersion(app, name, version);
    const { state, because, rules, sentence, scan } = found;
    const { verdict = null, risk = null } = scan ?? {};
    return { name, version, state, because, rules, sentence, verdict, risk };
  } catch (error) {
    if (error instanceof RegistryError) return unknown;
    throw error;
  }
}
