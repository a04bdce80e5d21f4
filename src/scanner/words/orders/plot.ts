import { actMask, classMask, type DirectiveAct, type Mask } from "../directive.ts";

/** Classes that orders make up together, which none of them is alone. */
export function plotOf(acts: Mask, isTool: boolean): Mask {
  const has = (...names: readonly DirectiveAct[]) => names.every((name) => acts & actMask(name));
  const any = (...names: readonly DirectiveAct[]) => (acts & actMask(...names)) !== 0;
  let classes = 0;
  // Of two that are told, one must be an order: how a client works is told, too.
  if (has("gather", "egresses") || has("gathers", "egress") || (isTool && has("fill")))
    classes |= classMask("take", "send");
  if (has("remote-rules")) classes |= classMask("over");
  if (has("remote-rules", "quiet")) classes |= classMask("hide", "exec");
  if (has("runs")) classes |= classMask("exec");
  if (has("quiet")) {
    if (any("egresses")) classes |= classMask("hide", "send");
    if (any("gather") || has("gathers", "egresses")) classes |= classMask("hide", "take");
    if (any("runs", "unguard", "plant", "install", "remote-code"))
      classes |= classMask("hide", "exec");
  }
  if (has("first") && any("gathers", "fill")) classes |= classMask("before", "take");
  if (has("first", "quiet")) classes |= classMask("before", "hide");
  return classes;
}
