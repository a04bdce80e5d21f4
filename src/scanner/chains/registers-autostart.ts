import type { Atom } from "../code/atoms.ts";
import { controlSurface } from "../install/control-surface.ts";
import { registersStart } from "../install/registers-start.ts";
import { asShellPath, commandActs } from "../shell-atoms/command-acts.ts";
import { commandText } from "./command-text.ts";

/** Files whose lines an interpreter runs or prepends whatever it was started for; others carry data. */
function startsWithInterpreter(path: string, text: string): boolean {
  return (
    /\/(?:site|user)customize\.py$/.test(path) ||
    (/\.pth$/.test(path) && /^import\s/m.test(text)) ||
    (/\.ini$/.test(path) && /^auto_prepend_file\s{0,4}=/m.test(text))
  );
}

/** What an editor or a shell runs as soon as somebody opens the folder. */
const startsWithFolder: readonly (readonly [of: RegExp, what: RegExp])[] = [
  [
    /(?:^|\/)\.vscode\/(?:tasks\.json|[^/]+\.code-workspace)$/,
    /runOn["']?\s{0,4}:\s{0,4}["']folderOpen/,
  ],
  [/(?:^|\/)\.vscode\/settings\.json$/, /task\.allowAutomaticTasks["']?\s{0,4}:\s{0,4}["']on/],
  [
    /(?:^|\/)\.devcontainer(?:\/|\.json$)/,
    /(?:initialize|postCreate|postStart|postAttach|onCreate|updateContent)Command/,
  ],
  [/(?:^|\/)\.envrc$/, /\S/],
];

/** Whether an atom makes something start by itself: a file in the right place, or a command. */
export function registersAutostart(atom: Atom): boolean {
  if (atom.kind === "snk.write") {
    const { path = "", text = "" } = atom.detail;
    if (controlSurface(asShellPath(path))?.kind === "persistence") return true;
    if (startsWithFolder.some(([of, what]) => of.test(path) && what.test(text))) return true;
    return startsWithInterpreter(path, text);
  }
  const command = commandText(atom);
  if (command === null) return false;
  const acts = commandActs(command);
  return acts.some(
    (act) =>
      (act.kind === "run" && registersStart(act, acts)) ||
      (act.kind === "write" && controlSurface(act.path)?.kind === "persistence"),
  );
}
