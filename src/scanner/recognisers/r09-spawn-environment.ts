import { codeIndex } from "../chains/code-index.ts";
import type { Recogniser } from "./recogniser.ts";

/** A copy of the environment only becomes the environment of a process. */
export const spawnEnvironment: Recogniser = {
  id: "R9",
  explains({ sources, proximity }, pkg) {
    if (proximity === "flow") return false;
    const index = codeIndex(pkg.code);
    return sources.every(({ id }) => {
      const flows = index.from(id);
      return flows.length > 0 && flows.every(({ into }) => into === "env");
    });
  },
};
