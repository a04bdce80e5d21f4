import type { Atom } from "../code/atoms.ts";
import { controlSurface } from "../install/control-surface.ts";
import { registersStart } from "../install/registers-start.ts";
import { asShellPath, commandActs } from "../shell-atoms/command-acts.ts";
import { commandText } from "./command-text.ts";

/** Whether an atom makes something start by itself: a file in the right place, or a command. */
export function registersAutostart(atom: Atom): boolean {
  if (atom.kind === "snk.write") {
    return controlSurface(asShellPath(atom.detail.path ?? ""))?.kind === "persistence";
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
