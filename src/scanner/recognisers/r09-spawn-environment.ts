import { becomesEnvironment } from "../chains/only-inherited.ts";
import type { Recogniser } from "./recogniser.ts";

/** A copy of the environment only becomes the environment of a process. */
export const spawnEnvironment: Recogniser = {
  id: "R9",
  explains({ sources, proximity }, pkg) {
    if (proximity === "flow") return false;
    return sources.every((source) => becomesEnvironment(pkg.code, source));
  },
};
