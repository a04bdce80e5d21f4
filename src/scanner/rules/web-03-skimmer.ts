import { sendKinds } from "../chains/atom-kinds.ts";
import { chainRule } from "../chains/chain-rule.ts";
import type { Atom } from "../code/atoms.ts";
import type { Rule } from "../rule.ts";

/** What somebody types into a page is sent to somebody else. */
export const skimmer: Rule = chainRule({
  meta: {
    id: "WEB-03",
    family: "web",
    points: 120,
    solo: false,
    title: "Form fields or cookies of the page are sent to a fixed host.",
    advice: "Form libraries send where the page says; see whose host this is.",
  },
  queries: [
    { sources: ["src.dom"], sinks: [...sendKinds], flowOnly: true },
    {
      sources: ["src.dom"],
      sinks: ({ kind, detail }) => kind === "snk.dom" && detail.destination !== undefined,
      flowOnly: true,
    },
  ],
  message: "Code sends what stands in form fields or cookies to a fixed host.",
  weigh: ({ sources, sink }) => {
    if (sources.every(isVisible)) return null;
    return goesOn(sink) ? { base: 10, floor: 0, byDestination: true } : { byDestination: true };
  },
});

/**
 * The page goes on to an address that it put together, as after a search or a filter: everybody sees that,
 * and nobody who steals wants to be seen. Who is sent something has to be known for more.
 */
function goesOn({ detail }: Atom): boolean {
  const { names, destination } = detail;
  return names?.includes("navigation") === true && destination?.class === "unknown";
}

function isVisible({ detail }: Atom): boolean {
  const { api = "", names = [] } = detail;
  if (names.some((name) => name.startsWith("storage:") && !personal.test(name))) return true;
  return [api, ...names].every((name) => visible.test(name));
}

/** Of what scripts keep in a page: whatever opens something, or says who somebody is. */
const personal =
  /token|auth|sess|jwt|secret|passw|pwd|credential|key|seed|mnemonic|wallet|user|account|card|persist|cart|e?mail|phone|address|profile|login|access|refresh|cookie/i;

/** What every measuring script reads of a page: where it is, what it is called. */
const visible =
  /(?:location|href|title|referrer|url|pathname|hostname|origin|search|hash|innerWidth|innerHeight|screen|userAgent|language)$/i;
