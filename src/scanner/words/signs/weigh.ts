import type { ProseWindow } from "../prose.ts";
import type { Part } from "./parts.ts";

/** Where a text stands, as far as it matters who obeys it. */
export type Stand = "tool" | "result" | "hidden" | "expert" | "others" | "agent" | "near";

export type Frame =
  | "carries"
  | "veils"
  | "fetches"
  | "obeys"
  | "lowers"
  | "harms"
  | "steers"
  | "stays"
  | "asks"
  | "outranks"
  | "pays"
  | "judges";

/** What sentences come to: how grave it is, and which frame says so. */
interface Weighed {
  readonly weight: number;
  readonly frame: Frame;
  readonly isVeiled: boolean;
  readonly isToAgents: boolean;
  readonly isTangible: boolean;
  readonly isOutright: boolean;
}

type Said = ReadonlySet<Part>;
type Scale = readonly (readonly [part: Part, weight: number])[];

/** What is not everybody's. */
const goods: Scale = [
  // Whoever calls credentials by what they do does not want them to be recognised.
  ["proof", 3.5],
  ["secret", 3],
  ["secretFile", 3],
  ["keyed", 3],
  ["variable", 2.5],
  ["typed", 2.5],
  ["talk", 2],
  ["private", 2],
  ["source", 1.5],
  ["homeFile", 1.5],
  ["host", 1.5],
  ["token", 1],
];
const moves: Scale = [
  ["uploads", 1.5],
  ["filled", 1],
  ["arrow", 1],
  ["toward", 1],
  ["give", 1],
  ["embed", 1],
];
const goals: Scale = [
  ["filled", 2.5],
  ["uploads", 2.5],
  ["address", 2.5],
  ["party", 1.5],
  ["desk", 1.5],
  ["public", 1.5],
  ["encode", 1],
];
/** In a call whatever is put into a slot leaves. */
const goalsOfTools: Scale = [...goals, ["named", 2], ["slot", 1.5]];
const veils: Scale = [
  ["quiet", 2.5],
  ["conceal", 1.5],
  ["unasked", 1.5],
  ["consent", 1.5],
  ["covert", 1.5],
  ["falsify", 1.5],
  ["encode", 1],
  ["relabels", 1.5],
  ["unseen", 1],
  ["untold", 1],
  ["halfTold", 1.5],
];
const presses: Scale = [
  ["first", 0.5],
  ["always", 0.5],
  ["fail", 0.5],
  ["pretext", 0.5],
  ["authority", 0.5],
  ["harmless", 0.5],
];
const turns: Scale = [
  ["asked", 2.5],
  ["described", 4],
  ["own", 2.5],
];
/** The same where text is not a trap: what a tool's text quotes or teaches, it says. */
const mildTurns: Scale = [
  ["care", 1.5],
  ["mention", 2.5],
  ["teach", 2.5],
];

/**
 * What is there to be looked up, or so plainly kept from somebody that it needs no more. Words of every day
 * come to a plan in honest texts as well; a person looks at what names nothing.
 */
const tangible = [
  "address",
  "filled",
  "uploads",
  "program",
  "installs",
  "pipes",
  "unpacks",
  "account",
  "secretFile",
  "homeFile",
  "admits",
  "aliased",
  "disarms",
  "buys",
  "locked",
  "script",
  "powers",
  "redirects",
  "unguarded",
  "typed",
  "dependency",
  "proof",
  "defames",
] as const;

/** Where something goes, and a verb that has it go there. */
const places = ["bound", "filled", "uploads", "account", "admits", "proof"] as const;

