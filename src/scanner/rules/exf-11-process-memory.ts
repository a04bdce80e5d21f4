import { atomRule } from "../chains/atom-rule.ts";
import type { Rule } from "../rule.ts";

/** The memory or environment of another process is read, where secrets lie open. */
export const processMemory: Rule = atomRule({
  meta: {
    id: "EXF-11",
    family: "theft",
    points: 140,
    solo: true,
    title: "The memory of another process is read.",
    advice: "Only debuggers and profilers that somebody starts have a reason to.",
  },
  atoms: ["src.procmem"],
  message: "Code reads the memory or the environment of another process.",
  weigh: ({ surface }) => {
    if (surface === "install" || surface === "load") return {};
    return surface === "cli" ? null : { base: 60, solo: false, floor: 40 };
  },
});
