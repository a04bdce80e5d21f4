import { changesOf } from "../difference/changes.ts";
import type { Hit, Rule } from "../rule.ts";

const document =
  /\.(?:md|markdown|txt|d\.[cm]?ts|map)$|(?:^|\/)(?:licen[cs]e|readme|changelog|notice|authors)$/i;

/** A release in which only the version changed, and one file is new. */
export const quietRelease: Rule = {
  meta: {
    id: "DIF-11",
    family: "difference",
    points: 30,
    solo: false,
    title: "A release changes nothing but adds a file.",
    advice: "Read the new file; the release exists for it.",
  },
  *check(pkg) {
    const changes = changesOf(pkg);
    if (changes === null || changes.same.size === 0) return;
    const [only, ...others] = changes.added.filter(({ path }) => !document.test(path));
    const isQuiet = changes.changed.every(
      ({ path }) => path === "package.json" || document.test(path),
    );
    if (only === undefined || others.length > 0 || !isQuiet) return;
    const message = "Apart from the manifest, one new file is all that this version brings.";
    const hit: Hit = { surface: "structure", file: only.path, message };
    yield hit;
  },
};
