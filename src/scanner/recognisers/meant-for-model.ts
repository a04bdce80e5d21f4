import { codeIndex } from "../chains/code-index.ts";
import type { PackageView } from "../rule.ts";
import { inError, outside } from "../words/mcp-tools.ts";
import type { ProseWindow } from "../words/prose.ts";

const largeFile = 64 * 1024;

/**
 * Whether what looks like a tool's text or answer is one. In a large file of a server much has that shape
 * and reaches no model, such as what is logged or thrown; there it has to say more than chance does, or to
 * speak to a model and hide.
 */
export function isMeantForModel(window: ProseWindow, pkg: PackageView): boolean {
  const { file, plan, classes } = window;
  const bytes = codeIndex(pkg.code).file(file)?.bytes ?? 0;
  const speaks = classes.length >= 3 || (plan?.isToAgents === true && plan.isVeiled);
  return bytes <= largeFile || (speaks && !isElsewhere(window));
}

/** What a text weighs at most that is likely something else: nothing, where no tool is seen to hold it. */
export function unmeantPoints(window: ProseWindow): number {
  return isElsewhere(window) ? 0 : 40;
}

function isElsewhere({ field }: ProseWindow): boolean {
  return field === outside || field === inError;
}
