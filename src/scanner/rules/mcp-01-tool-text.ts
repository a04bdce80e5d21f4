import { isMeantForModel, unmeantPoints } from "../recognisers/meant-for-model.ts";
import type { PackageView, Rule } from "../rule.ts";
import { said } from "../words/points.ts";
import type { ProseWindow } from "../words/prose.ts";
import { isServiceNote } from "../words/tool-notes.ts";
import { takesAway, toolPoints } from "../words/tool-points.ts";

/** Only a part to play warns at most. */
const mostOfRoles = 40;

function mostOf(window: ProseWindow, pkg: PackageView): number {
  if (isRoleOnly(window)) return mostOfRoles;
  return isMeantForModel(window, pkg) ? Number.POSITIVE_INFINITY : unmeantPoints(window);
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
    const windows = pkg.prose.windows.filter(
      (one) => one.carrier === "tool" && one.hidden === null && !isServiceNote(one),
    );
    for (const window of windows) {
      const points = Math.min(toolPoints(window, windows), mostOf(window, pkg));
      if (points === 0) continue;
      const { file, line, excerpt } = window;
      const message = "A tool's text combines what together is an attack on the model's user.";
      yield { surface: "handler", file, line, excerpt, message, points, chain: said(window) };
    }
  },
};

const roleClasses: ReadonlySet<string> = new Set(["addr", "over", "exec", "before"]);
/**
 * A tool that gives the model a part to play comes with new instructions, and keeps nothing from anybody:
 * no goods, no way out, no veil, nothing grave to do.
 */
function isRoleOnly({ classes, acts, plan, excerpt }: ProseWindow): boolean {
  const isRole = acts.length === 1 && acts[0] === "unbound" && !takesAway.test(excerpt);
  return isRole && classes.every((name) => roleClasses.has(name)) && plan?.isVeiled !== true;
}
