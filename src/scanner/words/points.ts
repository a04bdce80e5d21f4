import type { DirectiveAct, DirectiveClass } from "./directive.ts";
import type { ProseWindow } from "./prose.ts";
import { secretPath } from "./secret-path.ts";
import { planPoints } from "./signs/weigh.ts";
import { voids } from "./voids.ts";

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

/** Deeds that words of every day do not come to. */
const deeds: ReadonlySet<DirectiveAct> = new Set<DirectiveAct>([
  "send-abroad",
  "data-link",
  "install",
  "remote-code",
  "remote-rules",
  "unguard",
  "quiet",
  "talk",
  "first",
  "runs",
  "plant",
  "steer",
  "phish",
  "poison",
  "hide-prompt",
]);
/** What lies in somebody's home or in the system, and all that a program was started with. */
const place =
  /(?:~|\$HOME|%USERPROFILE%)[\\/]\S|\/etc\/|\b(?:print|dump|read|send|pass)\s(?:the |your |all )?(?:whole |full )?env(?:ironment)?\b/i;
/** Whether a person could look up what a window speaks of; what names nothing asks for a look, and no more. */
function isTangible({
  carrier,
  hidden,
  layer,
  hosts,
  acts,
  classes,
  excerpt,
}: ProseWindow): boolean {
  if (carrier === "expert" || hidden !== null || layer !== null) return true;
  // A model is told what to keep from people.
  if (classes.includes("hide") && (minds.test(excerpt) || isForeign(excerpt))) return true;
  if (hosts.length > 0 || acts.some((act) => deeds.has(act))) return true;
  return secretPath.test(excerpt) || place.test(excerpt) || voids.test(excerpt);
}

const minds = /\b(?:assistants?|agents?|ai|llms?|models?|copilots?|claude|chatgpt|gemini)\b/i;

/** Whether it is written in another script, in which no English phrase can tell more. */
function isForeign(excerpt: string): boolean {
  return (excerpt.match(/[^\p{ASCII}]/gu)?.length ?? 0) * 3 > excerpt.length;
}

function basePoints(window: ProseWindow): number {
  const { classes, liveness, isQuoted } = window;
  if (classes.length >= 2 && !isTangible(window)) return 30;
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