export function isTangible(said: Said, frame: Frame): boolean {
  const has = (...parts: readonly Part[]) => parts.some((part) => said.has(part));
  // What is named here, and an address there: people who look it up find that nothing goes anywhere.
  const isHushed = sum(said, veils, 4) >= 1.5 || (has("untold") && has("homeFile"));
  if (frame === "carries" && !has(...places) && !isHushed) return false;
  if (has(...tangible) || (has("opened") && has("fetch", "obey"))) return true;
  // What harms, or is done everywhere, may be right where people know of it.
  if ((frame === "harms" || has("everywhere")) && sum(said, veils, 4) >= 1.5) return true;
  // Somebody else is obeyed, above whoever is there.
  if (has("obey") && has("precede", "override") && has("others")) return true;
  // That something is hushed up needs something that is.
  if (frame === "veils") return false;
  if (has("quiet") && has("person", "agent")) return true;
  // Whoever asks about what is taken and carried off is to be lied to.
  if (frame === "carries" && has("falsify") && has("person") && most(said, goods) >= 2.5)
    return true;
  return has("untold") && has("unseen") && most(said, goods) >= 2.5;
}

const waysIn = [
  "pipes",
  "program",
  "unpacks",
  "locked",
  "pasted",
  "immediate",
  "disarms",
  "unguarded",
  "address",
  "opened",
] as const;

/** Whether it is said outright what is done: of the rest, words of every day say as much by chance. */
export function isOutright(said: Said, frame: Frame): boolean {
  const has = (...parts: readonly Part[]) => parts.some((part) => said.has(part));
  if (frame === "carries") return has(...places) || (has("untold") && has("homeFile"));
  if (frame === "fetches") return has(...waysIn);
  if (frame === "asks") return has("typed", "address", "filled");
  return frame === "obeys" || frame === "lowers" || frame === "pays";
}

function most(said: Said, scale: Scale): number {
  let best = 0;
  for (const [part, weight] of scale) if (weight > best && said.has(part)) best = weight;
  return best;
}

function sum(said: Said, scale: Scale, limit: number): number {
  let total = 0;
  for (const [part, weight] of scale) if (said.has(part)) total += weight;
  return Math.min(total, limit);
}

export const goodOf = (said: Said): number => most(said, goods);
export const goalOf = (said: Said): number => most(said, goals);
export const veilOf = (said: Said): number => sum(said, veils, 4);
export const pressOf = (said: Said): number => sum(said, presses, 1.5);
export const turnOf = (said: Said): number => sum(said, turns, 4) + sum(said, mildTurns, 4);

/** Weighs sentences that stand together; null where they come to nothing. */
export function weigh(sentences: readonly Said[], stand: Stand): Weighed | null {
  const isTrap = stand === "tool" || stand === "result" || stand === "hidden" || stand === "others";
  const all = new Set<Part>(sentences.flatMap((said) => [...said]));
  const veil = sum(all, veils, 4);
  // An answer tells what was found; one that speaks to agents wants something of them.
  const isOrder = stand === "result" && all.has("agent");
  const press = sum(all, presses, 1.5) + (isOrder ? 1 : 0);
  const gravest = new Map<Frame, number>();
  const note = (frame: Frame, weight: number) => {
    if (weight > (gravest.get(frame) ?? 0)) gravest.set(frame, weight);
  };
  for (const [at, first] of sentences.entries()) {
    for (const [step, second] of sentences.slice(at).entries()) {
      const said: Said = step === 0 ? first : new Set([...first, ...second]);
      const turn = Math.max(
        sum(said, turns, 4) + sum(said, mildTurns, 4) / (isTrap ? 2 : 1),
        stand === "near" && all.has("mention") ? 4 : 0,
        all.has("asked") ? 2 : all.has("teach") && !isTrap ? 1.5 : 0,
      );
      // What is told of a program is not hushed up by what stands beside it.
      const hushed = said.has("described") ? Math.min(veil, sum(said, veils, 4)) : veil;
      const around = hushed + press - turn;
      for (const [frame, weight] of step === 0 ? deedsIn(said, isTrap, veil) : []) {
        note(frame, weight + around);
      }
      // A program is fetched, and what warns of it is waved aside.
      if (step === 0 && said.has("disarms") && (all.has("program") || all.has("opened")))
        note("lowers", certainWeight + around);
      if (stand === "hidden" && step === 0 && said.has("installs") && said.has("agent"))
        note("fetches", certainWeight + around);
      if (step > 0 && isObeyed(first, second)) note("obeys", 5 + around);
      const good = most(said, goods);
      const named = most(said, isTrap ? goalsOfTools : goals);
      const move = most(said, moves);
      // Whatever a tool demands goes to the tool.
      const isDemanded = isTrap && good >= 2 && (said.has("must") || said.has("fail"));
      // Files and folders are what parameters are for.
      const isPlain = isTrap && good < 2 && veil < 1.5 && most(said, goals) === 0;
      if (isPlain) continue;
      const goal = named === 0 && isDemanded ? 1.5 : named;
      if (good === 0 || goal === 0) continue;
      // What is here, and what is there: nobody is told to bring the one to the other.
      const isApart = said.has("cited") || (step > 0 && !isTrap);
      if (move === 0 && (good < 2.5 || goal < 1.5 || isApart)) continue;
      // Two sentences say one thing where each of them says a part of it.
      if (step > 0 && !isJoined(first, second)) continue;
      const kinds = Math.min(1, (kindsOf(said) - 1) / 2);
      // A tool has no business with what opens accounts.
      const more = kinds + (isTrap && good >= 2.5 ? 1 : 0);
      const weight = good + more + goal + move + around - step * 0.5;
      // Somebody gets something, as in every office: who they are, the text does not say.
      const isOpen = !isTrap && veil < 1.5 && goal <= 1.5 && good < 2.5;
      note("carries", isOpen ? Math.min(weight, certainWeight - 0.5) : weight);
    }
  }
  const best = gravestOf(all, gravest);
  if (best === null) return null;
  const { frame, weight } = best;
  const found = { frame, weight, isVeiled: veil >= 1.5, isToAgents: all.has("agent") };
  const ways = { isTangible: best.isTangible, isOutright: isOutright(all, frame) };
  return withOthers({ ...found, ...ways }, gravest);
}

