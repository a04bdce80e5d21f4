import type { Atom } from "../code/atoms.ts";

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
