import { changesOf } from "../difference/changes.ts";
import type { Hit, Rule } from "../rule.ts";

const source = /^(?:src|lib|source|packages\/[^/]+\/src)\/.*\.(?:[cm]?[jt]sx?|vue|svelte|coffee)$/i;
const build = /^(?:dist|build|out|esm|cjs|umd|bundle|es|lib-esm)\/.*\.[cm]?js$/i;
const leastSources = 3;
/** Banners and constants hold the version, which is a few bytes longer or shorter. */
const bannerBytes = 8;

/** A build that changed although nothing did that it is built from. */
export const buildOnly: Rule = {
  meta: {
    id: "DIF-08",
    family: "difference",
    points: 25,
    solo: false,
    title: "The build changed, and the sources beside it did not.",
    advice: "Build it from the sources, and compare.",
  },
  *check(pkg) {
    const changes = changesOf(pkg);
    if (changes === null) return;
    const touched = [...changes.added, ...changes.changed].some(({ path }) => source.test(path));
    const sources = [...changes.same].filter((path) => source.test(path) && !build.test(path));
    if (touched || sources.length < leastSources) return;
    const changed = changes.changed.find(
      ({ path, before, after }) =>
        build.test(path) && Math.abs(after.bytes - before.bytes) > bannerBytes,
    );
    if (changed === undefined) return;
    const message = "A built file changed although none of the sources in the package did.";
    const hit: Hit = { surface: "structure", file: changed.path, message };
    yield hit;
  },
};
