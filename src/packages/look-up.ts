import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { bestMatch, isRange } from "../names/version.ts";
import type { JsonObject } from "../scanner/rule.ts";
import type { Packument } from "./packument.ts";
import { packumentOf } from "./packument-of.ts";

/** How long a publish waits for what the upstream says about all that it names, in milliseconds. */
export const budgetMs = 3000;

/** What clients of this registry would get for a name and a version, range or tag. */
export type Found =
  | { readonly state: "served"; readonly version: string; readonly manifest: JsonObject }
  /** It is there, but nobody gets it. */
  | { readonly state: "withheld"; readonly versions: readonly string[] }
  | { readonly state: "absent" | "no answer" };

/** @param until milliseconds since the epoch, when nothing is waited for any more */
export async function lookUp(
  app: App,
  caller: Caller,
  name: PackageName,
  spec: string,
  until: number,
): Promise<Found> {
  const found = await within(until, () => asked(app, caller, name, spec));
  return found ?? { state: "no answer" };
}

async function asked(app: App, caller: Caller, name: PackageName, spec: string): Promise<Found> {
  try {
    const { packument } = await packumentOf(app, name, async () => caller);
    return foundIn(packument, spec);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    return { state: error.code === "not_found" ? "absent" : "no answer" };
  }
}

/**
 * What work gives if it is done in time, else null; it goes on, and what it fetched is there the next
 * time. Once the time is used up, nothing further is begun.
 */
export async function within<Result>(
  until: number,
  work: () => Promise<Result>,
): Promise<Result | null> {
  if (Date.now() >= until) return null;
  const { promise: tooLate, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), Math.max(0, until - Date.now()));
  try {
    return await Promise.race([work(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function foundIn({ versions, tags, withheld }: Packument, spec: string): Found {
  const exact = tags.get(spec) ?? spec.replace(/\+.*$/, "");
  const all = versions.map(({ version }) => version);
  const version = all.includes(exact) || !isRange(spec) ? exact : bestMatch(all, spec);
  const served = versions.find((candidate) => candidate.version === version);
  if (served !== undefined) {
    return { state: "served", version: served.version, manifest: served.manifest };
  }
  if (withheld.has(exact)) return { state: "withheld", versions: [exact] };
  // A tag whose version is withheld leads nowhere any more.
  if (!isRange(spec) && versions.length === 0 && withheld.size > 0) {
    return { state: "withheld", versions: [...withheld.keys()] };
  }
  return { state: "absent" };
}
