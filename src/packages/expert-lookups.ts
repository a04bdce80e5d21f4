import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { DelegateRisk, RiskLevel } from "../expert/capability.ts";
import type { ExpertDefinition } from "../expert/definition.ts";
import { type ExpertKey, keyText, npmSpecOf, parseExpertKey } from "../expert/key.ts";
import { findExpert } from "./experts.ts";
import { budgetMs, lookUp } from "./look-up.ts";
import { findVersion, isHosted } from "./packages.store.ts";
import { isObject } from "./packument.ts";

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
    if (found.state === "absent") throw unknownDelegate(text);
    if (found.state === "no answer") {
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

/** The refusal that the protocol has for it (perstack-registry §5). */
export function unknownDelegate(key: string): RegistryError {
  return new RegistryError("invalid", `unknown delegate ${key}; publish it first`, {
    fields: { code: "unknown_delegate" },
  });
}
