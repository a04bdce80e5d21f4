import { expertFile } from "../experts/each-expert.ts";
import type { Hit, Rule } from "../rule.ts";
import { quotedHidden, said } from "../words/points.ts";
import type { HiddenBy, Plan, ProseWindow } from "../words/prose.ts";
import { certainWeight } from "../words/signs/weigh.ts";
import { isUnmistakable } from "../words/unmistakable.ts";

/** What no screen shows at all; the others are seen in the source. */
const undisplayable = new Set<HiddenBy>(["tags", "zero-width", "selectors", "bidi", "escape"]);
const leastLetters = 8;

/** Text that people do not see and models read is there for a reason (threat catalogue TXT-01). */
export const hiddenText: Rule = {
  meta: {
    id: "TXT-01",
    family: "text",
    points: 110,
    solo: true,
    title: "Text is hidden from people, and says something to whoever reads it anyway.",
    advice: "Look at the decoded text: nothing that people are meant to read has to be hidden.",
  },
  *check(pkg) {
    for (const window of pkg.prose.windows) {
      // Experts have a rule of their own.
      if (window.hidden === null || window.file === expertFile) continue;
      const hit = judgeHidden(window, window.hidden, pkg.prose.windows);
      if (hit !== null) yield hit;
    }
  },
};

/** The finding that hidden text is, or null for what is maintenance. */
export function judgeHidden(
  window: ProseWindow,
  by: HiddenBy,
  all: readonly ProseWindow[],
): Hit | null {
  const { file, line, excerpt, classes } = window;
  if (isMarkup(window)) return null;
  const place = { surface: "agent", file, line, excerpt } as const;
  const isUnseen = undisplayable.has(by);
  const directs =
    window.plan === undefined
      ? isUnseen
        ? classes.length > 0 || isInstruction(window)
        : isDirective(window) && (isPlain(window) || isSeconded(window, all)) && isOwed(window, all)
      : isUnseen || (isMeant(window.plan) && isSeconded(window, all));
  if (directs) {
    const weight = window.isQuoted ? { points: 110 * quotedHidden, solo: false } : {};
    return { ...place, chain: said(window), message: messages[by], ...weight };
  }
  if (!isUnseen || window.letters < leastLetters) return null;
  return { ...place, message: messages[by], points: 60, solo: false };
}

/** Menus, data and code that a page holds and does not show, which speak to no agent: words in them are names. */
function isMarkup({ carrier, hidden, classes, plan, excerpt }: ProseWindow): boolean {
  if (carrier !== "html" || hidden === null || undisplayable.has(hidden)) return false;
  if (classes.includes("addr") || plan?.isToAgents === true) return false;
  const text = excerpt.replace(tag, " ").replace(/\s{1,400}/g, " ");
  if (text.length * 3 < excerpt.length) return true;
  return (text.match(/["{}[\]=;<>|]/g)?.length ?? 0) * perMark > text.length;
}

const tag = /<[^<>]{1,400}>/g;
/** Of so many characters of prose at most one is a mark of code. */
const perMark = 14;

/**
 * Whether what is seen in the source directs somebody by both readings, or names where something goes: notes
 * to those who maintain a page or fill in a template happen to look like a plan, or like discretion.
 */
function isSeconded(window: ProseWindow, all: readonly ProseWindow[]): boolean {
  const { file, hidden, plan, excerpt, hosts } = window;
  if (hidden !== "html-comment" && (hidden !== "style" || plan === undefined)) return true;
  // In markup every second line has an address.
  if (hidden === "html-comment" && (hosts.length > 0 || address.test(excerpt))) return true;
  return all.some(
    (other) =>
      other.file === file &&
      other.hidden === hidden &&
      (other.plan === undefined) !== (plan === undefined) &&
      (other.plan?.weight ?? certainWeight) >= certainWeight &&
      (other.excerpt.includes(excerpt.slice(0, compared)) ||
        excerpt.includes(other.excerpt.slice(0, compared))),
  );
}

/** Notes to contributors explain their links; nothing goes to what a link explains. */
function isOwed(window: ProseWindow, all: readonly ProseWindow[]): boolean {
  const told = window.excerpt.replace(link, "");
  if (window.hidden !== "html-comment" || told === window.excerpt || address.test(told))
    return true;
  return isUnmistakable(window, all);
}

const compared = 60;
const link = /\[[^\][\n]{1,200}\]\([^()\s]{1,400}(?:\)|$)/g;
const address = /https?:|[\w.-]{1,60}@[\w-]{1,60}\.[\w.-]{1,60}/;

/** Several things, one of which is something that leaves, or a verdict. */
function isPlain({ classes }: ProseWindow): boolean {
  return classes.length >= 2 && classes.some((name) => ["take", "send", "judge"].includes(name));
}

/** What maintainers remind each other of: nobody is kept from knowing it. */
const reminding =
  /(?:\b(?:not|never)|n['’]t) (?:forget|hesitate|neglect|fail) to\b|\b(?:tell|telling|ask|remind|advise) (?:the )?(?:users?|people|readers?|them) (?:not )?to\b/i;

/** Files that agents obey, and what names an address, have nothing to say that no screen shows. */
function isInstruction({ carrier, letters, excerpt, hosts }: ProseWindow): boolean {
  if (letters < leastSentence || excerpt.trim().split(/\s{1,8}/).length < leastWords) return false;
  return obeyed.has(carrier) || hosts.length > 0;
}

const leastSentence = 16;
const leastWords = 4;
const obeyed = new Set<ProseWindow["carrier"]>(["agent-file", "llms", "tool", "tool-result"]);

/** Where maintainers leave notes to each other, a plan is one that agents are to carry out. */
function isMeant({ frame, weight, isVeiled, isToAgents }: Plan): boolean {
  if (weight < certainWeight) return false;
  return isToAgents || (isVeiled && frame === "carries" && weight >= certainWeight + 1);
}

/** In what is seen in the source a command alone is maintenance. */
function isDirective({ classes, excerpt, hosts }: ProseWindow): boolean {
  if (classes.every((name) => name === "hide") && hosts.length === 0 && reminding.test(excerpt))
    return false;
  const grave = classes.some((name) => ["take", "send", "hide", "judge"].includes(name));
  return classes.length >= 2 || grave;
}

const messages: Readonly<Record<HiddenBy, string>> = {
  tags: "Tag characters, which no screen shows, spell a text.",
  "zero-width": "Characters without width encode a text.",
  selectors: "Variation selectors encode a text.",
  bidi: "A text is written under an override of its direction.",
  escape: "A text is printed so that terminals do not show it.",
  "html-comment": "A comment that no page shows gives orders.",
  "link-comment": "A link definition that no page shows gives orders.",
  style: "A text that is styled to be unseen gives orders.",
  blank: "Behind hundreds of blanks a text gives orders.",
  turn: "A text declares its document over and gives orders as the system or a tool.",
};
