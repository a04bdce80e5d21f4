import type { Rule } from "../rule.ts";
import { directivePoints, said } from "../words/points.ts";
import type { ProseWindow } from "../words/prose.ts";

/** What its writer disguised weighs more than what stands there openly (threat catalogue TXT-06). */
const disguise = 20;
const certain = 100;

export const encodedDirective: Rule = {
  meta: {
    id: "TXT-06",
    family: "text",
    points: 124,
    solo: false,
    title: "A directive to agents is encoded or written in disguise.",
    advice: "Read the decoded text; documentation has no reason to be encoded.",
  },
  *check(pkg) {
    for (const window of pkg.prose.windows) {
      if (window.layer === null || window.hidden !== null) continue;
      if (
        window.carrier === "tool" ||
        window.carrier === "tool-result" ||
        window.carrier === "expert"
      ) {
        continue;
      }
      if (isCode(window)) continue;
      const { file, line, excerpt, isQuoted } = window;
      const base = isEncodedCommand(window) ? certain : directivePoints(window);
      if (base === 0) continue;
      const message = `A text that directs agents is disguised (${window.layer}).`;
      const points = isQuoted ? base : base + disguise;
      yield { surface: "agent", file, line, excerpt, message, points, chain: said(window) };
    }
  },
};

const marksOfCode = /[{}<>;=()[\]]/g;

/** Single letters between brackets, and names with digits in them, make words of what is only code. */
function isCode({ layer, excerpt }: ProseWindow): boolean {
  if (layer !== "spaced" && layer !== "disguised") return false;
  return (excerpt.match(marksOfCode)?.length ?? 0) * 20 > excerpt.length;
}

/** Instructions have no reason to encode what they have an agent fetch and run. */
function isEncodedCommand({ layer, liveness, isQuoted, acts, plan }: ProseWindow): boolean {
  if ((layer !== "base64" && layer !== "hex") || liveness !== "live" || isQuoted) return false;
  return acts.includes("remote-code") || plan?.frame === "fetches";
}
