import { RegistryError } from "../errors.ts";
import { capabilitiesOf, type DelegateRisk, type RiskLevel, riskOf } from "./capability.ts";
import type { ExpertDefinition } from "./definition.ts";
import { parseExpertKey, pinningOf } from "./key.ts";

/** So many Experts can belong to one; more is no tree that anybody reads. */
const maxClosure = 1000;

/** Delegates that are asked for at the same time. */
const atOnce = 8;

export interface Defined {
  readonly definition: ExpertDefinition;
}

/**
 * An Expert and all that it delegates to, directly or through others, by the keys under which they are
 * asked for. Circles are fine: each key is asked for once.
 *
 * @param find what a key means; null where it means nothing
 * @throws RegistryError `too_large` past `maxClosure` keys; what `find` throws
 */
export async function closureOf<Found extends Defined>(
  root: string,
  find: (key: string) => Promise<Found | null>,
): Promise<ReadonlyMap<string, Found | null>> {
  const found = new Map<string, Found | null>();
  const seen = new Set([root]);
  let wave = [root];
  while (wave.length > 0) {
    const next: string[] = [];
    for (let at = 0; at < wave.length; at += atOnce) {
      const keys = wave.slice(at, at + atOnce);
      const answers = await Promise.all(keys.map(find));
      for (const [index, key] of keys.entries()) {
        const expert = answers[index] ?? null;
        found.set(key, expert);
        for (const delegate of expert?.definition.delegates ?? []) {
          if (seen.has(delegate)) continue;
          if (seen.size >= maxClosure) {
            throw new RegistryError(
              "too_large",
              `${root} delegates to more than ${maxClosure - 1} Experts, directly or through others`,
            );
          }
          seen.add(delegate);
          next.push(delegate);
        }
      }
    }
    wave = next;
  }
  return found;
}

/** A delegate in its place; what it delegates to follows where it is met first. */
export interface TreeNode {
  readonly key: string;
  readonly pinning: "pinned" | "tagged" | "floating";
  /** name@version that the key means now; null when it means nothing. */
  readonly resolved: string | null;
  /** Why nothing follows although there is more: a circle, or it stands further up already. */
  readonly cut: "circle" | "repeated" | null;
  readonly delegates: readonly TreeNode[];
}

/** The delegation tree below a key. */
export function treeOf(root: string, closure: ReadonlyMap<string, Defined | null>): TreeNode {
  const shown = new Set<string>();
  const grow = (key: string, above: readonly string[]): TreeNode => {
    const definition = closure.get(key)?.definition;
    const pinning = pinningOf(parseExpertKey(key));
    if (definition === undefined) return { key, pinning, resolved: null, cut: null, delegates: [] };
    const resolved = `${definition.name}@${definition.version}`;
    const { delegates } = definition;
    if (above.includes(resolved)) return { key, pinning, resolved, cut: "circle", delegates: [] };
    if (shown.has(resolved) && delegates.length > 0) {
      return { key, pinning, resolved, cut: "repeated", delegates: [] };
    }
    shown.add(resolved);
    const below = [...above, resolved];
    return { key, pinning, resolved, cut: null, delegates: delegates.map((d) => grow(d, below)) };
  };
  return grow(root, []);
}

const levels: readonly RiskLevel[] = ["low", "medium", "high"];

/** The risk of the root of a closure, that of all its delegates included. */
export function closureRisk(root: Defined, closure: ReadonlyMap<string, Defined | null>) {
  const own = capabilitiesOf(root.definition);
  const risks = root.definition.delegates.map(
    (key): DelegateRisk => ({
      key,
      level: worstBelow(key, closure),
    }),
  );
  return riskOf(own, risks);
}

/** The worst of a key and of all that it reaches; null when some of it is not known. */
function worstBelow(root: string, closure: ReadonlyMap<string, Defined | null>): RiskLevel | null {
  const seen = new Set([root]);
  let worst = 0;
  let isKnown = true;
  for (const key of seen) {
    const definition = closure.get(key)?.definition;
    if (definition === undefined) {
      isKnown = false;
      continue;
    }
    worst = Math.max(worst, levels.indexOf(riskOf(capabilitiesOf(definition), []).level));
    for (const delegate of definition.delegates) seen.add(delegate);
  }
  return isKnown || worst === 2 ? (levels[worst] ?? null) : null;
}
