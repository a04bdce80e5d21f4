import { describe, expect, test } from "vitest";
import type { Hit, Rule } from "../../src/scanner/rule.ts";
import { packageView, type ViewOptions } from "./package-view.ts";

export interface RuleTables {
  /** What the rule must see: by name, a package and the points that its gravest finding has. */
  readonly flags: Readonly<Record<string, ViewOptions & { readonly points?: number }>>;
  /** Harmless look-alikes: no finding, or only findings that a recogniser explains. */
  readonly passes: Readonly<Record<string, ViewOptions & { readonly explainedBy?: string }>>;
}

/** Runs one rule over its two tables. */
export function describeRule(rule: Rule, { flags, passes }: RuleTables): void {
  describe(rule.meta.id, () => {
    test.each(Object.entries(flags))("flags %s", (_, { points, ...options }) => {
      const grave = gravePoints(rule, [...rule.check(packageView(options))]);
      expect(grave).toBe(points ?? rule.meta.points);
    });

    test.each(Object.entries(passes))("passes %s", (_, { explainedBy, ...options }) => {
      const hits = [...rule.check(packageView(options))];
      expect(hits.filter((hit) => hit.explainedBy === undefined)).toEqual([]);
      if (explainedBy !== undefined) {
        expect(hits.map((hit) => hit.explainedBy)).toContain(explainedBy);
      }
    });
  });
}

function gravePoints(rule: Rule, hits: readonly Hit[]): number {
  const open = hits.filter((hit) => hit.explainedBy === undefined);
  return Math.max(0, ...open.map((hit) => hit.points ?? rule.meta.points));
}

/** A package whose postinstall hook is this line. */
export function hook(
  line: string,
  files: Readonly<Record<string, string>> = {},
  manifest: ViewOptions["manifest"] = {},
): ViewOptions {
  return { files, manifest: { ...manifest, scripts: { postinstall: line } } };
}
