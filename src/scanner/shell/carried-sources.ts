import { captureOf, hostFactOf } from "../code/lists/commands.ts";
import { hostKind } from "../code/lists/hosts.ts";
import { variableKind } from "../code/lists/variables.ts";
import { shellPrograms } from "./programs.ts";
import type { ShellState } from "./state.ts";

/** Programs that name a file without reading what is in it. */
const blind =
  /^(?:rm|rmdir|mkdir|touch|chmod|chown|ls|dir|test|\[|\[\[|cd|pushd|echo|printf|stat|which|export|ln|unlink|del|true|exit|sleep|read)$/;
const copiers = /^(?:cp|mv|copy|move|tee|install|rsync|scp|xcopy)$/;
/** Programs whose output holds nothing of what they are given. */
const mute = /^(?:cp|mv|copy|move|ln|git|gh|npm|ssh|scp|rsync)$/;
/** Of the files that one command is told to read. */
const maxFiles = 500;
const sweepers = /^(?:find|fd|grep|egrep|rg|ag|tar|zip|7z|rsync|locate|mdfind|get-childitem)$/;
const wideRoot =
  /^(?:~|\/|\/home|\/users|\/root|[a-z]:\/?|(?:~|\/home\/[^/]+|\/users\/[^/]+)\/(?:documents|desktop|downloads|pictures)?)\/?\*?$/i;

/** Marks of the sources that a command is handed: in its words, its input, and the files it reads. */
export function carriedBy(
  state: ShellState,
  program: string,
  args: readonly string[],
  input: string,
): string {
  let marks = `${args.join(" ")} ${input}`;
  if (blind.test(program)) return onlyMarks(state, marks);
  const read = (copiers.test(program) ? args.slice(0, -1) : args).slice(0, maxFiles);
  // A variable that is read in a loop holds all lines that it ever holds.
  for (const arg of read.flatMap((one) => one.split("\n", maxFiles)).slice(0, maxFiles)) {
    const path = arg
      .replace(/^([\w-]*[=@])*["']?\$\{?HOME\}?\//, "~/")
      .replace(/^--?[\w-]+=/, "")
      .replace(/^(?:[\w.-]+=)?[@<]/, "")
      .replace(/^file:\/\//, "");
    if (path === "" || path.length > 1024 || path.startsWith("-")) continue;
    marks += state.markOfFile(path) + state.marksOfWritten(path);
  }
  return onlyMarks(state, marks);
}

function onlyMarks(state: ShellState, text: string): string {
  return state
    .sourcesIn(text)
    .map((source) => state.mark(source))
    .join("");
}

/** Marks of the sources that a command is by itself. */
export function sourcesOfCommand(
  state: ShellState,
  program: string,
  args: readonly string[],
): string {
  if (dumpsEnvironment(program, args)) return state.mark({ kind: "src.env.bulk", name: "" });
  if (program === "printenv") {
    const names = args.filter((name) => variableKind(name) === "secret");
    return names.map((name) => state.mark({ kind: "src.env.secret", name })).join("");
  }
  const fact = hostFactOf(program, args);
  if (fact !== null) return state.mark({ kind: "src.host", name: fact });
  const captured = captureOf(program, args);
  if (captured !== null) return state.mark(captured);
  if (sweepers.test(program) && args.some((arg) => wideRoot.test(arg))) {
    return state.mark({ kind: "src.file.sweep", name: "" });
  }
  if (!shellPrograms.fetchers.has(program)) return "";
  const kinds = args.map((arg) => hostKind(hostOf(arg)));
  if (kinds.includes("imds")) return state.mark({ kind: "src.imds", name: "imds" });
  return kinds.includes("address-service")
    ? state.mark({ kind: "src.host", name: "public-ip" })
    : "";
}

/** Whether what a command prints holds what it was given. */
export function passesOn(program: string): boolean {
  return !shellPrograms.fetchers.has(program) && !blind.test(program) && !mute.test(program);
}

function dumpsEnvironment(program: string, args: readonly string[]): boolean {
  if (program === "env" || program === "printenv" || program === "set") return args.length === 0;
  if (program === "export" || program === "declare") return args.length === 1 && args[0] === "-p";
  if (program === "compgen") return args.includes("-e");
  return (
    /^(?:gci|dir|ls|get-childitem|get-item)$/.test(program) &&
    args.some((arg) => /^env:/i.test(arg))
  );
}

/** The host of an address as it stands in a command, in lower case; empty when there is none. */
export function hostOf(word: string): string {
  const match =
    /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/)?(?:[^/@\s]{1,200}@)?([^/:?#\s]{1,253}|\[[0-9a-f:.]+\])/i.exec(
      word,
    );
  return (match?.[1] ?? "").toLowerCase();
}
