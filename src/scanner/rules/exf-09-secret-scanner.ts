import { startKinds } from "../chains/atom-kinds.ts";
import { atomRule } from "../chains/atom-rule.ts";
import { secretFinders } from "../chains/secret-finders.ts";
import type { Atom } from "../code/atoms.ts";
import type { Rule } from "../rule.ts";

/** The package brings a tool along that finds secrets, and lets it search the machine. */
export const secretScanner: Rule = atomRule({
  meta: {
    id: "EXF-09",
    family: "theft",
    points: 110,
    solo: false,
    title: "A tool that finds secrets is started.",
    advice: "See what happens to its output; a security tool prints it for the user who asked.",
  },
  atoms: startsFinder,
  message: "Code starts a tool that searches for secrets without being asked.",
  weigh: ({ surface }) => (surface === "install" || surface === "load" ? {} : null),
});

function startsFinder({ kind, detail }: Atom): boolean {
  const isStart = startKinds.includes(kind) || kind === "snk.net";
  return isStart && secretFinders.test(detail.text ?? "");
}