/** The frame that weighs most, of those that name something to look up where there are any. */
function gravestOf(all: Said, gravest: ReadonlyMap<Frame, number>) {
  let best: Pick<Weighed, "frame" | "weight" | "isTangible"> | null = null;
  for (const [frame, weight] of gravest) {
    const one = { frame, weight, isTangible: weight >= leastWeight && isTangible(all, frame) };
    const isMore =
      best === null || (one.isTangible === best.isTangible ? weight > best.weight : one.isTangible);
    if (isMore) best = one;
  }
  return best;
}

/** Frames that stand side by side say more than each of them; what only hushes up is no further one. */
function withOthers(best: Weighed, gravest: ReadonlyMap<Frame, number>): Weighed {
  if (best.weight < leastWeight) return best;
  let others = 0;
  for (const [frame, weight] of gravest) {
    if (frame !== best.frame && frame !== "veils" && weight >= leastWeight - 0.5) others += 1;
  }
  // Whoever has the guard lowered and then runs what came from elsewhere wants both.
  const isUnlocked =
    (gravest.get("fetches") ?? 0) >= leastWeight - 0.5 &&
    (gravest.get("lowers") ?? 0) >= leastWeight - 0.5;
  return { ...best, weight: best.weight + Math.min(others, 2) * 0.75 + (isUnlocked ? 0.75 : 0) };
}

/** Whether what stands at an address of the one sentence is obeyed by the other. */
function isObeyed(first: Said, second: Said): boolean {
  // Rules are void, and the new ones are at an address.
  const isReplaced = first.has("rules") && first.has("override") && first.has("agent");
  if (isReplaced && second.has("address") && second.has("refers")) return true;
  const isAt = first.has("address") || first.has("opened");
  const isRules = first.has("rules") || second.has("rules");
  return isAt && isRules && second.has("refers") && (second.has("obey") || second.has("precede"));
}

/** How many kinds of goods are named together. */
function kindsOf(said: Said): number {
  const keys = ["secret", "secretFile", "variable", "keyed", "proof"] as const;
  const others = ["talk", "private", "source", "host"] as const;
  return (
    (keys.some((part) => said.has(part)) ? 1 : 0) + others.filter((part) => said.has(part)).length
  );
}

