import type { Language } from "./acts.ts";
import { handCode } from "./hand-code.ts";
import { anyMark, decodedText, remoteText, unknownText } from "./marks.ts";
import type { Shell } from "./shell.ts";
import { isNamed } from "./state.ts";

export interface Start {
  readonly language: Language;
  /** The program that is given the file; empty when the file is the command itself. */
  readonly interpreter: string;
  readonly detached: boolean;
  /** What it is told, as far as that stands there. */
  readonly words?: readonly string[];
}

const plainWord = /^[\w.:=@/+-]{1,80}$/;

/** A file is started as a program; what earlier steps put into it is read as well. */
export function startFile(shell: Shell, path: string, start: Start): string {
  const { state } = shell;
  if (path.includes(remoteText)) {
    state.add({ kind: "remote-code", how: "a downloaded text is started as a program" });
    return remoteText;
  }
  const where = state.resolve(path);
  const content = isNamed(path) ? state.files.get(where) : undefined;
  const isFetched = [...state.fetchedFolders].some((folder) => where.startsWith(`${folder}/`));
  if (content?.includes(remoteText) || (isFetched && state.host.text(where) === null)) {
    state.add({ kind: "remote-code", how: "a file is downloaded and then started" });
    return remoteText;
  }
  if (content?.includes(decodedText)) {
    state.add({ kind: "decoded-code", how: "a file is decoded and then started" });
  }
  const { language, interpreter, detached, words = null } = start;
  const made = content !== undefined;
  const told = words?.every((word) => plainWord.test(word)) === true ? { words } : {};
  state.add({ kind: "start", path: where, language, interpreter, ...told, detached, made });
  if (content !== undefined && content !== "" && language === "shell") {
    shell.readText(content.replace(anyMark, ""), "");
  }
  // What an earlier step wrote down is code that stands in the script.
  if (content !== undefined && isWritten(content) && language === "javascript") {
    handCode(shell, language, content, "");
  }
  return unknownText;
}

/** Whether it is more than what stands for something unknown. */
function isWritten(content: string): boolean {
  return content.replace(anyMark, "").trim() !== "";
}
