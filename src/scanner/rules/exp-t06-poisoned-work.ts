import { expertWindows } from "../experts/expert-windows.ts";
import type { Rule } from "../rule.ts";

const teaching =
  /\b(?:exercise|training|ctf|workshop|lab|challenge|deliberately vulnerable|practice|quiz|benchmark)\b/i;

/** Work that is harmed on purpose (EXP-T6). */
export const poisonedWork: Rule = {
  meta: {
    id: "EXP-T6",
    family: "text",
    points: 100,
    solo: false,
    title: "An Expert puts weaknesses, trackers or foreign code into what it makes.",
    advice: "See whether whoever receives the work is told, and has asked for it.",
  },
  *check(pkg) {
    for (const window of expertWindows(pkg)) {
      if (window.isWhole || !window.acts.includes("poison")) continue;
      const { file, line, excerpt, classes } = window;
      const isOpen = teaching.test(excerpt) && !classes.includes("hide");
      const message = "An instruction inserts something harmful into generated work.";
      yield { surface: "agent", file, line, excerpt, message, points: isOpen ? 40 : 100 };
    }
  },
};
