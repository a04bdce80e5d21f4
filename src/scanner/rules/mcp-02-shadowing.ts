import type { Rule } from "../rule.ts";
import { isUnplaced } from "../words/mcp-tools.ts";
import type { ProseWindow } from "../words/prose.ts";
import { toolPoints } from "../words/tool-points.ts";

/** Another tool, by a name as tools have it, and that it is to be used in another way. */
const steering =
  /\b(?:when(?:ever)?|before|after|if|instead of|each time|every time)\b[^.\n]{0,40}?\b(?:using|use|calling|call|invoking|invoke|running|tool|to)\s{1,3}[`"']?([a-z][a-z0-9]{1,30}(?:[_.-][a-z0-9]{1,30}){1,4})\b/gi;

/** A tool that says how the tools of others are to be used takes them over (MCP-02). */
export const shadowing: Rule = {
  meta: {
    id: "MCP-02",
    family: "text",
    points: 100,
    solo: false,
    title: "A tool's text tells how the tools of others are to be used, or not to be.",
    advice: "A tool may speak of itself and its own kind; find out what it wants of the others.",
  },
  *check(pkg) {
    const own = new Set(pkg.prose.tools.map(({ name }) => name.toLowerCase()));
    for (const window of pkg.prose.windows) {
      if (window.carrier !== "tool" || window.isQuoted || isUnplaced(window.field)) continue;
      if (!steersOthers(window, own)) continue;
      const { file, line, excerpt } = window;
      const message = "A tool's text tells models how to treat the tools of other servers.";
      // Of an order about others' tools both readings see something; one alone sees them in many a hint.
      const isSure = !isHint(window) || toolPoints(window, pkg.prose.windows) > 40;
      yield { surface: "handler", file, line, excerpt, message, points: isSure ? 100 : 40 };
    }
  },
};

/** Others that are no tools: how something works is told in words that steer elsewhere. */
const neighbours =
  /\b(?:each other|one another|other (?:\w+ )?(?:consumers?|users?|people|clients?|processes|requests?|messages?|queries|searches|fields?|parameters?|options?|values?|workers?|jobs?|calls?|files?|branches))\b/i;

/** What is called in one go, which changes none of it. */
const together =
  /\b(?:in|with) (?:the same|one|a single) (?:response|turn|message|batch|go)\b[^.\n]{0,40}\b(?:other|several|multiple|independent) (?:\w{3,14} )?tool calls\b|\b(?:other|several|multiple|independent) (?:\w{3,14} )?tool calls\b[^.\n]{0,40}\b(?:in|with) (?:parallel|the same|one|a single)\b/gi;
const ofOthers =
  /\b(?:other|another|any|every|each|all) (?:[\w-]{2,16} ){0,2}(?:tools?|servers?|connectors?)\b/i;

function isInOneGo(excerpt: string): boolean {
  const rest = excerpt.replace(together, " ");
  return rest !== excerpt && !ofOthers.test(rest);
}

function isHint({ excerpt }: ProseWindow): boolean {
  return neighbours.test(excerpt) && !tool.test(excerpt.replace(neighbours, " "));
}

const tool = /\b(?:tools?|servers?|functions?|commands?|connectors?|mcp)\b/i;

/** That a tool comes before those that need what it gives, and that no other tool's words are heeded. */
const inOrder =
  /\b(?:(?:call|use|run|invoke)(?: this| it)?(?: tool| function)?|(?:be |is )?(?:called|used|run|invoked)|required|needed)(?: once| first| always)?(?: per \w{3,12})?,? (?:before|prior to|by) (?:(?:using|calling) )?(?:any|all|every|the)(?: of the)? others?(?: tools?)?\b|\b(?:whatever|no matter what|regardless of what|even if) (?:any )?other (?:tools?|servers?)(?: or \w{3,12})? (?:says?|tells?|claims?|asks?)\b/gi;

function isInOrder({ classes, excerpt }: ProseWindow): boolean {
  if (classes.some((name) => name !== "before")) return false;
  const rest = excerpt.replace(inOrder, " ");
  return rest !== excerpt && !ofOthers.test(rest);
}

function steersOthers(window: ProseWindow, own: ReadonlySet<string>): boolean {
  const { acts, classes, excerpt } = window;
  if ((classes.length === 0 && isInOneGo(excerpt)) || isInOrder(window)) return false;
  if (acts.includes("steer")) return true;
  if (acts.includes("shadow") && (classes.length > 0 || tool.test(excerpt))) return true;
  const harms = classes.some((name) => ["take", "send", "over", "hide", "exec"].includes(name));
  if (!harms) return false;
  return [...excerpt.matchAll(steering)].some(([, name = ""]) => !own.has(name.toLowerCase()));
}
