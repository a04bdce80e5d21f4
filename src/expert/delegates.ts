import { npmSpecOf, parseExpertKey } from "./key.ts";

/**
 * Delegates as npm dependencies, so that any client resolves, locks and installs the whole tree:
 * `@org/x@1.2.3` → `1.2.3`, `@org/x@stable` → `stable`, `@org/x` → `latest`, which is what it means.
 * npm has one entry a name, so further wishes for the same name become aliases.
 */
export function dependenciesOfDelegates(delegates: readonly string[]): Record<string, string> {
  const dependencies = new Map<string, string>();
  for (const text of delegates) {
    const key = parseExpertKey(text);
    const spec = npmSpecOf(key);
    if ((dependencies.get(key.name) ?? spec) === spec) {
      dependencies.set(key.name, spec);
    } else {
      const alias = `${key.name}--${spec.toLowerCase().replace(/[^a-z0-9.-]/g, "-")}`;
      dependencies.set(alias, `npm:${key.name}@${spec}`);
    }
  }
  return Object.fromEntries([...dependencies].sort(([a], [b]) => (a < b ? -1 : 1)));
}
