import { atomRule } from "../chains/atom-rule.ts";
import { registersAutostart } from "../chains/registers-autostart.ts";
import type { Rule } from "../rule.ts";

/** Something is made to start by itself, again and again. */
export const autostart: Rule = atomRule({
  meta: {
    id: "PER-01",
    family: "persistence",
    points: 120,
    solo: false,
    title: "Something is registered to start by itself.",
    advice: "A service installer is a command with a clear name; see what would be started here.",
  },
  atoms: registersAutostart,
  message: "Code registers a program to start by itself.",
  weigh: ({ surface }) => {
    if (surface === "install" || surface === "load") return { scale: "a" };
    return { base: 60, floor: 0 };
  },
});
