import { carriedBy, passesOn, sourcesOfCommand } from "./carried-sources.ts";
import { commands } from "./commands/all.ts";
import { languageOf } from "./language-of.ts";
import { anyMark, decodedText, remoteText, unknownText } from "./marks.ts";
import type { Call, Circumstances, Shell } from "./shell.ts";
import { startFile } from "./start-file.ts";
import { isNamed, maxValue, type ShellState } from "./state.ts";
import type { Script } from "./syntax/script.ts";
import { baseName, splitWords, unwrap } from "./words.ts";

const maxWrappers = 16;
const notUnknown = /[\uE001\uE002\uE100-\uE1FF]/g;

/** Finds the program behind wrappers and aliases and does what is known about it. */
export function runCommand(shell: Shell, argv: readonly string[], how: Circumstances): string {
  const { state } = shell;
  // Without a command behind it, this wrapper prints what is around it.
  if (argv.length === 1 && baseName(argv[0] ?? "") === "env") {
    return unknownText + sourcesOfCommand(state, "env", []);
  }
  const { words, detached } = unwrapAll(argv, state.aliases, how.detached);
  const [command = "", ...args] = words;
  if (command === "") return "";
  const body = state.functions.get(command);
  if (body !== undefined) return callFunction(shell, command, body, args, how.input);
  if (command.includes(remoteText)) {
    state.add({ kind: "remote-code", how: "a downloaded text becomes the command itself" });
    return remoteText;
  }
  if (command.includes(decodedText)) {
    state.add({ kind: "decoded-code", how: "a decoded text becomes the command itself" });
  }
  const program = baseName(command);
  const carried = carriedBy(state, program, args, how.input);
  const carries = state.sourcesIn(carried);
  state.add({
    kind: "run",
    program,
    args: args.map((arg) => arg.replace(anyMark, "?")),
    folder: state.folder,
    detached,
    silenced: how.silenced,
    ...(carries.length === 0 ? {} : { carries }),
  });
  // A path of which a variable is a part may be one that was written before.
  const isPath = /[/\\]/.test(command) && isNamed(command);
  const plain = command.replace(isPath ? notUnknown : anyMark, "");
  const call: Call = { program, command: plain, args, input: how.input, detached };
  const output = (commands.get(program) ?? otherProgram)(shell, call);
  const own = sourcesOfCommand(state, program, args);
  keepArchive(state, args, carried + own);
  if (own === "" && carried === "") return output;
  return output + own + (passesOn(program) ? carried : "");
}

const maxParameters = 9;

/** A function of the script, with what it is handed; one that calls itself is not followed again. */
function callFunction(
  shell: Shell,
  name: string,
  body: Script,
  args: readonly string[],
  input: string,
): string {
  const { state } = shell;
  const given = new Map([
    ["@", args.join(" ")],
    ["*", args.join(" ")],
  ]);
  for (let index = 0; index < maxParameters; index++) given.set(`${index + 1}`, args[index] ?? "");
  const before = new Map([...given.keys()].map((key) => [key, state.variables.get(key)]));
  state.functions.delete(name);
  for (const [key, value] of given) state.variables.set(key, value.slice(0, maxValue));
  const output = shell.readScript(body, input);
  for (const [key, value] of before) {
    if (value === undefined) state.variables.delete(key);
    else state.variables.set(key, value);
  }
  state.functions.set(name, body);
  return output;
}

/** What is packed goes into the archive that is named, and with it wherever that goes. */
function keepArchive(state: ShellState, args: readonly string[], marks: string): void {
  if (marks === "") return;
  const archive = args.find((arg) => /\.(?:tar|tgz|gz|zip|7z|bz2|xz|tar\.\w+|enc)$/i.test(arg));
  if (archive === undefined || archive.includes(unknownText)) return;
  state.keepMarks(archive, marks);
}

function unwrapAll(
  argv: readonly string[],
  aliases: ReadonlyMap<string, string>,
  isDetached: boolean,
): { words: readonly string[]; detached: boolean } {
  let [words, detached] = [argv, isDetached];
  for (let rounds = 0; rounds < maxWrappers; rounds++) {
    const [first = ""] = words;
    const alias = aliases.get(first);
    const unwrapped =
      alias === undefined ? unwrap(words) : [...splitWords(alias), ...words.slice(1)];
    if (unwrapped === words) break;
    const program = baseName(first);
    if (/^(?:nohup|setsid|start-process|saps)$/.test(program)) detached = true;
    if (program === "start" && words.some((word) => /^\/b$/i.test(word))) detached = true;
    words = unwrapped;
  }
  return { words, detached };
}

/** Nothing is known by its name: a path starts a file, and all else may pass its input on. */
function otherProgram(shell: Shell, call: Call): string {
  const { state } = shell;
  if (
    /[/\\]/.test(call.command) ||
    (/\.(?:bat|cmd|ps1)$/i.test(call.command) && state.host.text(call.command) !== null) ||
    state.files.has(state.resolve(call.command))
  ) {
    const language = languageOf(call.command);
    return startFile(shell, call.command, { language, interpreter: "", detached: call.detached });
  }
  return call.input === "" ? unknownText : call.input;
}
