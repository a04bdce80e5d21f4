import { expertWindows, isForOthers } from "../experts/expert-windows.ts";
import type { Rule } from "../rule.ts";
import { said } from "../words/points.ts";
import { planPoints } from "../words/signs/weigh.ts";

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
      const { classes, acts } = window;
      const found = classes.filter((name) => claims.has(name)).length;
      const asks = [
        (acts.includes("shadow") || acts.includes("steer")) && !classes.includes("over"),
        acts.includes("first") && !classes.includes("before"),
        acts.includes("quiet") && !classes.includes("hide"),
        acts.includes("unguard"),
        acts.includes("prefer"),
        (acts.includes("fill") || acts.includes("talk")) && !classes.includes("take"),
      ];
      const steers = found + asks.filter(Boolean).length;
      const { file, line, excerpt } = window;
      if (window.plan !== undefined) {
        const message = "Sentences that callers read come to harm for them.";
        const points = planPoints(window);
        yield { surface: "agent", file, line, excerpt, message, points, chain: said(window) };
        continue;
      }
      if (steers === 0) continue;
      const message = "A text that callers read tells them what to do, beyond what the Expert is.";
      const fillsTool =
        acts.includes("fill") && acts.includes("gather") && /\.tools\./.test(window.field ?? "");
      const points = fillsTool || steers > 1 || window.classes.length > 1 ? 100 : 40;
      yield { surface: "agent", file, line, excerpt, message, points, chain: said(window) };
    }
  },
};
