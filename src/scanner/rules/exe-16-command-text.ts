import { atomRule } from "../chains/atom-rule.ts";
import { commandText } from "../chains/command-text.ts";
import type { Rule } from "../rule.ts";
import { commandActs } from "../shell-atoms/command-acts.ts";

/** A command line that code starts fetches or decodes something and runs it. */
export const commandThatFetches: Rule = atomRule({
  meta: {
    id: "EXE-16",
    family: "execution",
    points: 130,
    solo: false,
    title: "A command line that fetches or decodes code and runs it is started.",
    advice: "See what is fetched; an installer that somebody starts prints what it does.",
  },
  atoms: (atom) => {
    if (atom.detail.api === "script") return true;
    const command = commandText(atom);
    if (command === null || command === "") return false;
    return commandActs(command).some(
      ({ kind }) =>
        kind === "remote-code" || (kind === "decoded-code" && atom.detail.isEncodedHere !== true),
    );
  },
  message: "Code starts a command line that fetches or decodes a program and runs it.",
});
