import { installedPath } from "../archive/installed-path.ts";
import { noteHits } from "../findings/note-hits.ts";
import type { Rule } from "../rule.ts";

/** Names that could land outside the package folder with some extractor (threat catalogue §6.1). */
export const pathEscape: Rule = {
  meta: {
    id: "TAR-01",
    family: "structure",
    points: 100,
    solo: true,
    title: "An entry of the archive would be written outside the package folder.",
    advice: "Do not unpack it with other tools; npm itself never packs such names.",
  },
  *check(pkg) {
    yield* noteHits(pkg, "TAR-01");
    for (const entry of pkg.entries) {
      const { escapeReason } = installedPath(entry.rawPath);
      if (escapeReason === null) continue;
      yield {
        surface: "structure",
        file: null,
        message: `The name of an entry ${escapeReason}.`,
        excerpt: entry.rawPath,
      };
    }
  },
};
