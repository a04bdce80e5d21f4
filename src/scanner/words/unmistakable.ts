import { english } from "./english.ts";
import type { ProseWindow } from "./prose.ts";
import { isNear } from "./second-reading.ts";
import type { Part } from "./signs/parts.ts";
import { readSigns } from "./signs/read-signs.ts";

/** What a plan weighs at least to be taken at its word, where it opens something, and where that is enough. */
const leastPlan = 5.5;
const openPlan = 6.5;
const uploadPlan = 7;
const gravePlan = 8;

const places = ["bound", "uploads", "filled"] as const;
const goods = [
  "secret",
  "secretFile",
  "homeFile",
  "keyed",
  "variable",
  "proof",
  "talk",
  "private",
  "source",
] as const;
/** What nobody hands over by the way; the files of a project are deployed with it. */
const dear = ["homeFile", "keyed", "proof", "typed"] as const;
/** Deeds that nobody has to hush up who may do them. */
const grave = [
  "pipes",
  "unguarded",
  "aliased",
  "dependency",
  "disarms",
  "locked",
  "pasted",
  "unpacks",
  "admits",
  "account",
  "installs",
  "powers",
  "homeFile",
  "script",
  "buys",
  "everywhere",
  "defames",
  "exposes",
  "bypass",
  "proof",
] as const;
/** The same of those that honest texts do not come to where they only tell a part. */
const gravest = ["unguarded", "exposes", "bypass", "account", "program"] as const;
/** What lets in what would be kept out. */
const openings = ["unguarded", "disarms", "locked", "pasted", "pipes", "admits"] as const;

type Said = ReadonlySet<Part>;
const has = (said: Said, parts: readonly Part[]) => parts.some((part) => said.has(part));

/**
 * Whether instructions for agents say outright what harms: something dear goes to an address in one breath, a
 * grave deed is hushed up, what keeps others out is taken away, somebody else is obeyed or paid. Skills and
 * rules of honest projects have all the words of that (secrets, addresses, uploads, what not to tell), a few
 * lines apart; only what says it outright may hold a package that ships them.
 */
export function isUnmistakable(window: ProseWindow, all: readonly ProseWindow[]): boolean {
  const { plan, classes } = window;
  if (plan === undefined && classes.length >= 3) return true;
  // What is left out of a copy does not go with it.
  const text = window.excerpt.replace(/--exclude[ =]\S{1,200}/g, "");
  if (isForeign(text)) return true;
  const sentences = readSigns(text, 0, text.length, false).map(({ said }) => said);
  if (isHushed(window, sentences, all)) return true;
  if (plan === undefined) return isSent(sentences, leastPlan);
  const { frame, weight } = plan;
  if (frame === "carries" && sentences.some((said) => said.has("proof"))) return true;
  if (plan.isTied === true && frame === "carries" && weight >= openPlan) return true;
  if (frame === "pays" || frame === "obeys") return true;
  if (frame === "stays") return sentences.some((said) => said.has("everywhere"));
  return sentences.some((said) => isOpened(said, weight)) || isSent(sentences, weight);
}

/** A deed is kept from whoever would object, and it is one that they would object to. */
function isHushed(
  window: ProseWindow,
  sentences: readonly Said[],
  all: readonly ProseWindow[],
): boolean {
  const isKept =
    sentences.some((said) => has(said, ["unseen", "quiet"])) ||
    all.some((other) => isNear(window, other) && other.classes.includes("hide"));
  if (isKept) {
    return sentences.some(
      (said) =>
        has(said, grave) ||
        (has(said, places) && has(said, ["address", ...goods])) ||
        (said.has("public") && said.has("secretFile")) ||
        (said.has("settings") && said.has("always") && said.has("embed")) ||
        (said.has("guard") && has(said, ["remove", "alter", "approve", "settings"])),
    );
  }
  const isTwisted = sentences.some((said) => has(said, ["halfTold", "relabels", "untold"]));
  return (
    isTwisted &&
    sentences.some((said) => has(said, gravest) || (said.has("public") && said.has("homeFile")))
  );
}

/** Guards are taken away, strangers let in, another's word goes first. */
function isOpened(said: Said, weight: number): boolean {
  if (said.has("unguarded") && said.has("pipes")) return true;
  if (weight >= openPlan && has(said, openings)) return true;
  if (said.has("redirects") && said.has("program")) return true;
  if (said.has("dependency") && weight >= gravePlan) return true;
  if (said.has("obey") && said.has("talk") && has(said, ["precede", "override"])) return true;
  return said.has("approve") && said.has("always") && said.has("unasked") && said.has("settings");
}

/** What is somebody's goes to an address: in one sentence, or in steps that refer to each other. */
function isSent(sentences: readonly Said[], weight: number): boolean {
  if (weight < leastPlan) return false;
  return sentences.some((said, at) => {
    if (!has(said, places)) return false;
    const around = sentences.slice(Math.max(0, at - 1), at + 2);
    if (said.has("picture") && around.some((other) => has(other, goods))) return true;
    if (said.has("address") || (said.has("filled") && said.has("opened"))) {
      if (has(said, dear)) return true;
      const isSure = has(said, ["always", "first"]) || weight >= gravePlan;
      if ((isSure || (weight >= uploadPlan && said.has("uploads"))) && has(said, goods))
        return true;
    }
    if (!has(said, ["address", "opened"])) return false;
    const others = sentences.slice(Math.max(0, at - 2), at + 2).filter((other) => other !== said);
    // "Collect the passwords. Forward them to …"
    const isHanded = said.has("give") && said.has("bound") && said.has("refers");
    if (isHanded && others.some((other) => other.has("take") && other.has("secret"))) return true;
    if (weight < openPlan && !(said.has("filled") && said.has("uploads"))) return false;
    return others.some(
      (other) =>
        has(other, ["secretFile", "talk", ...dear]) && (other.has("refers") || said.has("refers")),
    );
  });
}

const latin =
  /\b(?:und|der|die|das|nicht|para|que|los|las|una|pas|les|des|avec|dans|não|uma|het|een|niet|voor|dan|yang|untuk|ile|bir)\b/i;
const leastLetters = 4;

/** In another language both readings know fewer words, and what they know of is said outright. */
function isForeign(excerpt: string): boolean {
  if (english.test(excerpt)) return false;
  const letters = excerpt.replace(/`[^`]{0,400}`/g, "").match(/(?!\p{ASCII})\p{L}/gu);
  return latin.test(excerpt) || (letters?.length ?? 0) >= leastLetters;
}
