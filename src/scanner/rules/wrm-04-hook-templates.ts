import { atomRule } from "../chains/atom-rule.ts";
import { commandText } from "../chains/command-text.ts";
import type { Atom } from "../code/atoms.ts";
import type { Rule } from "../rule.ts";
import { asShellPath, commandActs } from "../shell-atoms/command-acts.ts";

const setting = /^(?:core\.hookspath|init\.templatedir)$/i;

/** Every repository that is made or used from now on gets the package's hooks. */
export const hookTemplates: Rule = atomRule({
  meta: {
    id: "WRM-04",
    family: "propagation",
    points: 120,
    solo: false,
    title: "Hooks for all repositories of the user are set up.",
    advice: "Hook managers set them up for one project; see what these hooks do.",
  },
  atoms: setsTemplates,
  message: "Code sets up hooks for all repositories of the user.",
  weigh: ({ surface }) => (surface === "cli" ? { base: 60, floor: 0 } : {}),
});

function setsTemplates(atom: Atom): boolean {
  if (atom.kind === "snk.write") {
    const path = asShellPath(atom.detail.path ?? "");
    return (
      /^(?:~|\/(?:etc|usr)).*(?:\.git-templates?|git-core\/templates|\.config\/git\/hooks)(?:\/|$)/.test(
        path,
      ) ||
      (/(?:^|\/)\.gitconfig$/.test(path) && /hookspath|templatedir/i.test(atom.detail.text ?? ""))
    );
  }
  const command = commandText(atom);
  if (command === null) return false;
  return commandActs(command).some(
    (act) =>
      act.kind === "run" &&
      act.program === "git" &&
      act.args.includes("config") &&
      act.args.some((arg) => arg === "--global" || arg === "--system") &&
      act.args.some((arg) => setting.test(arg)) &&
      !act.args.some((arg) => /^--(?:get|unset|list)/.test(arg)),
  );
}
