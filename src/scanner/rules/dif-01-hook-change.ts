import { changesOf } from "../difference/changes.ts";
import { manifestParts } from "../manifest/parts.ts";
import { hookPaths } from "../manifest/run-paths.ts";
import type { Hit, Rule } from "../rule.ts";

/** Installing runs something that it did not run before. */
export const hookChange: Rule = {
  meta: {
    id: "DIF-01",
    family: "difference",
    points: 30,
    solo: false,
    title: "An install hook is new or changed.",
    advice: "Read the hook, and ask why this version needs it.",
  },
  *check(pkg) {
    const changes = changesOf(pkg);
    if (changes === null || pkg.manifest === null) return;
    const before = manifestParts.hooks(changes.previous.manifest ?? {});
    const after = manifestParts.hooks(pkg.manifest.json);
    const changed = [...after].filter(([name, line]) => before.get(name) !== line);
    if (changed.length === 0) return;
    const targets = hookPaths(pkg.manifest);
    const hasNewTarget = changes.added.some(({ path }) => targets.has(path));
    const hit: Hit = {
      surface: "install",
      file: "package.json",
      message:
        before.size === 0
          ? "This version is the first with an install hook."
          : "An install hook is not what it was in the version before.",
      points: hasNewTarget ? 50 : changes.isSmallStep ? 40 : 30,
    };
    yield hit;
  },
};
