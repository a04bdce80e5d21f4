import { chainRule } from "../chains/chain-rule.ts";
import type { Rule } from "../rule.ts";

/** The name under which the new function gets the loader of modules. */
const handsOverLoader = /\(\s{0,4}["'`]require["'`]\s{0,4},/;

/** An answer or an error of a server is made into a function that may load modules. */
export const codeInAnswer: Rule = chainRule({
  meta: {
    id: "EXE-05",
    family: "execution",
    points: 140,
    solo: false,
    title: "A field of an answer or error is run as code that may load modules.",
    advice: "No server needs its errors to be executed; treat it as a back door.",
  },
  queries: [
    {
      sources: ["src.remote"],
      sinks: ({ kind, detail, excerpt }) =>
        kind === "snk.code" &&
        (detail.names?.includes("require") === true || handsOverLoader.test(excerpt)),
      flowOnly: true,
    },
  ],
  message: "Code makes an answer of a server into a function and hands it the module loader.",
  weigh: () => ({ floorOn: ["install", "load", "handler", "call", "cli"] }),
});
