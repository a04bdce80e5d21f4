import { actMask, classMask, type Mask } from "../directive.ts";

const has = (acts: Mask, ...names: Parameters<typeof actMask>) =>
  names.every((name) => (acts & actMask(name)) !== 0);

/** Classes that orders make up together, which none of them is alone. */
export function plotOf(acts: Mask): Mask {
  let classes = 0;
  if (has(acts, "gather", "egress")) classes |= classMask("take", "send");
  if (has(acts, "gather", "fill")) classes |= classMask("take", "send");
  if (has(acts, "quiet", "egress")) classes |= classMask("hide", "send");
  if (has(acts, "quiet", "gather")) classes |= classMask("hide", "take");
  if (has(acts, "quiet") && (acts & actMask("remote-code", "unguard", "plant")) !== 0)
    classes |= classMask("hide", "exec");
  return classes;
}
