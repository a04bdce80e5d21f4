import { codeIndex } from "../chains/code-index.ts";
import type { PackageView } from "../rule.ts";
import type { ProseWindow } from "../words/prose.ts";

const largeFile = 64 * 1024;

/**
 * Whether what looks like a tool's text or answer is one. In a large file of a server much has that shape
 * and reaches no model, such as what is logged or thrown; there it has to say more than chance does, or to
 * speak to a model and hide.
 */
export function isMeantForModel({ file, plan, classes }: ProseWindow, pkg: PackageView): boolean {
  const bytes = codeIndex(pkg.code).file(file)?.bytes ?? 0;
  const speaks = classes.length >= 3 || (plan?.isToAgents === true && plan.isVeiled);
  return bytes <= largeFile || speaks;
}
