import type { Atom } from "../code/atoms.ts";
import type { CodeIndex } from "./code-index.ts";

const ownProgram = /^<package>\/(?:[^\s<>]|<[?a-z]{1,6}>){0,200}\/([\w.-]{1,60})(?=\s|$)/;
const interpreters =
  /^(?:(?:ba|z|da|k|fi)?sh|cmd|powershell|pwsh|node|bun|deno|python[\d.]*|perl|ruby|php)(?:\.exe)?$/i;

/**
 * Whether a program is started that lies in the package's own folder under a name that the code says:
 * what else flows into the command is which of its releases that is, and how it is told to work.
 */
export function startsOwnProgram({ kind, detail }: Atom): boolean {
  const [, name] = ownProgram.exec(detail.text ?? "") ?? [];
  return kind === "snk.proc" && name !== undefined && !interpreters.test(name);
}

const keptProgram =
  /^(?:~|<[?a-z]{1,10}>)?(?:\/(?:[^\s<>/]|<[?a-z]{1,10}>){1,100}){1,20}\/([a-z][\w.-]{2,60})(?:<[?a-z]{1,10}>(?:\.exe)?)?(?=\s|$)/i;

/**
 * Whether a program is started out of a folder that is kept, under a name that the code says: what
 * flows into the command is the folder of a release, and what lies there was written (EXE-02). Somebody
 * may name another program instead; the same sources reach both.
 */
export function startsKeptProgram(index: CodeIndex, sink: Atom, sources: readonly Atom[]): boolean {
  return index
    .inFile(sink.file)
    .filter(({ line, column }) => line === sink.line && column === sink.column)
    .filter(({ id }) => {
      const reaching = new Set(index.into(id).map(({ source }) => source));
      return sources.every((source) => reaching.has(source.id));
    })
    .some(isKept);
}

function isKept({ kind, detail }: Atom): boolean {
  const { api = "", text = "" } = detail;
  const [, name] = keptProgram.exec(text) ?? [];
  const isWord = /[.:](?:spawn|execFile)(?:Sync)?$/.test(api);
  return kind === "snk.proc" && isWord && name !== undefined && !interpreters.test(name);
}
