import type { Hit, PackageView, Rule, RuleMeta } from "../rule.ts";
import { definitionsOf, lineOf } from "./each-expert.ts";
import type { ExpertSettings, ExpertTable } from "./expert-file.ts";

/** What a rule about Experts saw. */
export interface ExpertHit {
  readonly message: string;
  /** Text of the file that shows it. */
  readonly shows: string;
  readonly points?: number;
}

type ExpertMeta = Omit<RuleMeta, "family" | "solo"> & Partial<Pick<RuleMeta, "solo">>;

/** A rule about each Expert of a definition. */
export function expertRule(
  meta: ExpertMeta,
  check: (expert: ExpertTable, file: ExpertSettings, pkg: PackageView) => Iterable<ExpertHit>,
): Rule {
  return {
    meta: { family: "text", solo: false, ...meta },
    *check(pkg) {
      for (const { path, file } of definitionsOf(pkg)) {
        for (const expert of file.experts) {
          for (const hit of check(expert, file, pkg)) yield toHit(pkg, path, hit);
        }
      }
    },
  };
}

export function toHit(pkg: PackageView, path: string, { message, shows, points }: ExpertHit): Hit {
  return {
    surface: "agent",
    file: path,
    message,
    excerpt: shows,
    ...lineOf(pkg, path, shows),
    ...(points === undefined ? {} : { points }),
  };
}
