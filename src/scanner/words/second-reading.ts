import type { ProseWindow } from "./prose.ts";
import { secretPath } from "./secret-path.ts";

/** So many lines apart two windows are of one text. */
const near = 4;
/** From here on a plan needs no second reading. */
const soleWeight = 8;
/** The same of one that is kept from somebody. */
const veiledWeight = 6.5;
const most = 50;

/**
 * What a window weighs beside the others of its text. Every text is read twice, by the classes of its
 * sentences and by what its signs come to: honest texts happen to look bad in one of the readings, orders do in
 * both.
 */
export function withSecondReading(
  window: ProseWindow,
  all: readonly ProseWindow[],
  points: number,
): number {
  if (points <= most || !isAside(window) || isSureAlone(window)) return points;
  return all.some((other) => isSecond(window, other)) ? points : most;
}

/** Where people write at length, or nobody names an agent: comments, and documentation that is not read first. */
function isAside({ plan, liveness, carrier }: ProseWindow): boolean {
  if (plan === undefined) return true;
  if (liveness === "far" || carrier === "doc-comment" || carrier === "comment") return true;
  return liveness === "near" && !plan.isToAgents;
}

function isSureAlone({ plan, classes, acts, hosts, liveness, excerpt }: ProseWindow): boolean {
  // The families of words know fewer languages than the signs do.
  if (plan !== undefined && !english.test(excerpt)) return true;
  if (plan !== undefined) {
    const isPlain = plan.frame === "pays" || plan.frame === "asks";
    return plan.weight >= soleWeight || isPlain || (plan.isVeiled && plan.weight >= veiledWeight);
  }
  if (classes.length >= 3 && classes.includes("addr")) return true;
  const isSent =
    acts.includes("send-abroad") || (classes.includes("take") && classes.includes("send"));
  if (hosts.length > 0 && (isSent || secretPath.test(excerpt))) return true;
  return liveness === "live" && secretPath.test(excerpt);
}

const english =
  /\b(?:the|of|and|that|this|with|from|your|not|must|when|which|should|before|every|into|then|without)\b/i;

function isSecond(window: ProseWindow, other: ProseWindow): boolean {
  if ((window.plan === undefined) === (other.plan === undefined)) return false;
  if (other.file !== window.file || Math.abs(other.line - window.line) > near) return false;
  return other.plan !== undefined || other.classes.length > 0 || other.acts.length > 0;
}
