import type { Recogniser } from "../recognisers/recogniser.ts";
import type { Family } from "../report.ts";
import type { Hit, PackageView, Rule, RuleMeta } from "../rule.ts";
import type { Chain } from "./chain.ts";
import { chainPoints, destinationFactor, type Weight } from "./chain-points.ts";
import { describeChain } from "./describe-chain.ts";
import { type ChainQuery, findChains } from "./find-chains.ts";
import { isLoose } from "./is-loose.ts";

export interface ChainRuleParts {
  readonly meta: RuleMeta;
  readonly queries: readonly ChainQuery[];
  /** What was found, one sentence without text of the package. */
  readonly message: string;
  /** What differs from the row's usual weight; null drops the chain. */
  weigh?(chain: Chain, pkg: PackageView): Partial<Weight> | null;
  /** Honest structures that explain such a chain. */
  readonly recognisers?: readonly Recogniser[];
}

/** Findings of loose chains below this are noise: they can never decide anything. */
const leastLoose = 30;
const leastClose = 10;

/** A row of the catalogue that is a chain from sources to sinks. */
export function chainRule(parts: ChainRuleParts): Rule {
  return { meta: parts.meta, check: (pkg) => gravest(hits(parts, pkg)) };
}

function* hits(parts: ChainRuleParts, pkg: PackageView): Iterable<Hit> {
  for (const query of parts.queries) {
    for (const chain of findChains(pkg.code, query)) {
      const special = parts.weigh === undefined ? {} : parts.weigh(chain, pkg);
      if (special === null) continue;
      const hit = chainHit(parts, pkg, chain, { ...usualWeight(parts.meta), ...special });
      if (hit !== null) yield hit;
    }
  }
}

/** The hit of one chain, or null when it weighs too little to be told. */
export function chainHit(
  parts: Pick<ChainRuleParts, "meta" | "message" | "recognisers">,
  pkg: PackageView,
  chain: Chain,
  weight: Weight,
): Hit | null {
  const points = chainPoints(pkg.code, chain, weight);
  const loose = isLoose(chain.proximity);
  if (points < (loose ? leastLoose : leastClose)) return null;
  const explainedBy = parts.recognisers?.find((one) => one.explains(chain, pkg))?.id;
  const { sink, surface, proximity } = chain;
  const isSure =
    !loose && (weight.byDestination !== true || destinationFactor(sink, surface) === 1);
  return {
    surface,
    file: sink.file,
    line: sink.line,
    column: sink.column,
    excerpt: sink.excerpt,
    message: parts.message,
    points: explainedBy === undefined ? points : 0,
    solo: weight.solo === true && isSure && explainedBy === undefined,
    chain: describeChain(chain),
    // One atom alone is joined to nothing.
    ...(chain.sources.length === 0 ? {} : { proximity }),
    ...(explainedBy === undefined ? {} : { explainedBy }),
  };
}

/** Families in which a command is no excuse (threat catalogue §1.1, factor A). */
const inexcusable: ReadonlySet<Family> = new Set([
  "theft",
  "destruction",
  "propagation",
  "agent",
  "web",
]);

export function usualWeight(meta: RuleMeta): Weight {
  const { points: base, family, solo } = meta;
  return { base, scale: inexcusable.has(family) ? "a" : "b", floor: floorOf(base), solo };
}

function floorOf(base: number): number {
  if (base >= 100) return 100;
  return base >= 40 ? 40 : 0;
}

/** The gravest hit of each file; the same chain many times in one file says nothing more. */
export function gravest(hits: Iterable<Hit>): readonly Hit[] {
  const best = new Map<string, Hit>();
  for (const hit of hits) {
    const key = `${hit.file} ${hit.message} ${hit.explainedBy ?? ""}`;
    const before = best.get(key);
    if (before === undefined || (hit.points ?? 0) > (before.points ?? 0)) best.set(key, hit);
  }
  return [...best.values()];
}