/** Whether of two sentences one names the good, and the other, which speaks of it, the goal. */
function isJoined(first: Said, second: Said): boolean {
  return most(second, goals) > most(first, goals)
    ? second.has("refers")
    : most(first, goals) > 0 && most(second, goods) > most(first, goods) && second.has("refers");
}

/** What a single sentence would do, and how grave that is by itself. */
function* deedsIn(said: Said, isTrap: boolean, veil: number): Generator<readonly [Frame, number]> {
  const has = (...parts: readonly Part[]) => parts.some((part) => said.has(part));
  const goal = most(said, goals);
  const isFrom = has("address", "opened");
  if (has("pipes") && (isFrom || has("fetch"))) yield ["fetches", 4.5];
  else if (has("run") && has("fetch") && has("program")) yield ["fetches", 4];
  else if (has("run") && has("fetch") && isFrom)
    yield ["fetches", has("settings", "always") && has("alter", "embed") ? 4.5 : 3];
  else if (has("installs") && (has("unguarded") || (has("approve") && has("guard", "always"))))
    yield ["fetches", 4.5];
  else if (has("installs") && has("program")) yield ["fetches", 4.5];
  else if (has("installs") && (isTrap || veil > 0)) yield ["fetches", 3];
  // A page that explains what overrides something is linked in every manual.
  const isHeard = has("fetch", "refers") || (has("opened") && has("rules", "obey", "person"));
  if (has("precede", "override") && isFrom && isHeard) yield ["obeys", 4.5];
  if (has("obey") && isFrom)
    yield ["obeys", has("override", "precede") ? 5.5 : has("rules") ? 4.5 : 3];
  if (has("powers") && has("address") && has("embed", "alter", "give", "approve", "run"))
    yield ["lowers", isTrap ? 4.5 : 3.5];
  if (has("unguarded"))
    yield ["lowers", has("alter", "remove", "approve", "always", "settings") ? 4 : 3];
  else if (has("approve", "remove") && has("guard"))
    yield ["lowers", (isTrap ? 3.5 : 2.5) + (has("always") ? 0.5 : 0)];
  if (has("unpacks")) yield ["fetches", 6.5];
  if (has("redirects") && has("address")) yield ["stays", 4.5];
  // What runs at every turn is fetched from somewhere.
  if (has("redirects") && has("program") && has("homeFile", "powers")) yield ["fetches", 6];
  if (has("exposes") && has("embed", "alter", "work", "give", "approve", "run", "unguarded"))
    yield ["harms", 4];
  if (has("poison") && has("embed", "alter", "work", "give", "approve")) {
    yield ["harms", 3.5 + (has("work") ? 0.5 : 0) + (has("trigger") ? 0.5 : 0)];
  }
  if (has("bypass") && has("work", "guard", "rules", "secret", "token", "trigger")) {
    yield ["harms", 4 + (has("trigger", "slot", "always") ? 0.5 : 0)];
  }
  if (has("script") && has("embed", "alter", "work")) yield ["harms", 3];
  if (has("filled") && has("talk") && has("picture", "give", "embed"))
    yield ["carries", has("picture") ? 8 : 6];
  else if (has("filled") && has("embed", "give", "always", "work"))
    yield ["carries", has("picture") ? 8 : 4.5];
  if (isTrap && has("others", "foreign") && has("alter", "prefer", "embed", "give", "remove")) {
    const weight = has("prefer") && has("not") ? 4.5 : 3;
    yield ["steers", weight + goal / 2 + (has("foreign") && goal >= 2.5 ? 2 : 0)];
  }
  if (has("alter", "embed") && has("settings"))
    yield ["stays", isTrap || (has("everywhere") && has("homeFile")) ? 3.5 : 2];
  if (has("everywhere") && has("embed", "alter") && veil >= 1.5) yield ["stays", 3.5];
  if (has("solicit") && (has("typed") || (has("secret") && has("person"))))
    yield ["asks", (has("typed") ? 6 : 4) + (veil >= 1.5 || has("money") ? 0.5 : 0)];
  if (has("override", "precede") && has("rules")) yield ["outranks", isTrap ? 3.5 : 2.5];
  if (has("account") && has("alter", "override", "prefer", "embed", "give"))
    yield ["pays", isTrap ? 6 : has("alter", "override") ? 5.5 : 5];
  else if (has("account") && has("money") && has("person", "unasked") && veil >= 1.5)
    yield ["pays", 3];
  else if (has("money") && has("alter", "embed") && goal > 0) yield ["pays", 2 + goal / 2];
  if (has("locked") && (isFrom || has("program"))) yield ["fetches", has("run") ? 6 : 5];
  if (has("pasted") && isFrom) yield ["fetches", 5];
  if (has("buys")) yield ["pays", veil >= 1.5 ? 4.5 : 4];
  if (has("admits")) yield ["lowers", has("powers", "homeFile") ? 6 : 5.5];
  if (has("defames") && has("prefer", "fetch")) yield ["steers", 6];
  if (has("disarms")) yield ["lowers", isFrom || has("program", "run", "fetch") ? 4.5 : 4];
  if (has("immediate") && has("pipes")) yield ["fetches", 8];
  if (has("consent") && has("run") && isFrom && has("always")) yield ["lowers", 4];
  if (has("approve") && has("unasked") && has("work", "source", "guard")) yield ["lowers", 3];
  if (has("falsify", "relabels") && has("guard", "alter")) yield ["veils", 2];
  if (has("approve") && has("always") && has("work", "source")) yield ["lowers", 3];
  if (has("obey") && has("precede")) yield ["outranks", 4.5];
  if (has("relabels") && has("alter") && has("guard")) yield ["harms", 3];
  if (veil < 1.5) return;
  if (has("remove") && has("vital")) yield ["harms", 4];
  if (has("aliased")) yield ["harms", 4];
  if (has("dependency") && has("embed", "alter", "fetch")) yield ["harms", 4];
  if (veil >= 2.5 && has("embed", "alter") && has("fetch") && has("always", "work"))
    yield ["harms", 3.5];
  if (has("powers")) yield ["veils", 3];
  if (veil >= 2.5 && has("falsify", "relabels")) yield ["veils", 2];
  if (has("solicit") && has("private") && has("person", "refers")) yield ["asks", 3];
  if (veil >= 2 && has("embed", "alter", "give", "approve", "remove", "money", "fetch", "poison"))
    yield ["veils", 1.5];
  if (has("embed", "alter") && has("fetch", "installs")) yield ["veils", 2.5];
  if (has("embed", "alter") && has("settings")) yield ["veils", 3];
  if (has("secretFile")) yield ["veils", 2];
  if (has("uploads")) yield ["veils", 3.5];
  if (has("give", "embed") && has("address")) yield ["veils", 3];
  else if (has("give", "embed") && has("secret", "private", "talk", "variable"))
    yield ["veils", 1.5];
  if (has("run") && has("address", "homeFile")) yield ["veils", 2.5];
  if (has("money") && has("alter", "give")) yield ["veils", 1.5];
}

/** From here on a plan is worth a person's look, and from there on it is beyond doubt. */
export const leastWeight = 4.5;
export const certainWeight = 6;

/** What a plan weighs as a finding, by where it stands: most certain and tangible, then what is only one of both. */
export function planPoints({
  plan,
  carrier,
  liveness,
  isQuoted,
  hidden,
}: Pick<ProseWindow, "plan" | "carrier" | "liveness" | "isQuoted" | "hidden">): number {
  if (plan === undefined || (isQuoted && hidden === null)) return 0;
  const isCertain =
    plan.weight >= certainWeight + (liveness === "far" && hidden === null ? 1.5 : 0);
  // An Expert is nothing but what it says, and what is hidden has no other readers.
  if (plan.isTangible || carrier === "expert" || hidden !== null) return isCertain ? 100 : 50;
  // What people read speaks of everything, where it names nothing; skills do, unless they hush it up.
  const isOpen = carrier === "agent-file" && !plan.isVeiled;
  return isCertain && liveness === "live" && !isOpen ? 40 : 25;
}
