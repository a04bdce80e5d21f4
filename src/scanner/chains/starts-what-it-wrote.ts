import { posix } from "node:path";
import type { Atom, AtomKind } from "../code/atoms.ts";
import { asShell, asShellPath } from "../shell-atoms/command-acts.ts";
import { startKinds } from "./atom-kinds.ts";
import type { CodeIndex } from "./code-index.ts";
import { isPlainProgram } from "./plain-program.ts";

/** A module by the path of a file that was written is code, in whatever language. */
const loads: readonly AtomKind[] = ["snk.native", "snk.module"];

/** Whether a file that this atom writes is started or loaded as native code later on. */
export function startsWhatItWrote(index: CodeIndex, write: Atom): boolean {
  return startsOfWritten(index, write).length > 0;
}

/**
 * The atoms that start what this one writes. Of an archive that is only unpacked it is what starts out
 * of its folder, or nobody knows out of where; the unpacking itself where nothing else starts.
 */
export function startsOfWritten(index: CodeIndex, write: Atom): readonly Atom[] {
  const path = asShellPath(write.detail.path ?? "");
  const name = posix.basename(path.replace(/\uE000/g, ""));
  const folder = posix.dirname(path);
  const starts = index
    .inFile(write.file)
    .filter(({ kind }) => startKinds.includes(kind) || loads.includes(kind))
    .map((atom) => ({ atom, command: asShell(atom.detail.text ?? atom.detail.path ?? "") }))
    .filter(({ atom, command }) => prepares.test(command) || !onlyReads(atom, name));
  const direct = starts.filter(({ atom, command }) => {
    if (path !== "" && path !== "\uE000" && command.includes(path)) return true;
    if (name.length >= 3 && command.includes(name)) return true;
    // Neither is known: then what is written and started in one function is the same file.
    return atom.func === write.func && isUnknown(command) && isUnknown(path);
  });
  const after = direct.every(({ command }) => prepares.test(command))
    ? starts.filter(
        ({ command }) =>
          !prepares.test(command) &&
          (isUnknown(command) || (folder.length > 3 && command.includes(`${folder}/`))),
      )
    : [];
  return (direct.length > 0 && after.length > 0 ? after : direct).map(({ atom }) => atom);
}

/** One command that fetches a file, checks it or takes it apart, and starts nothing out of it by itself. */
const prepares =
  /^(?:(?:\/usr)?(?:\/bin\/)?(?:curl|wget|sha256sum|shasum|tar|bsdtar|unzip|gunzip|7z|7za|unxz)(?:\.exe)?(?!.*(?:--(?:to-command|checkpoint-action|use-compress-program|rsh-command|info-script|new-volume-script)|\s-(?:I|F)))|(?:powershell(?:\.exe)? (?:-\w+ )*(?:-command )?)?expand-archive)(?:\s[^;&|`$\n]*)?$/i;

/** Whether a command does no more than fetch a file, check it or take it apart. */
export function onlyPrepares({ detail }: Atom): boolean {
  return prepares.test(asShell(detail.text ?? ""));
}

/** A program that the code names and that is another one: what was written is what it is to read. */
function onlyReads(start: Atom, written: string): boolean {
  const file = written.toLowerCase();
  return (
    isPlainProgram(start) &&
    (start.detail.names ?? []).every((program) => !file.includes(program.toLowerCase()))
  );
}

function isUnknown(text: string): boolean {
  return text === "" || text.startsWith("\uE000");
}
