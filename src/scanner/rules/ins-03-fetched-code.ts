import { chainRule } from "../chains/chain-rule.ts";
import type { Rule } from "../rule.ts";

/** A hook fetches code and runs it in its own process. */
export const fetchedCodeAtInstall: Rule = chainRule({
  meta: {
    id: "INS-03",
    family: "execution",
    points: 100,
    solo: true,
    title: "An install hook fetches code and evaluates it.",
    advice: "Nobody can say what it will fetch tomorrow; a binary is put on disk, not evaluated.",
  },
  queries: [{ sources: ["src.remote"], sinks: ["snk.code", "snk.module"], flowOnly: true }],
  message: "An install hook evaluates what another machine sends.",
  weigh: ({ surface }) => (surface === "install" ? {} : null),
});
