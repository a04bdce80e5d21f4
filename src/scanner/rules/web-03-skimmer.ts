import { sendKinds } from "../chains/atom-kinds.ts";
import { chainRule } from "../chains/chain-rule.ts";
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
  weigh: ({ sources }) => {
    const names = sources.flatMap(({ detail }) => [detail.api ?? "", ...(detail.names ?? [])]);
    const isText = names.length > 0 && names.every((name) => visible.test(name));
    return isText ? null : { byDestination: true };
  },
});

/** What every measuring script reads of a page: where it is, what it is called. */
const visible =
  /(?:location|href|title|referrer|url|pathname|hostname|origin|search|hash|innerWidth|innerHeight|screen|userAgent|language)$/i;
