import { sendKinds } from "../chains/atom-kinds.ts";
import { chainRule } from "../chains/chain-rule.ts";
import type { AtomKind } from "../code/atoms.ts";
import type { Rule } from "../rule.ts";

const captured: readonly AtomKind[] = ["src.clipboard", "src.screen", "src.keys"];

/** What somebody types, copies or sees is recorded. */
export const capture: Rule = chainRule({
  meta: {
    id: "EXF-13",
    family: "theft",
    points: 110,
    solo: false,
    title: "Clipboard, screen or keys are recorded and sent or stored.",
    advice: "See who asked for the recording and who gets it.",
  },
  queries: [
    // Pages listen to keys all the time; only what was typed says something.
    { sources: ["src.keys"], sinks: sendKinds, flowOnly: true },
    { sources: ["src.clipboard", "src.screen"], sinks: sendKinds },
    { sources: captured, sinks: ["snk.write"], flowOnly: true },
  ],
  message: "Code records the clipboard, the screen or keys and passes it on.",
  weigh: ({ sink, surface }) => {
    if (sink.kind !== "snk.write") return { byDestination: true };
    return surface === "install" || surface === "load" ? {} : null;
  },
});
