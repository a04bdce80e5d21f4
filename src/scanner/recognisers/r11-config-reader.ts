import { codeIndex } from "../chains/code-index.ts";
import type { Recogniser } from "./recogniser.ts";

/** A secret file is read and given to the caller; nothing that was followed leads to the sink. */
export const configReader: Recogniser = {
  id: "R11",
  explains({ sources, proximity, surface }, pkg) {
    if (proximity === "flow" || surface === "install" || surface === "load") return false;
    const index = codeIndex(pkg.code);
    return sources.every(({ id, surface: own }) => {
      const sent = index
        .from(id)
        .some(({ sink }) => /^snk\.(?:net|dns|proc|repo)/.test(index.atom(sink)?.kind ?? ""));
      return !sent && own !== "install";
    });
  },
};
