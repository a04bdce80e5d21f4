import { expertWindows } from "../experts/expert-windows.ts";
import type { Rule } from "../rule.ts";
import { said } from "../words/points.ts";

/** Rendering the answer would send what its link carries (EXP-T9). */
export const expertDataLink: Rule = {
  meta: {
    id: "EXP-T9",
    family: "text",
    points: 100,
    solo: false,
    title: "An Expert is to answer with an image or a link that carries data.",
    advice: "See which address would receive what as soon as the answer is shown.",
  },
  *check(pkg) {
    for (const window of expertWindows(pkg)) {
      if (window.isWhole || !window.acts.includes("data-link")) continue;
      const { file, line, excerpt } = window;
      const message = "An instruction puts data into the address of an image or a link.";
      yield { surface: "agent", file, line, excerpt, message, chain: said(window) };
    }
  },
};
