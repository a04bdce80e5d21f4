import { atomRule } from "../chains/atom-rule.ts";
import { commandText } from "../chains/command-text.ts";
import type { Atom } from "../code/atoms.ts";
import { agentStart } from "../code/lists/commands.ts";
import type { Rule } from "../rule.ts";
import { commandActs } from "../shell-atoms/command-acts.ts";

/** A coding agent on the machine is made an accomplice. */
export const agentStarted: Rule = atomRule({
  meta: {
    id: "AGT-02",
    family: "agent",
    points: 150,
    solo: true,
    title: "A coding agent is started without the user.",
    advice: "Read the prompt; a wrapper passes on what its user typed.",
  },
  atoms: (atom) => startOf(atom) !== null,
  message: "Code starts a coding agent that nobody asked for or that no longer asks anybody.",
  weigh: (atom) => {
    const start = startOf(atom);
    const isUnasked = atom.surface === "install" || atom.surface === "load";
    if (isUnasked) return {};
    // A wrapper that somebody starts; without questions it still deserves a word.
    return start?.isUnchecked === true ? { base: 48, solo: false, floor: 0 } : null;
  },
});

function startOf(atom: Atom): { readonly isUnchecked: boolean } | null {
  if (atom.kind === "snk.agent") {
    return { isUnchecked: (atom.detail.names ?? []).some((name) => name.startsWith("-")) };
  }
  const command = commandText(atom);
  if (command === null) return null;
  for (const act of commandActs(command)) {
    if (act.kind !== "run") continue;
    const flags = agentStart(act.program, act.args);
    if (flags !== null) return { isUnchecked: flags.length > 0 };
  }
  return null;
}
