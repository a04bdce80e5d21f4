import type { Atom } from "../code/atoms.ts";
import type { Recogniser } from "../recognisers/recogniser.ts";
import type { PackageView, Rule, RuleMeta } from "../rule.ts";
import type { Chain } from "./chain.ts";
import type { Weight } from "./chain-points.ts";
import { chainHit, gravest, usualWeight } from "./chain-rule.ts";
import { codeIndex } from "./code-index.ts";
import { type AtomFilter, pick } from "./find-chains.ts";

export interface AtomRuleParts {
  readonly meta: RuleMeta;
  readonly atoms: AtomFilter;
  readonly message: string;
  /** What differs from the row's usual weight; null drops the atom. */
  weigh?(atom: Atom, pkg: PackageView): Partial<Weight> | null;
  readonly recognisers?: readonly Recogniser[];
}

/** A row of the catalogue for which one atom says enough. */
export function atomRule(parts: AtomRuleParts): Rule {
  return {
    meta: parts.meta,
    check: (pkg) =>
      gravest(
        pick(codeIndex(pkg.code), parts.atoms).flatMap((atom) => {
          const special = parts.weigh === undefined ? {} : parts.weigh(atom, pkg);
          if (special === null) return [];
          const weight = { ...usualWeight(parts.meta), ...special };
          const hit = chainHit(parts, pkg, alone(atom), weight);
          return hit === null ? [] : [hit];
        }),
      ),
  };
}

/** One atom as a chain without a source: there is nothing that could be far from it. */
export function alone(atom: Atom): Chain {
  return {
    sources: [],
    sink: atom,
    proximity: "flow",
    surface: atom.surface,
    through: [],
    into: [],
  };
}
