import { expertWindows } from "../experts/expert-windows.ts";
import type { Rule } from "../rule.ts";

/** A persona that is told to have no rules (EXP-T8). */
export const noLimits: Rule = {
  meta: {
    id: "EXP-T8",
    family: "text",
    points: 40,
    solo: false,
    title: "An Expert is told that no rules bind it.",
    advice: "Ask what the Expert is to do that rules would prevent.",
  },
  *check(pkg) {
    for (const window of expertWindows(pkg)) {
      if (window.isWhole || !window.acts.includes("unbound")) continue;
      const { file, line, excerpt } = window;
      yield {
        surface: "agent",
        file,
        line,
        excerpt,
        message: "A persona without restrictions is set up.",
      };
    }
  },
};
