import { expertWindows, isOwnService } from "../experts/expert-windows.ts";
import type { Rule } from "../rule.ts";

/** Rules that are fetched are rules that nobody judged (EXP-T4). */
export const remoteInstructions: Rule = {
  meta: {
    id: "EXP-T4",
    family: "text",
    points: 100,
    solo: false,
    title: "An Expert obeys text that it fetches.",
    advice:
      "Write the rules into the definition; what is fetched may be data and never instructions.",
  },
  *check(pkg) {
    for (const window of expertWindows(pkg)) {
      if (window.isWhole || !window.acts.includes("remote-rules") || window.hosts.length === 0)
        continue;
      const { file, line, excerpt } = window;
      const points = isOwnService(pkg, window) ? 40 : 100;
      const message = "An instruction follows rules that stand at an address.";
      yield { surface: "agent", file, line, excerpt, message, points };
    }
  },
};
