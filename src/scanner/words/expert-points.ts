import { english, otherLetters } from "./english.ts";
import type { Plan, ProseWindow } from "./prose.ts";
import { secretPath } from "./secret-path.ts";
import { certainWeight, leastWeight, planPoints } from "./signs/weigh.ts";

/** What one reading of an Expert's text finds alone is for a person to look at, where it names something. */
const mostAlone = 50;
const hushed = 40;
const faint = 25;
/** From here on a plan that is kept from somebody needs no second reading. */
const veiledWeight = 8.5;
/** And from here on it needs but a hint of what is taken. */
const hintedWeight = 8;
/** From here on a plan counts in a language of which the families have few words. */
const foreignWeight = 7;
/** The same where it says outright what is done. */
const outrightWeight = 7.5;
/** So much of an excerpt's ends shows whether two windows are of one stretch of text. */
const compared = 50;

/**
 * What a plan in an Expert weighs. A text is read twice, by its classes and by what its signs come to. Honest
 * Experts are full of what must not be done, and happen to look bad in one of the readings; orders do in both,
 * or say outright what is done.
 */
export function expertPlanPoints(window: ProseWindow, all: readonly ProseWindow[]): number {
  const { plan } = window;
  const points = planPoints(window);
  if (plan === undefined) return points;
  if (isSure(plan, window) || isForeign(window, plan)) return points;
  if (all.some((other) => isSecond(window, other))) return points;
  if (plan.isTangible) return Math.min(points, mostAlone);
  return Math.min(points, plan.isVeiled && plan.weight >= foreignWeight ? hushed : faint);
}

/** Whether a plan says outright what harms, and with what, or keeps enough from somebody. */
function isSure(plan: Plan, { hosts, excerpt }: ProseWindow): boolean {
  const { weight, isTangible, isOutright, isVeiled } = plan;
  if (isOutright && (isTangible || hosts.length > 0)) return true;
  if (!isVeiled) return false;
  if (isTangible && (hosts.length > 0 || lying.test(excerpt))) return true;
  const least = isOutright ? outrightWeight : veiledWeight;
  return weight >= least && (isTangible || isOutright);
}

/** People are told that nothing was done. */
const lying =
  /\b(?:say|claim|pretend|assert|reply|answer)\s(?:that\s)?(?:nothing|no \w{2,14})\s(?:was|were|is|has been|had been|happened)\b/i;

/** Whether classes that look bad are borne out: by what they name, or by the plan of their sentences. */
export function isBorneOut(window: ProseWindow, all: readonly ProseWindow[]): boolean {
  const { classes, acts, hosts, excerpt, isWhole } = window;
  // A protection that is removed and code that is fetched and run are said outright.
  if (!isWhole && (acts.includes("unguard") || acts.includes("remote-code"))) return true;
  if (!isWhole && acts.includes("quiet") && hosts.length > 0) return true;
  const isSent = acts.includes("send-abroad") || acts.includes("egresses");
  if (isSent && hosts.length > 0) return true;
  if (classes.includes("take") && classes.includes("send") && secretPath.test(excerpt)) return true;
  return !english.test(excerpt) || all.some((other) => isSecond(other, window));
}

function isForeign({ excerpt }: ProseWindow, { weight }: Plan): boolean {
  return !english.test(excerpt) && (weight >= foreignWeight || otherLetters.test(excerpt));
}

/** Whether a plan and classes speak of one stretch of text, and both find it bad. */
function isSecond(planned: ProseWindow, classed: ProseWindow): boolean {
  const { plan } = planned;
  if (plan === undefined || classed.plan !== undefined || !isBeside(planned, classed)) return false;
  const { classes, acts, isWhole } = classed;
  if (plan.weight < (isWhole ? certainWeight : leastWeight)) return false;
  if (isWhole && !plan.isTangible && !(plan.isVeiled && plan.frame === "carries")) return false;
  if (plan.isVeiled && plan.isTangible && plan.weight >= hintedWeight)
    return classes.length > 0 || acts.includes("gathers");
  return classes.length >= 2 || (classes.length === 1 && acts.some((act) => grave.has(act)));
}

const grave: ReadonlySet<ProseWindow["acts"][number]> = new Set<ProseWindow["acts"][number]>([
  "send-abroad",
  "egresses",
  "remote-code",
  "unguard",
]);

function isBeside(a: ProseWindow, b: ProseWindow): boolean {
  if (a.file !== b.file || a.field !== b.field) return false;
  return b.isWhole || reaches(a, b) || reaches(b, a);
}

function reaches({ excerpt }: ProseWindow, other: ProseWindow): boolean {
  return (
    other.excerpt.includes(excerpt.slice(0, compared)) ||
    other.excerpt.includes(excerpt.slice(-compared))
  );
}
