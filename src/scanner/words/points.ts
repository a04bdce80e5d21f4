import type { DirectiveClass } from "./directive.ts";
import type { ProseWindow } from "./prose.ts";
import { planPoints } from "./signs/weigh.ts";

const weights = { live: 1, near: 0.8, far: 0.6 } as const;
/** What a phrase weighs that is quoted or spoken about. */
const quotedPhrase = 0.15;
export const quotedHidden = 0.6;

/** Pairs that together are an attack, not only an odd request (threat catalogue TXT-02). */
const pairs: readonly (readonly [DirectiveClass, DirectiveClass])[] = [
  ["take", "send"],
  ["hide", "exec"],
  ["hide", "send"],
  ["before", "take"],
  ["over", "exec"],
  ["hide", "take"],
];

/** What a window weighs by its classes and where it stands; 0 for what says too little. */
export function directivePoints(window: ProseWindow): number {
  if (window.plan !== undefined) return planPoints(window);
  const base = basePoints(window);
  const weight = weights[window.liveness] * (window.isQuoted ? quotedPhrase : 1);
  return Math.round(base * weight * 100) / 100;
}

function basePoints({ classes, liveness, isQuoted }: ProseWindow): number {
  if (classes.length >= 4) return 150;
  if (classes.length === 3) return 130;
  if (classes.length < 2) return 0;
  const isAttack = pairs.some((pair) => pair.every((name) => classes.includes(name)));
  // A live pair of this kind blocks: 90 points with the floor of its row (§13.1).
  if (liveness === "live" && isAttack) return isQuoted ? 90 : 100;
  return 50;
}

/** What a directive says, as a chain of its classes. */
export function said(window: ProseWindow): readonly string[] {
  if (window.plan !== undefined)
    return [`plan.${window.plan.frame} at ${window.file}:${window.line}`];
  return window.classes.map((name) => `says.${name} at ${window.file}:${window.line}`);
}
