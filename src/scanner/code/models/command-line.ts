import type { Act } from "../../shell/acts.ts";
import { unknownText } from "../../shell/marks.ts";
import { shellPrograms } from "../../shell/programs.ts";
import { ShellSession } from "../../shell/session.ts";
import type { Destination } from "../atoms.ts";
import {
  agentStart,
  captureOf,
  changesRepository,
  hostFactOf,
  publishes,
} from "../lists/commands.ts";
import { valuablePath } from "../lists/secret-paths.ts";
import type { Machine } from "../machine.ts";
import { marks, type Taint, type Value } from "../value.ts";
import { isGiven } from "./define.ts";
import { destinationOf, hostDestination } from "./destination.ts";
import { isWideRemoval, rememberWrite, targetOf } from "./fs-paths.ts";
import { normalPath, pathOf, shownPath, shownText } from "./path-text.ts";
import { writeClipboard } from "./readdress.ts";
import { takesTree } from "./takes-tree.ts";
import { mayWork } from "./work-budget.ts";

/** What a process was started with. */
export interface Started {
  readonly api: string;
  /** The whole command line, marks included; null when nothing of it is known. */
  readonly line: string | null;
  readonly inputs: Readonly<Record<string, Value | undefined>>;
  /** Base names of the programs that it starts, and what the shell reader says of the whole. */
  readonly names: readonly string[];
  /** Where it starts, when that is said. */
  readonly folder?: Value | undefined;
}

const maxLine = 64 * 1024;
const maxActs = 200;
/** Programs that say what they are given or copy it somewhere. */
const readers =
  /^(?:cat|type|more|less|head|tail|base64|xxd|od|strings|cp|copy|scp|rsync|tar|zip|7z|gzip|cut|grep|awk|sed|get-content|gc|curl|wget|openssl|find|xargs|robocopy|xcopy|sqlite3)$/;

