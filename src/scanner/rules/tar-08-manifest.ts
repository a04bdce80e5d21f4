import { noteHits } from "../findings/note-hits.ts";
import type { Rule } from "../rule.ts";

/** No package.json that clients could read (threat catalogue §6.1). */
export const missingManifest: Rule = {
  meta: {
    id: "TAR-08",
    family: "structure",
    points: 100,
    solo: true,
    title: "The package has no readable package.json.",
    advice: "It cannot be installed as it is; see what else it is meant to be used for.",
  },
  *check(pkg) {
    yield* noteHits(pkg, "TAR-08");
    // When the reading ended early, a missing manifest says nothing.
    const isCut = pkg.archive.some(({ ruleId }) => ruleId === "TAR-06" || ruleId === "TAR-09");
    if (pkg.manifest !== null || isCut) return;
    const isPresent = pkg.entries.some(
      ({ path, type }) => path === "package.json" && type === "file",
    );
    yield {
      surface: "structure",
      file: isPresent ? "package.json" : null,
      message: isPresent
        ? "The package.json is not a JSON object."
        : "There is no package.json in the top folder of the archive.",
    };
  },
};
