import picomatch from "picomatch";

/** Whether a package name is meant by one of these patterns: `lodash`, `@acme/*`, `acme-*`, `**`. */
export type NameMatcher = (name: string) => boolean;

export function matchNames(patterns: readonly string[]): NameMatcher {
  if (patterns.length === 0) return () => false;
  // Without negation: "!@acme/*" beside another pattern would match nearly everything.
  return picomatch([...patterns], { dot: true, nonegate: true, nocase: false });
}
