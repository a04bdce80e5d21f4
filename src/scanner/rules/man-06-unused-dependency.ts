import { newDependencies } from "../difference/new-dependencies.ts";
import type { Hit, Rule } from "../rule.ts";

/**
 * A dependency that came with this version and that nothing uses is only there to be installed. What
 * it does then is not known here: its own scan tells.
 */
export const unusedDependency: Rule = {
  meta: {
    id: "MAN-06",
    family: "structure",
    points: 40,
    solo: false,
    title: "A new dependency is used by nothing in the package.",
    advice: "Look at what the dependency does when it is installed, and who publishes it.",
  },
  *check(pkg) {
    const own = scopeOf(pkg.manifest?.json["name"]);
    for (const { name, isUsed, isFoundByName } of newDependencies(pkg)) {
      if (isUsed || isFoundByName) continue;
      const message = "A dependency was added that no code of the package names.";
      const hit: Hit = { surface: "install", file: "package.json", excerpt: name, message };
      // Siblings of one scope are published together, by the same people.
      yield own !== null && own === scopeOf(name) ? { ...hit, points: 20 } : hit;
    }
  },
};

function scopeOf(name: unknown): string | null {
  if (typeof name !== "string" || !name.startsWith("@")) return null;
  return name.slice(0, name.indexOf("/"));
}
