import { posix } from "node:path";
import type { Atom, AtomKind } from "../code/atoms.ts";
import { asShell, asShellPath } from "../shell-atoms/command-acts.ts";
import { startKinds } from "./atom-kinds.ts";
import type { CodeIndex } from "./code-index.ts";

/** A module by the path of a file that was written is code, in whatever language. */
const loads: readonly AtomKind[] = ["snk.native", "snk.module"];

/** Whether a file that this atom writes is started or loaded as native code later on. */
export function startsWhatItWrote(index: CodeIndex, write: Atom): boolean {
  return startOfWritten(index, write) !== null;
}

/** The atom that starts what this one writes, or null. */
export function startOfWritten(index: CodeIndex, write: Atom): Atom | null {
  const path = asShellPath(write.detail.path ?? "");
  const name = posix.basename(path.replace(/\uE000/g, ""));
  return (
    index.inFile(write.file).find((atom) => {
      if (!startKinds.includes(atom.kind) && !loads.includes(atom.kind)) return false;
      const command = asShell(atom.detail.text ?? atom.detail.path ?? "");
      if (path !== "" && path !== "\uE000" && command.includes(path)) return true;
      if (name.length >= 3 && command.includes(name)) return true;
      // Neither is known: then what is written and started in one function is the same file.
      return atom.func === write.func && isUnknown(command) && isUnknown(path);
    }) ?? null
  );
}

function isUnknown(text: string): boolean {
  return text === "" || text.startsWith("\uE000");
}
