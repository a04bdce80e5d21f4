import { expertWindows } from "../experts/expert-windows.ts";
import type { Rule } from "../rule.ts";

/** Work without an end, at the cost of whoever runs it (EXP-T10). */
export const endlessWork: Rule = {
  meta: {
    id: "EXP-T10",
    family: "text",
    points: 40,
    solo: false,
    title: "An Expert is told to go on without end, or to send to everybody.",
    advice: "Give the work an end, and a limit of steps.",
  },
  *check(pkg) {
    for (const window of expertWindows(pkg)) {
      if (window.isWhole || !window.acts.includes("endless")) continue;
      const { file, line, excerpt } = window;
      yield { surface: "agent", file, line, excerpt, message: "An instruction has no end." };
    }
  },
};
