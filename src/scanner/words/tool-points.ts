import { isUnplaced } from "./mcp-tools.ts";
import { directivePoints } from "./points.ts";
import type { ProseWindow } from "./prose.ts";
import { secretPath } from "./secret-path.ts";
import { certainWeight } from "./signs/weigh.ts";

/** What only one way of reading finds warns at most. */
const mostAlone = 40;
const disguise = 20;
/** From here on a plan counts that is kept from somebody. */
const veiledWeight = 5.5;
/** And from here on beside a single class. */
const soleWeight = 7;
/** From here on a plan counts that no other reading could know. */
const foreignWeight = 8.5;
/** So much of an excerpt shows whether two windows are of one text. */
const compared = 60;

/**
 * What a window of a tool's text or answer weighs. A text is read twice, by its classes and by what its
 * signs come to; honest descriptions happen to look bad in one of the readings, orders do in both. Of a text
 * that no tool or handler is seen to hold, it counts only what keeps something from somebody or speaks to a
 * model.
 */
export function toolPoints(window: ProseWindow, all: readonly ProseWindow[]): number {
  const base = directivePoints({ ...window, isQuoted: false, liveness: "live" });
  if (base === 0) return 0;
  const weight = window.layer === null ? base : base + disguise;
  const others = all.filter((other) => isOfSameText(window, other));
  const isLoose = isUnplaced(window.field);
  if (isLoose && !speaks([window, ...others])) return 0;
  if (isConcrete(window) || others.some((other) => agrees(window, other))) return weight;
  if (isForeign(window) && !isLoose) return weight;
  return isSuspect(window) && !isLoose ? Math.min(weight, mostAlone) : 0;
}

/** A reading of the one kind with one of the other. */
function agrees(window: ProseWindow, other: ProseWindow): boolean {
  const [planned, classed] = window.plan === undefined ? [other, window] : [window, other];
  const { plan } = planned;
  if (plan === undefined || classed.plan !== undefined) return false;
  const isCertain = plan.weight >= certainWeight;
  const isVeiled = plan.isVeiled && (plan.weight >= veiledWeight || classed.classes.length >= 3);
  if (classed.classes.length >= 2) return isCertain || isVeiled;
  const isTaken = classed.classes.includes("take") || classed.acts.includes("smuggle");
  return isTaken && plan.weight >= soleWeight;
}

function isOfSameText(a: ProseWindow, b: ProseWindow): boolean {
  if (a === b || a.carrier !== b.carrier || a.file !== b.file || a.field !== b.field) return false;
  if (a.line !== b.line || a.hidden !== null || b.hidden !== null) return false;
  return isIn(a, b) || isIn(b, a);
}

function isIn({ excerpt }: ProseWindow, whole: ProseWindow): boolean {
  return whole.excerpt.includes(excerpt.slice(0, compared));
}

/**
 * An order about a file of secrets, to hand something over before all else, that takes the place of what the
 * user said, or that is written as if it were a value, needs no second reading.
 */
function isConcrete({ plan, classes, acts, excerpt, layer }: ProseWindow): boolean {
  if (plan !== undefined || classes.length < 2) return false;
  if (layer === "spaced") return true;
  if (acts.includes("first") && classes.includes("before") && classes.includes("take")) return true;
  const isUnbound =
    acts.includes("unbound") && (classes.includes("hide") || takesAway.test(excerpt));
  return isUnbound || secretPath.test(excerpt);
}

/**
 * In a language of which the families have no words there is no second reading; what is taken from somebody
 * and kept from them needs none.
 */
function isForeign({ plan, excerpt }: ProseWindow): boolean {
  if (plan === undefined || plan.frame !== "carries" || english.test(excerpt)) return false;
  return plan.isVeiled && plan.isTangible && plan.weight >= foreignWeight;
}

const english = /\b(?:the|and|you|your|with|this|that|from|when)\b/i;

function isSuspect({ plan, classes, acts, carrier }: ProseWindow): boolean {
  if (plan !== undefined) return false;
  // An answer tells what was found; it asks for nothing.
  const isAsking = carrier === "tool-result" && acts.includes("gather") && acts.includes("fill");
  return classes.length >= 3 || acts.includes("quiet") || isAsking;
}

/** Whether somebody is kept from knowing something grave, or a model is spoken to by name. */
function speaks(windows: readonly ProseWindow[]): boolean {
  const isGrave = windows.some(
    ({ classes, hosts, excerpt }) =>
      classes.length >= 3 ||
      classes.includes("addr") ||
      hosts.length > 0 ||
      secretPath.test(excerpt),
  );
  return (
    isGrave &&
    windows.some(
      ({ plan, classes, acts }) =>
        plan?.isVeiled === true ||
        acts.includes("quiet") ||
        classes.includes("hide") ||
        (plan?.isToAgents === true && classes.includes("addr")),
    )
  );
}

/** Whoever takes away what the model was told does more than give it a part. */
export const takesAway =
  /\b(?:ignor|disregard|forget|overrid|bypass|discard|suspend|supersed|replac|instead of|no longer)/i;
