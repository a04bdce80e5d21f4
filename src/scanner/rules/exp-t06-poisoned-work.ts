import { expertWindows } from "../experts/expert-windows.ts";
import type { Rule } from "../rule.ts";
import { isTheirChoice } from "../words/cautions.ts";

const teaching =
  /\b(?:exercise|training|ctf|workshop|lab|challenge|deliberately vulnerable|practice|quiz|benchmark)\b/i;

/** What lets somebody in is no product that anybody chooses. */
const entrance =
  /\b(?:pass(?:word|phrase)s?|back ?doors?|log-?ins?|admin\w{0,10}|way in|hidden|secrets?|keys?|tokens?|wallets?|payments?|miner\w{0,2}|signatures?)\b/i;

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
      const isVeiled = classes.includes("hide") || window.acts.includes("quiet");
      if (
        !isVeiled &&
        window.hosts.length === 0 &&
        isTheirChoice(excerpt) &&
        !entrance.test(excerpt)
      )
        continue;
      const isOpen = teaching.test(excerpt) && !classes.includes("hide");
      const message = "An instruction inserts something harmful into generated work.";
      yield { surface: "agent", file, line, excerpt, message, points: isOpen ? 40 : 100 };
    }
  },
};
