import { expertWindows, isForOthers } from "../experts/expert-windows.ts";
import type { Rule } from "../rule.ts";
import { said } from "../words/points.ts";

const claims = new Set(["over", "before", "hide", "take", "send", "persist", "judge"]);

/** A description speaks to callers and coordinators; it may describe, and not command them (EXP-T3). */
export const addressToOthers: Rule = {
  meta: {
    id: "EXP-T3",
    family: "text",
    points: 100,
    solo: false,
    title: "A description or a tool's text directs whoever calls the Expert.",
    advice:
      "A description says what an Expert does; strike every sentence that commands its caller.",
  },
  *check(pkg) {
    for (const window of expertWindows(pkg)) {
      if (!isForOthers(window) || window.isWhole) continue;
      const found = window.classes.filter((name) => claims.has(name)).length;
      const steers =
        found + Number(window.acts.includes("shadow") && !window.classes.includes("over"));
      if (steers === 0) continue;
      const { file, line, excerpt } = window;
      const message = "A text that callers read tells them what to do, beyond what the Expert is.";
      const points = steers > 1 || window.classes.length > 1 ? 100 : 40;
      yield { surface: "agent", file, line, excerpt, message, points, chain: said(window) };
    }
  },
};