/** Prints all variables: by itself, and not in front of another command. */
const printsEnvironment =
  /(?:^|[|;&(`]) {0,8}(?:env|printenv|set|export -p|declare -x|gci env:|get-childitem env:|dir env:) {0,8}(?:$|[|;&)`>\n])/i;

/** Reads a command line as a shell would, without running any of it. */
export function readCommandLine(machine: Machine, line: string): readonly Act[] {
  // A shell is read word by word, which takes far longer than looking at bytes.
  if (!mayWork(machine, 200 * (64 + Math.min(line.length, maxLine)))) return [];
  const session = new ShellSession({ script: () => null, text: () => null, variables: new Map() });
  session.read(asShellText(line.slice(0, maxLine)), { file: "", line: null, excerpt: "" });
  return session.acts.slice(0, maxActs);
}

/** What the marks of values stand for, in the marks of the shell reader. */
function asShellText(line: string): string {
  return line
    .replaceAll(marks.home, "~")
    .replaceAll(marks.project, "<project>")
    .replace(new RegExp(`${marks.system}`, "g"), "")
    .replace(/[\uF8E0-\uF8EF]+/g, unknownText)
    .replaceAll("<project>", "./");
}

/** Notes what a command line does beyond being started; gives the taint of what it prints. */
export function followCommand(machine: Machine, started: Started, acts: readonly Act[]): Taint {
  const taints: Value[] = [];
  const add = (taint: Taint) => taints.push(machine.unknown(taint));
  if (started.line !== null && printsEnvironment.test(started.line)) {
    machine.use("env.bulk");
    add(machine.source("src.env.bulk", { api: started.api, text: shownText(started.line) }));
  }
  for (const act of acts) {
    switch (act.kind) {
      case "run":
        runProgram(machine, started, act, taints);
        break;
      case "inline":
        if (act.language === "javascript") runInline(machine, started, act.code);
        break;
      case "write": {
        const path = shellPath(act.path);
        const target = targetOf(path);
        if (target.target === "control") {
          machine.use("fs.write");
          machine.sink(
            "snk.write",
            { api: started.api, path, ...target },
            { data: started.inputs["command"] },
          );
        }
        break;
      }
      default:
        break;
    }
  }
  return machine.taintOf(...taints);
}

/** Paths of the shell reader in the spelling of `shownPath`. */
function shellPath(path: string): string {
  if (path.startsWith("?")) return `<?>${path.slice(1)}`;
  return /^(?:[~/<]|[A-Za-z]:)/.test(path) ? path : `<project>/${path}`;
}

const maxNamed = 16;
/** Programs that put what they are given into the clipboard. */
const copies =
  /^(?:pbcopy|wl-copy|clip(?:\.exe)?|set-clipboard|xclip(?!.*\s-o)|xsel(?=.*\s(?:-\w*i|--input)))\b/i;

/** What one program does; what was read before it in the same line may be what it is given. */
function runProgram(
  machine: Machine,
  started: Started,
  { program, args, folder }: Act & { kind: "run" },
  taints: Value[],
): void {
  const { api, inputs } = started;
  const add = (taint: Taint) => taints.push(machine.unknown(taint));
  const text = shownText([program, ...args].join(" "));
  if (copies.test([program, ...args].join(" ").slice(0, 256)))
    writeClipboard(machine, api, inputs["stdin"] ?? inputs["command"]);
  const flags = agentStart(program, args);
  if (flags !== null) machine.sink("snk.agent", { api, names: flags, text }, inputs);
  if (publishes(program, args)) machine.sink("snk.publish", { api, text }, inputs);
  if (changesRepository(program, args)) machine.sink("snk.repo", { api, text }, inputs);
  const fact = hostFactOf(program, args);
  if (fact !== null) add(machine.source("src.host", { api, names: [fact], text }));
  const capture = captureOf(program, args);
  if (capture !== null) {
    if (capture.kind === "src.file.secret") machine.use("secret", capture.name);
    const taint = machine.source(capture.kind, { api, names: [capture.name], text });
    add(taint);
    // What is captured often lands in a file that the command names.
    for (const path of filesIn(started.line ?? "")) {
      rememberWrite(machine, path, machine.unknown(taint));
    }
  }
  const place = placeOf(machine, started.folder, folder);
  if (takesTree(program, args, place)) {
    const taint = machine.source("src.file.tree", { api, names: [program], text });
    add(taint);
    for (const arg of args.slice(0, maxNamed)) {
      if (/\.\w+$/.test(arg)) rememberWrite(machine, writtenPath(arg), machine.unknown(taint));
    }
  }
  if (readers.test(program)) readFiles(machine, api, args, add);
  transfer(machine, started, program, args, taints);
  if (removesWidely(program, args))
    machine.sink("snk.delete.wide", { api, path: text, text }, { path: inputs["command"] });
}

/** The folder that a program starts in, in the spelling of `shownPath`; null when nobody knows it. */
function placeOf(machine: Machine, given: Value | undefined, inside: string): string | null {
  if (!/^\.?\/?$/.test(inside)) return shellPath(inside);
  if (!isGiven(given)) return "<project>";
  const path = pathOf(machine, given);
  return path === null ? null : shownPath(path);
}

/** Files that a command line names, in the spelling of those who read them later. */
function filesIn(line: string): readonly string[] {
  const words = line.slice(0, maxLine).match(/[^\s'"=;|&>]{3,400}/g) ?? [];
  return words
    .filter((word) => /[/\\]|\.\w{2,5}$/.test(word))
    .slice(0, maxNamed)
    .map((word) => normalPath(/^[\uF8E0-\uF8EF]/.test(word) ? word : writtenPath(word)));
}

/** Relative names lie in the project. */
function writtenPath(arg: string): string {
  return /^(?:\/|~\/|[A-Za-z]:)/.test(arg) ? arg : `${marks.project}/${arg.replace(/^\.\//, "")}`;
}

function readFiles(
  machine: Machine,
  api: string,
  args: readonly string[],
  add: (taint: Taint) => void,
): void {
  for (const arg of args) {
    const path = arg.replace(/^[\w-]*[@=]?@?(?=[~/<?])/, "").replace(/^@/, "");
    if (path.startsWith("-") || path === "") continue;
    const valuable = valuablePath(shellPath(path));
    if (valuable === null || (valuable.kind === "src.host" && valuable.name === "gitconfig"))
      continue;
    if (valuable.kind !== "src.host") machine.use("secret", valuable.name);
    add(machine.source(valuable.kind, { api, names: [valuable.name], path: shellPath(path) }));
  }
}

/** Commands that are requests by themselves. */
function transfer(
  machine: Machine,
  { inputs }: Started,
  program: string,
  args: readonly string[],
  taints: Value[],
): void {
  const add = (taint: Taint) => taints.push(machine.unknown(taint));
  const sent = machine.array([inputs["command"] ?? machine.unknown(), ...taints]);
  const body = { body: sent, data: inputs["stdin"] };
  if (/^(?:nslookup|dig|host|drill|kdig)$/.test(program)) {
    const name = args.find((arg) => /^[^-+@].*\.|\?/.test(arg)) ?? "";
    const { destination } = hostDestination(
      machine,
      machine.text(name.replaceAll("?", marks.unknown)),
    );
    machine.use("network.out", destination.host ?? "*");
    machine.sink("snk.dns", { api: program, destination }, { name: sent });
    add(machine.source("src.remote", { api: program, destination }));
    return;
  }
  if (
    !shellPrograms.fetchers.has(program) &&
    !/^(?:ssh|rsync|certutil|bitsadmin|s3cmd|rclone)$/.test(program)
  ) {
    return;
  }
  if (args.length === 0 || args.every((arg) => /^--?(?:v|version|h|help|V)$/.test(arg))) return;
  const destination = destinationOfArgs(machine, program, args);
  if (isWord.test(program) && isNoAddress(destination)) return;
  machine.use("network.out", destination.host ?? "*");
  const kind = destinationKind(destination);
  if (kind === "imds") {
    add(machine.source("src.imds", { api: program, names: [destination.host ?? ""], destination }));
    return;
  }
  machine.sink("snk.net", { api: program, destination }, body);
  add(machine.source("src.remote", { api: program, destination }));
}

/** Fetching programs whose names are words of other command lines, too: `… where (id=1) get name`. */
const isWord = /^(?:get|http|fetch|links|host)$/;

/** What is known and names no machine; who fetches asks one. */
function isNoAddress({ class: kind, host }: Destination): boolean {
  return kind === "literal" && (host === null || !/[.:]|^localhost$/.test(host));
}

function destinationKind({ host }: Destination): "imds" | "other" {
  return host !== null &&
    /^(?:169\.254\.169\.254|169\.254\.170\.2|metadata\.google\.internal)$/.test(host)
    ? "imds"
    : "other";
}

function destinationOfArgs(
  machine: Machine,
  program: string,
  args: readonly string[],
): Destination {
  const asText = (arg: string) => machine.text(arg.replaceAll("?", marks.unknown));
  const address = args
    .map((arg) => /[a-z][a-z0-9+.-]{0,20}:\/\/[^\s'"|;)]+/i.exec(arg)?.[0])
    .find((found) => found);
  if (address !== undefined) return destinationOf(machine, asText(cutQuery(address))).destination;
  const plain = args.filter((arg) => !arg.startsWith("-"));
  const remote = plain.find((arg) =>
    /^[\w.-]+@[\w.-]+|^[\w.-]+\.[a-z]{2,}(?:[:/]|$)|^\d+\.\d+\.\d+\.\d+/i.test(arg),
  );
  if (remote !== undefined) {
    const host = remote.replace(/^[^@]*@/, "").replace(/[:/].*$/, "");
    return hostDestination(machine, asText(host)).destination;
  }
  const isUnknown = plain.length === 0 || plain.some((arg) => arg.includes("?"));
  const of = isUnknown || /^(?:curl|wget)/.test(program) ? "unknown" : "literal";
  return { class: of, host: null, isPlainHttp: false };
}

/** A `?` in a word may be the shell reader's mark for what nobody knows, or begin the query. */
function cutQuery(address: string): string {
  const [, scheme = "", authority = ""] = /^([a-z][a-z0-9+.-]*:\/\/)([^/#]*)/i.exec(address) ?? [];
  const known = authority.split("?")[0] ?? "";
  return scheme + (/^[^.]+\.[^.]/.test(known) ? known : authority);
}

/** `node -e code` and its relatives. */
function runInline(machine: Machine, { api, inputs }: Started, code: string): void {
  const isRead = !code.includes(unknownText);
  const taint = machine.taintOf(
    inputs["command"] ?? machine.unknown(),
    inputs["args"] ?? machine.unknown(),
  );
  machine.use("dynamicCode");
  machine.sink(
    "snk.code",
    { api, text: code.replaceAll(unknownText, "<?>").slice(0, maxLine), isRead },
    { code: machine.unknown(taint) },
  );
  if (isRead) machine.runLayer(code, taint);
}

function removesWidely(program: string, args: readonly string[]): boolean {
  const isRecursive =
    (program === "rm" && args.some((arg) => /^-[a-z]*r/i.test(arg) || arg === "--recursive")) ||
    (/^(?:rd|rmdir|del|erase)$/.test(program) && args.some((arg) => /^\/s$/i.test(arg))) ||
    (program === "remove-item" && args.some((arg) => /^-rec/i.test(arg))) ||
    /^(?:rimraf|shred)$/.test(program) ||
    (program === "find" && args.includes("-delete"));
  if (!isRecursive && !/^(?:mkfs(?:\.\w+)?|format)$/.test(program)) return false;
  if (program === "format" || program.startsWith("mkfs"))
    return args.some((arg) => /^\/dev\/|^[a-z]:/i.test(arg));
  return args.some((arg) => !/^-|^\/[a-z]$/i.test(arg) && isWideRemoval(homeIn(arg)));
}

function homeIn(arg: string): string {
  const path = arg
    .replaceAll("\\", "/")
    .replace(/^(?:\$HOME|\$\{HOME\}|%USERPROFILE%|\$env:USERPROFILE)/i, "~");
  return path.length > 1 ? path.replace(/\/$/, "") || "/" : path;
}

/** Names of what a command line starts, with what the shell reader found out about it. */
export function programsOf(acts: readonly Act[]): readonly string[] {
  const names = new Set<string>();
  for (const act of acts) {
    if (act.kind === "run" && names.size < 32 && /\w/.test(act.program)) names.add(act.program);
    else if (act.kind === "remote-code") names.add("<remote-code>");
    else if (act.kind === "decoded-code") names.add("<decoded-code>");
  }
  return [...names];
}
