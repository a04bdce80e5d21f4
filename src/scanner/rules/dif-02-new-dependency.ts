import { changesOf } from "../difference/changes.ts";
import { newDependencies } from "../difference/new-dependencies.ts";
import type { Hit, Rule } from "../rule.ts";

/** Something is installed along that was not before. */
export const newDependency: Rule = {
  meta: {
    id: "DIF-02",
    family: "difference",
    points: 20,
    solo: false,
    title: "A dependency is new in this version.",
    advice: "Look at the new dependency as you would at this package.",
  },
  *check(pkg) {
    const changes = changesOf(pkg);
    for (const { name, isUsed, isFoundByName } of newDependencies(pkg)) {
      const isUnused = !isUsed && !isFoundByName;
      if (changes?.step !== "patch" && !isUnused) continue;
      const message = isUnused
        ? "A dependency is new, and no code of the package names it."
        : "A patch release has a new dependency.";
      const points = isUnused ? 40 : 20;
      const hit: Hit = { surface: "install", file: "package.json", excerpt: name, message, points };
      yield hit;
    }
  },
};
