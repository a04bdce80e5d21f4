import { isMeantForModel } from "../recognisers/meant-for-model.ts";
import type { PackageView, Rule } from "../rule.ts";
import { inVariable } from "../words/mcp-tools.ts";
import { directivePoints, said } from "../words/points.ts";
import type { ProseWindow } from "../words/prose.ts";
import { isServiceNote } from "../words/tool-notes.ts";

/** What is likely something else, or only a part to play, warns at most. */
const mostUnmeant = 60;
const mostOfRoles = 40;

function mostOf(window: ProseWindow, pkg: PackageView): number {
  if (isRoleOnly(window)) return mostOfRoles;
  return isMeantForModel(window, pkg) ? Number.POSITIVE_INFINITY : mostUnmeant;
}

/** Everything in a tool's text is an instruction to the model that sees the tool (MCP-01). */
export const toolText: Rule = {
  meta: {
    id: "MCP-01",
    family: "text",
    points: 130,
    solo: false,
    title: "The text of a tool directs the model that is offered it.",
    advice: "Read the tool's description as an order to the model, and ask who gave it.",
  },
  *check(pkg) {
    for (const window of pkg.prose.windows) {
      if (window.carrier !== "tool" || window.hidden !== null) continue;
      // What stands in a variable may be no description at all.
      const isMeant =
        window.classes.length >= 3 ||
        window.acts.includes("gather") ||
        (window.plan?.isVeiled === true &&
          (window.plan.frame === "carries" || window.plan.isToAgents));
      if (window.field === inVariable && !isMeant) continue;
      if (isServiceNote(window)) continue;
      const base = directivePoints({ ...window, isQuoted: false, liveness: "live" });
      if (base === 0) continue;
      const { file, line, excerpt } = window;
      const weight = window.layer === null ? base : base + 20;
      const points = Math.min(weight, mostOf(window, pkg));
      const message = "A tool's text combines what together is an attack on the model's user.";
      yield { surface: "handler", file, line, excerpt, message, points, chain: said(window) };
    }
  },
};

const roleClasses: ReadonlySet<string> = new Set(["addr", "over", "exec", "before"]);
/** Whoever takes away what the model was told does more than give it a part. */
const takesAway =
  /\b(?:ignor|disregard|forget|overrid|bypass|discard|suspend|supersed|replac|instead of|no longer)/i;

/**
 * A tool that gives the model a part to play comes with new instructions, and keeps nothing from anybody:
 * no goods, no way out, no veil, nothing grave to do.
 */
function isRoleOnly({ classes, acts, plan, excerpt }: ProseWindow): boolean {
  const isRole = acts.length === 1 && acts[0] === "unbound" && !takesAway.test(excerpt);
  return isRole && classes.every((name) => roleClasses.has(name)) && plan?.isVeiled !== true;
}
