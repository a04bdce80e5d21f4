import { english, otherLetters } from "./english.ts";
import type { Plan, ProseWindow } from "./prose.ts";
import { secretPath } from "./secret-path.ts";
import { certainWeight, leastWeight } from "./signs/weigh.ts";
import { voids } from "./voids.ts";

/** So many lines apart two windows are of one text. */
const near = 4;
/** From here on a plan needs no second reading. */
const soleWeight = 8;
/** The same of one that is kept from somebody. */
const veiledWeight = 6.5;
const most = 50;
const faint = 25;

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
  const limit = isFaint(window) ? faint : most;
  if (points <= limit || !isAside(window) || isSureAlone(window)) return points;
  return all.some((other) => isSecond(window, other)) ? points : limit;
}

/**
 * What names nothing to look up, or two classes that only one reading sees: documentation of every kind says as
 * much. None of them voids what a model was told, sends something abroad, or has a model hush something up.
 */
function isFaint(window: ProseWindow): boolean {
  const { plan, classes, acts, carrier, excerpt } = window;
  if (plan !== undefined) return isVague(window);
  if (classes.length > 2 || carrier === "field") return false;
  if (acts.includes("send-abroad") || voids.test(excerpt)) return false;
  return !(classes.includes("hide") && hushing.test(excerpt));
}

/** In a skill: something is hushed up, asked for or passed on, and nothing says what, whom or where. */
function isVague({ plan, carrier, excerpt }: ProseWindow): boolean {
  if (carrier !== "agent-file" || disguised.test(excerpt)) return false;
  return plan?.isTangible === false && vague.has(plan.frame);
}

/** Latin letters of full width, as nobody writes sentences in. */
const disguised = /[\uff21-\uff3a\uff41-\uff5a]{3}/;

const vague: ReadonlySet<Plan["frame"]> = new Set(["veils", "asks", "carries"]);
const hushing =
  /\b(?:assistants?|agents?|models?|ai|llms?)\b[^.;\n]{0,40}\b(?:must|should|shall|may|do|will|can)(?: not|n['’]t)\b/i;

/** Where people write at length, or nobody names an agent: comments, documentation that is not read first, skills. */
function isAside({ plan, liveness, carrier }: ProseWindow): boolean {
  if (plan === undefined) return true;
  if (carrier === "agent-file") return true;
  if (liveness === "far" || carrier === "doc-comment" || carrier === "comment") return true;
  return liveness === "near" && !plan.isToAgents;
}

function isSureAlone(window: ProseWindow): boolean {
  const { plan, classes, acts, hosts, liveness, carrier, excerpt } = window;
  // The families of words know fewer languages than the signs do.
  if (plan !== undefined && !english.test(excerpt)) return true;
  if (plan !== undefined) {
    const isPlain = plan.frame === "pays" || plan.frame === "asks";
    if (carrier === "agent-file" && plan.isOutright) return true;
    // What names nothing to look up, and says nothing outright, both readings have to see.
    if (isVague(window)) return false;
    return plan.weight >= soleWeight || isPlain || (plan.isVeiled && plan.weight >= veiledWeight);
  }
  if (classes.length >= 3 && classes.includes("addr")) return true;
  // A skill about secrets names their files and the addresses of their service in every sentence.
  if (carrier === "agent-file")
    return english.test(excerpt)
      ? classes.length >= 3 && classes.includes("hide")
      : isGrave(window);
  // Each entry of a changelog has the address of its commit behind it.
  if (carrier === "changelog") return false;
  const isSent =
    acts.includes("send-abroad") || (classes.includes("take") && classes.includes("send"));
  if (hosts.length > 0 && (isSent || secretPath.test(excerpt))) return true;
  return liveness === "live" && secretPath.test(excerpt);
}

/** In another language: more than that something of value goes somewhere, or a file of secrets by its path. */
function isGrave({ classes, excerpt }: ProseWindow): boolean {
  const isPlain = classes.length <= 2 && classes.includes("take") && classes.includes("send");
  return !isPlain || otherLetters.test(excerpt) || secretPath.test(excerpt);
}

/** Texts that go from one matter to the next within a few lines. */
const rambling = new Set<ProseWindow["carrier"]>(["agent-file", "changelog"]);

function isSecond(window: ProseWindow, other: ProseWindow): boolean {
  if ((window.plan === undefined) === (other.plan === undefined)) return false;
  if (!isNear(window, other)) return false;
  if (other.plan !== undefined) return !rambling.has(window.carrier) || isGoing(other.plan);
  if (isVague(window)) return other.classes.length >= 2;
  return other.classes.length > 0 || other.acts.length > 0;
}

/** Whether a plan of its own says outright what is done, or keeps it from somebody. */
function isGoing({ weight, isTangible, isOutright, isVeiled }: Plan): boolean {
  return isTangible && (isVeiled ? weight >= leastWeight : isOutright && weight >= certainWeight);
}

/** Whether two windows are of one text, some lines apart at most. */
export function isNear(window: ProseWindow, other: ProseWindow): boolean {
  return other.file === window.file && Math.abs(other.line - window.line) <= near;
}
