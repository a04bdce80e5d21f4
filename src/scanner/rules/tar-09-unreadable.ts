import { noteHits } from "../findings/note-hits.ts";
import type { Rule } from "../rule.ts";

/** An archive that cannot be read is never clean: others may read it (threat catalogue §6.1). */
export const unreadableArchive: Rule = {
  meta: {
    id: "TAR-09",
    family: "structure",
    points: 100,
    solo: true,
    title: "The archive cannot be decompressed or parsed.",
    advice: "Fetch it again; if the bytes are what the author published, it needs a new version.",
  },
  check: (pkg) => noteHits(pkg, "TAR-09"),
};
