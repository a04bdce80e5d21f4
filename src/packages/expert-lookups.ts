import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { type DelegateRisk, isBaseSkill, type RiskLevel } from "../expert/capability.ts";
import type { ExpertDefinition } from "../expert/definition.ts";
import { type ExpertKey, keyText, npmSpecOf, parseExpertKey } from "../expert/key.ts";
import { type PackageName, parsePackageName } from "../names/package-name.ts";
import { findExpert } from "./experts.ts";
import { findVersion, isHosted } from "./packages.store.ts";
import { isObject, type Packument } from "./packument.ts";
import { packumentOf } from "./packument-of.ts";

/** How long a publish waits for the upstream to say whether something exists there, in all. */
const budgetMs = 3000;

export interface DelegatesFound {
  readonly risks: readonly DelegateRisk[];
  readonly warnings: readonly string[];
}

/**
 * Finds the delegates of a definition. Those of names that belong to this registry must be Experts that
 * are in use; others must be packages of the upstream, unless it does not answer.
 *
 * @throws RegistryError `invalid` (`unknown_delegate`)
 */
export async function lookUpDelegates(
  app: App,
  caller: Caller,
  definition: ExpertDefinition,
): Promise<DelegatesFound> {
  const until = Date.now() + budgetMs;
  const risks: DelegateRisk[] = [];
  const warnings: string[] = [];
  for (const text of definition.delegates) {
    const key = parseExpertKey(text);
    if (await isHosted(app.db, key.name)) {
      risks.push({ key: text, level: await hostedRisk(app, caller, text, key) });
      continue;
    }
    risks.push({ key: text, level: null });
    const found = await lookUp(app, caller, key.name, npmSpecOf(key), until);
    if (found === "absent") throw unknownDelegate(text);
    if (found === "no answer") {
      warnings.push(`the delegate ${text} could not be looked up: the upstream did not answer`);
    }
  }
  const circle = await findCircle(app, caller, definition);
  if (circle !== null) warnings.push(`it delegates in a circle: ${circle.join(" → ")}`);
  return { risks, warnings };
}

/** The risk that was found when the delegate was published. @throws RegistryError `invalid` */
async function hostedRisk(
  app: App,
  caller: Caller,
  text: string,
  key: ExpertKey,
): Promise<RiskLevel | null> {
  const expert = await findOrNull(app, caller, key);
  if (expert === null || expert.status === "disabled") throw unknownDelegate(text);
  const stored = await findVersion(app.db, expert.name, expert.version);
  const summary = stored?.manifest["expert"];
  const risk = isObject(summary) ? summary["risk"] : null;
  return risk === "low" || risk === "medium" || risk === "high" ? risk : null;
}

async function findOrNull(app: App, caller: Caller, key: ExpertKey) {
  try {
    return await findExpert(app, caller, key);
  } catch (error) {
    if (error instanceof RegistryError && error.code === "not_found") return null;
    throw error;
  }
}

/** So many Experts are followed to find a circle; longer ones stay unseen. */
const maxFollowed = 200;

/** The shortest way along the Experts published here that leads back to this name, or null. */
async function findCircle(
  app: App,
  caller: Caller,
  { name, delegates }: ExpertDefinition,
): Promise<readonly string[] | null> {
  const seen = new Set<string>();
  let ways = delegates.map((key) => ({ key, way: [name as string] }));
  while (ways.length > 0) {
    const further: typeof ways = [];
    for (const { key: text, way } of ways) {
      const key = parseExpertKey(text);
      if (key.name === name) return [...way, name];
      if (seen.has(text) || seen.size >= maxFollowed) continue;
      seen.add(text);
      const expert = await findOrNull(app, caller, key);
      const onward = [...way, keyText(key)];
      for (const next of expert?.definition.delegates ?? [])
        further.push({ key: next, way: onward });
    }
    ways = further;
  }
  return null;
}

/**
 * Looks for the npm packages that skills run, where clients of this registry get them from. Only ever
 * warns: an upstream that is down, or a package that comes later, is no fault of the definition.
 */
export async function lookUpPackages(
  app: App,
  caller: Caller,
  { skills }: ExpertDefinition,
): Promise<readonly string[]> {
  const until = Date.now() + budgetMs;
  const warnings: string[] = [];
  for (const [skill, told] of Object.entries(skills)) {
    if (told.type !== "mcpStdioSkill" || told.command !== "npx" || isBaseSkill(told)) continue;
    const at = told.packageName.indexOf("@", 1);
    const name = at < 0 ? told.packageName : told.packageName.slice(0, at);
    const spec = at < 0 ? "latest" : told.packageName.slice(at + 1);
    const found = await lookUp(app, caller, packageNameOr(name), spec, until);
    const subject = `the package ${told.packageName} of the skill ${skill}`;
    if (found === "absent") warnings.push(`${subject} does not exist in this registry`);
    if (found === "no answer") {
      warnings.push(`${subject} could not be looked up: the upstream did not answer`);
    }
    if (found === "withheld") {
      warnings.push(`${subject} is withheld: \`agentregistry why ${name}\` says why`);
    }
  }
  return warnings;
}

function packageNameOr(text: string): PackageName | null {
  try {
    return parsePackageName(text);
  } catch {
    return null;
  }
}

type Found = "served" | "withheld" | "absent" | "no answer";

/** @param until milliseconds since the epoch, when nothing is waited for any more */
async function lookUp(
  app: App,
  caller: Caller,
  name: PackageName | null,
  spec: string,
  until: number,
): Promise<Found> {
  if (name === null) return "absent";
  // Once the time is used up, nothing further is asked for.
  if (Date.now() >= until) return "no answer";
  const asked = packumentOf(app, name, async () => caller).then(
    ({ packument }) => stateOf(packument, spec),
    (error: unknown): Found =>
      error instanceof RegistryError && error.code === "not_found" ? "absent" : "no answer",
  );
  const { promise: tooLate, resolve } = Promise.withResolvers<Found>();
  const timer = setTimeout(() => resolve("no answer"), Math.max(0, until - Date.now()));
  try {
    return await Promise.race([asked, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function stateOf({ versions, tags, withheld }: Packument, spec: string): Found {
  const version = tags.get(spec) ?? spec.replace(/\+.*$/, "");
  if (versions.some((candidate) => candidate.version === version)) return "served";
  // A tag whose version is withheld leads nowhere any more.
  const isWithheld = withheld.has(version) || (versions.length === 0 && withheld.size > 0);
  return isWithheld ? "withheld" : "absent";
}

/** The refusal that the protocol has for it (perstack-registry §5). */
export function unknownDelegate(key: string): RegistryError {
  return new RegistryError("invalid", `unknown delegate ${key}; publish it first`, {
    fields: { code: "unknown_delegate" },
  });
}
