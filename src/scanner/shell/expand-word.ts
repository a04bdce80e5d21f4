import { variableKind } from "../code/lists/variables.ts";
import { unknownText } from "./marks.ts";
import type { Shell } from "./shell.ts";
import { maxValue, type ShellState } from "./state.ts";
import type { Part, Word } from "./syntax/script.ts";

/** One word may become several (`$X` with blanks in it) or none (an empty variable). */
export function expandWord(shell: Shell, word: Word, input: string): string[] {
  const fields = fieldsOf(shell, word, input);
  shell.state.work += fields.reduce((sum, one) => sum + one.length, 0);
  const [only] = fields;
  if (fields.length === 1 && only !== undefined && /^\{[^{}\s]*,[^{}\s]*\}$/.test(only)) {
    return only.slice(1, -1).split(",");
  }
  if (fields.length > 0 && word[0]?.kind === "text" && !word[0].quoted && only?.startsWith("~")) {
    return [only.replace(/^~[^/]*/, "~"), ...fields.slice(1)];
  }
  return fields;
}

function fieldsOf(shell: Shell, word: Word, input: string): string[] {
  const fields: string[] = [];
  let field = "";
  let isPresent = false;
  const finish = () => {
    if (isPresent || field !== "") fields.push(field);
    field = "";
    isPresent = false;
  };
  for (const part of word) {
    const value = readPart(shell, part, input);
    if (part.kind === "text") {
      field += value;
      if (part.quoted || value !== "") isPresent = true;
    } else if (part.kind === "process" || part.quoted) {
      field += value;
      isPresent = true;
    } else {
      value.split(/[ \t\n]+/).forEach((piece, index) => {
        if (index > 0) finish();
        field += piece;
      });
    }
    if (field.length > maxValue) field = field.slice(0, maxValue);
  }
  finish();
  return fields;
}

function readPart(shell: Shell, part: Part, input: string): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "process":
      return shell.readScript(part.script, part.direction === ">" ? input : "");
    case "variable":
      return variable(shell.state, part.name, part.fallback);
    case "output":
      return shell.readScript(part.script, "").replace(/(?<!\n)\n+$/, "");
  }
}

function variable(state: ShellState, name: string, fallback: string): string {
  const value = state.variables.get(name);
  if (value !== undefined && value !== "") return value;
  if (fallback !== "") return fallback;
  if (value !== undefined) return value;
  // The number of the process: nobody knows it, and it stays the same.
  if (name === "$") return "1";
  if (variableKind(name) === "secret") {
    return unknownText + state.mark({ kind: "src.env.secret", name });
  }
  const fact = hostVariables.get(name);
  return fact === undefined
    ? unknownText
    : unknownText + state.mark({ kind: "src.host", name: fact });
}

/** Variables that every system sets and that tell who and where somebody is. */
const hostVariables: ReadonlyMap<string, string> = new Map([
  ["USER", "username"],
  ["LOGNAME", "username"],
  ["USERNAME", "username"],
  ["HOSTNAME", "hostname"],
  ["COMPUTERNAME", "hostname"],
  ["USERDOMAIN", "domain"],
]);
