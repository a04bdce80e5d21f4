import { expertWindows } from "../experts/expert-windows.ts";
import type { Rule } from "../rule.ts";
import { said } from "../words/points.ts";

const covert =
  /\b(?:zero[- ]width|invisible|hidden (?:marker|comment|character|field)|steganograph\w{0,6}|watermark|encod\w{1,4}|base64|obfuscat\w{1,4}|disguis\w{1,4}|whitespace|first letters?|acrostic)\b|unsichtbar|verschl[uü]ssel|invisibl|invisibile|невидим|скрыт|隐藏|隐形|不可见|編碼|编码|見えない|隠|보이지 않|인코딩/iu;

/** Output that carries what it does not show (EXP-T5). */
export const smuggling: Rule = {
  meta: {
    id: "EXP-T5",
    family: "text",
    points: 100,
    solo: false,
    title: "An Expert hides data in what it produces.",
    advice: "See what would be put where, and who could read it there.",
  },
  *check(pkg) {
    for (const window of expertWindows(pkg)) {
      if (window.isWhole || !covert.test(window.excerpt)) continue;
      const { classes, acts } = window;
      if (
        !classes.includes("take") &&
        !acts.includes("smuggle") &&
        !acts.includes("fill") &&
        !(classes.includes("send") && classes.includes("hide"))
      )
        continue;
      const { file, line, excerpt } = window;
      const message = "An instruction puts secrets or conversations into output in a covert form.";
      yield { surface: "agent", file, line, excerpt, message, chain: said(window) };
    }
  },
};
