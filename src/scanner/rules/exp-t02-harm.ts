import { definitionAt, endpointsOf } from "../experts/each-expert.ts";
import { expertWindows, isForOthers, isOwnService } from "../experts/expert-windows.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";
import { isConfirmed } from "../words/cautions.ts";
import type { DirectiveClass } from "../words/directive.ts";
import { expertPlanPoints, isBorneOut } from "../words/expert-points.ts";
import { said } from "../words/points.ts";
import type { Plan, ProseWindow } from "../words/prose.ts";

const pairs: readonly (readonly [DirectiveClass, DirectiveClass])[] = [
  ["hide", "send"],
  ["hide", "exec"],
  ["before", "take"],
  ["persist", "exec"],
];

/** Instructions that harm whoever runs the Expert (EXP-T2). */
export const harmfulInstruction: Rule = {
  meta: {
    id: "EXP-T2",
    family: "text",
    points: 110,
    solo: false,
    title: "An Expert is told to act against whoever runs it.",
    advice:
      "Follow the instruction as a model would: what leaves the machine, and who is not told?",
  },
  *check(pkg) {
    for (const window of expertWindows(pkg)) {
      if (isForOthers(window)) continue;
      const { file, line, excerpt } = window;
      if (window.plan !== undefined) {
        yield* harmfulPlan(pkg, window, window.plan);
        continue;
      }
      const isHarm = harms(pkg, window) && isBorneOut(window, pkg.prose.windows);
      if (!isHarm && !handsOverUnseen(pkg, window)) {
        if (!window.acts.includes("egress") || isOwnService(pkg, window)) continue;
        // What no declared skill sends is for a person to look at, whatever it is.
        const message = "An instruction sends to an address that no skill of the Expert declares.";
        yield { surface: "agent", file, line, excerpt, message, points: 40 };
        continue;
      }
      const message =
        "An instruction gathers and sends, hides what it does, or lowers a protection.";
      yield { surface: "agent", file, line, excerpt, message, chain: said(window) };
    }
  },
};

/** What an instruction's signs come to; what its own services need is theirs unless it is veiled. */
function* harmfulPlan(pkg: PackageView, window: ProseWindow, plan: Plan): Generator<Hit> {
  if (!plan.isVeiled && isOwnService(pkg, window)) return;
  const { file, line, excerpt } = window;
  const message = "Sentences of an instruction come to harm for whoever runs the Expert.";
  const points = expertPlanPoints(window, pkg.prose.windows);
  yield { surface: "agent", file, line, excerpt, message, points, chain: said(window) };
}

/** A remote skill's rule by which whole documents go to it, and nobody is to know. */
function handsOverUnseen(pkg: PackageView, { file, field, acts, excerpt }: ProseWindow): boolean {
  if (!acts.includes("quiet") || field === null) return false;
  const isRemote = definitionAt(pkg, file)?.experts.some((expert) =>
    endpointsOf(expert).some(({ name }) => field.endsWith(`.skills.${name}.rule`)),
  );
  return isRemote === true && whole.test(excerpt);
}

const whole =
  /\b(?:put|pass|send|include|attach|give|hand|copy|add|post|submit|forward|provide)\w{0,3}\b[^.;\n]{0,60}\b(?:full|whole|entire|unabridged|complete|all|every|unredacted|verbatim|original|raw)\b/i;

function harms(pkg: PackageView, window: ProseWindow): boolean {
  const { classes, acts, isWhole, excerpt } = window;
  const isAbroad =
    (acts.includes("send-abroad") || acts.includes("egresses")) && !isOwnService(pkg, window);
  // What is kept from people is read over the whole field: the order and the silence stand apart.
  if (acts.includes("quiet") && (isAbroad || acts.includes("gathers"))) return true;
  if (
    classes.includes("take") &&
    classes.includes("send") &&
    (isAbroad || (!isWhole && !hasService(pkg, window) && !isConfirmed(excerpt)))
  ) {
    return true;
  }
  if (isWhole) return false;
  // Not to tell users of a prompt is ordinary; not to tell them of deeds is not.
  const hidesDeeds = !acts.includes("hide-prompt");
  const isPair = pairs.some(
    ([a, b]) => classes.includes(a) && classes.includes(b) && (a !== "hide" || hidesDeeds),
  );
  return (
    isPair || acts.includes("unguard") || (acts.includes("remote-code") && classes.includes("exec"))
  );
}

/** Sending to where a declared skill sends is what that skill is for. */
function hasService(pkg: PackageView, window: ProseWindow): boolean {
  return window.hosts.length > 0 && isOwnService(pkg, window);
}
