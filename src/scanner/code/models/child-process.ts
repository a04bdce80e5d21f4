import { shellPrograms } from "../../shell/programs.ts";
import type { Call, Machine } from "../machine.ts";
import { bitOf } from "../taints.ts";
import { marks, type Value } from "../value.ts";
import { runCode } from "./code-sinks.ts";
import { followCommand, programsOf, readCommandLine } from "./command-line.ts";
import {
  aliases,
  argument,
  asInstance,
  callbackOf,
  calls,
  isGiven,
  listOf,
  memberOf,
  named,
  nothing,
  optionOf,
  optionsOf,
  reads,
  type Table,
} from "./define.ts";
import { isDecoded } from "./destination.ts";
import { isEnvironment } from "./env.ts";
import { shownText } from "./path-text.ts";
import { tell } from "./threads.ts";

interface Start {
  /** The program, or the whole line for a shell. */
  readonly command: Value | undefined;
  readonly args?: Value | undefined;
  readonly options?: Value | undefined;
}

const encodeBit = bitOf("encode");

/** Whether the package encoded a part of the command itself, so that the plain text stands in it too. */
function isEncoded(machine: Machine, command: Value, args: Value | undefined): boolean {
  const { through } =
    args === undefined ? machine.taintOf(command) : machine.taintOf(command, args);
  return (through & encodeBit) !== 0;
}

const preloads = ["LD_PRELOAD", "LD_AUDIT", "DYLD_INSERT_LIBRARIES"];

/** Whatever program is started, the library that such a variable names runs in it first (BIN-04). */
function notePreload(machine: Machine, api: string, env: Value | undefined): void {
  if (env?.type !== "object") return;
  for (const name of preloads) {
    const text = machine.textOf(optionOf(machine, env, name));
    if (text === null || text === "" || text.startsWith(marks.config)) continue;
    machine.emit("snk.native", { api, names: ["preload"], path: shownText(text) });
  }
}

/** A process starts: notes what, with which input, and gives the child. */
function start(machine: Machine, api: string, { command, args, options }: Start): Value {
  const stdin = optionOf(machine, options, "input") ?? optionOf(machine, options, "stdin");
  const environment =
    optionOf(machine, options, "env") ??
    optionOf(machine, optionOf(machine, options, "nodeOptions"), "env");
  const env = isEnvironment(environment) ? undefined : environment;
  notePreload(machine, api, env);
  const folder = optionOf(machine, options, "cwd");
  const inputs = { command, args, stdin, env };
  const results = startsOf(command, args).map(([one, args]) => {
    const line = lineOf(machine, one, args);
    const acts = line === null ? [] : readCommandLine(machine, line);
    const names = programsOf(acts);
    const text = line === null ? undefined : shownText(line).slice(0, 4096);
    machine.use("subprocess", names[0] ?? "");
    for (const name of names.slice(1)) if (!name.startsWith("<")) machine.use("subprocess", name);
    const detail = {
      api,
      names,
      ...(text === undefined ? {} : { text }),
      ...(isDecoded(machine.taintOf(one)) ? { folded: "decoded" as const } : {}),
      ...(isEncoded(machine, one, args) ? { isEncodedHere: true } : {}),
    };
    const isRead = isGiven(stdin) && readsProgram(machine, line);
    machine.sink("snk.proc", isRead ? { ...detail, isRead } : detail, {
      ...inputs,
      command: one,
      args,
    });
    if (isRead) runCode(machine, api, stdin);
    startOwnFile(machine, names[0] ?? "", args);
    if (machine.knownText(optionOf(machine, options, "stdio")) === "ignore") {
      machine.emit("ctx.silent");
    }
    if (isHidden(machine, options)) machine.emit("snk.proc.detached", detail);
    return machine.unknown(followCommand(machine, { api, line, inputs, names, folder }, acts));
  });
  // What the child was started with is kept as text: a copy of the environment must not travel with it.
  const line = optionsOf(command)
    .map((one) => lineOf(machine, one, args))
    .find((text) => text !== null);
  return machine.instance("ChildProcess", {
    output: machine.unknown(machine.taintOf(...results)),
    line: machine.text(line ?? ""),
    api: machine.text(api),
    isDetached: machine.primitive(isTrue(optionOf(machine, options, "detached"))),
  });
}

const maxStarts = 6;

/** Each program with each list of arguments that it may be started with. */
function startsOf(
  command: Value | undefined,
  args: Value | undefined,
): readonly (readonly [Value, Value | undefined])[] {
  const lists = args === undefined ? [undefined] : optionsOf(args);
  const starts = optionsOf(command).flatMap((one) => lists.map((list) => [one, list] as const));
  return starts.length <= maxStarts
    ? starts
    : optionsOf(command).map((one) => [one, args] as const);
}

/** The words of a command line, each as a shell would have to see it. */
function lineOf(machine: Machine, command: Value, args: Value | undefined): string | null {
  const program = machine.textOf(command);
  if (program === null && args === undefined) return null;
  const words = args === undefined ? [] : listOf(machine, args).map((arg) => wordOf(machine, arg));
  if (words.length === 0) return program;
  return [program ?? "\uF8E0", ...words.map(quoted)].join(" ");
}

/** Of several words that may stand in one place, the first that is known. */
function wordOf(machine: Machine, arg: Value): string {
  for (const option of optionsOf(arg)) {
    const text = machine.textOf(option);
    if (text !== null) return text;
  }
  return "\uF8E0";
}

function quoted(word: string): string {
  return /^[\w./:@=+~\uF8E0-\uF8EF-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A script of the package that a runtime is started with acts where it is started. */
function startOwnFile(machine: Machine, program: string, args: Value | undefined): void {
  if (!shellPrograms.javascript.has(program)) return;
  const file = listOf(machine, args)
    .map((arg) => machine.textOf(arg))
    .find((text) => text !== null && !text.startsWith("-"));
  if (file?.startsWith(marks.package)) machine.load(file);
}

/** Nobody waits for it and nobody sees what it says. */
function isHidden(machine: Machine, options: Value | undefined): boolean {
  const isDetached = isTrue(optionOf(machine, options, "detached"));
  const stdio = optionOf(machine, options, "stdio");
  const streams = listOf(machine, stdio).map((stream) => machine.knownText(stream));
  const isIgnored =
    machine.knownText(stdio) === "ignore" ||
    (streams.length > 1 && streams.slice(1).every((way) => way === "ignore"));
  return isDetached && (isIgnored || isTrue(optionOf(machine, options, "windowsHide")));
}

function isTrue(value: Value | undefined): boolean {
  return value?.type === "primitive" && value.value === true;
}

function finish(call: Call, child: Value): Value {
  const { machine } = call;
  const output = asInstance(child)?.data["output"] ?? machine.unknown();
  const handler = callbackOf(call);
  if (handler !== undefined) machine.call(handler, [machine.primitive(null), output, output]);
  return child;
}

/** `exec(line, options?, callback?)` */
function exec(call: Call): Value {
  const [command, options] = call.args;
  return finish(call, start(call.machine, call.name, { command, options }));
}

/** `spawn(program, args?, options?)` */
function spawn(call: Call): Value {
  const { machine, name } = call;
  const [command, second, third] = call.args;
  const hasArgs =
    isGiven(second) &&
    (second.type === "array" || (second.type !== "object" && !machine.isFunction(second)));
  const args = hasArgs ? second : undefined;
  const options = hasArgs ? third : isGiven(second) ? second : third;
  return finish(call, start(machine, name, { command, args, options }));
}

/** Waits for the end and gives what was printed. */
function output(begin: (call: Call) => Value): (call: Call) => Value {
  return (call) => asInstance(begin(call))?.data["output"] ?? call.machine.unknown();
}

/** `fork(file, args?, options?)`: the same runtime with another file. */
function fork(call: Call): Value {
  const { machine, name } = call;
  const [file, ...rest] = call.args;
  const options = rest.findLast((arg) => arg.type === "object");
  const path = machine.textOf(file);
  const list = machine.array([
    file ?? nothing,
    ...(rest[0]?.type === "array" ? machine.items(rest[0]) : []),
  ]);
  if (path !== null) machine.use("subprocess", "node");
  return finish(call, start(machine, name, { command: machine.text("node"), args: list, options }));
}

/** `$\`git push\`` and `Bun.$`: a template is called with its parts. */
function template(call: Call): Value {
  const { machine, name, args } = call;
  const [first, ...values] = args;
  if (first?.type === "object" && args.length === 1) return machine.api(name);
  const parts = first?.type === "array" ? machine.items(first) : [first ?? nothing];
  const texts = parts.flatMap((part, index) => {
    const value = values[index];
    const between = value === undefined ? "" : (machine.textOf(value) ?? "\uF8E0");
    return [machine.textOf(part) ?? "", index < parts.length - 1 ? between : ""];
  });
  const command = machine.text(texts.join(""), machine.taintOf(...args));
  return start(machine, name, { command });
}

/** A list of words, or options with one. */
function spawnList(call: Call): Value {
  const { machine, name } = call;
  const [first, second] = call.args;
  const list = optionOf(machine, first, "cmd") ?? first;
  const [command, ...args] = listOf(machine, list);
  const options = first?.type === "object" ? first : second;
  return start(machine, name, { command: command ?? list, args: machine.array(args), options });
}

function denoCommand(call: Call): Value {
  const { machine, name } = call;
  const options = call.args[1];
  return start(machine, name, {
    command: argument(call, 0),
    args: optionOf(machine, options, "args"),
    options,
  });
}

/** What a child that runs already was started with. */
function startedWith(
  machine: Machine,
  self: Value,
): { api: string; text: string; names: readonly string[] } {
  const data = asInstance(self)?.data;
  const line = machine.textOf(data?.["line"]) ?? "";
  const api = machine.knownText(data?.["api"]) ?? "process";
  return {
    api,
    text: shownText(line).slice(0, 4096),
    names: programsOf(readCommandLine(machine, line)),
  };
}

/** A runtime that is told no file takes its program from what is written to it. */
function readsProgram(machine: Machine, line: string | null): boolean {
  if (line === null) return false;
  return readCommandLine(machine, line).some(
    (act) =>
      act.kind === "run" &&
      shellPrograms.javascript.has(act.program) &&
      act.args.every((arg) => arg === "-" || programless.test(arg)),
  );
}

/** Options of a runtime that are followed by no program and no word of their own. */
const programless =
  /^(?:--(?!eval|print|require|import|loader|version|help|test|check|run)[\w-]+(?:=[^\n]*)?|\/dev\/stdin|run|--input-type=\w+)$/;

function writeInput(call: Call): Value {
  const { machine, self, args } = call;
  const [input] = args;
  if (!isGiven(input) || machine.isFunction(input)) return self;
  const started = startedWith(machine, self);
  const isRead = readsProgram(machine, machine.textOf(asInstance(self)?.data["line"]));
  machine.sink("snk.proc", isRead ? { ...started, isRead } : started, { stdin: input });
  if (isRead) runCode(machine, started.api, input);
  const known = machine.knownText(input);
  if (
    known !== null &&
    /^(?:\S*[/\\])?(?:sh|bash|zsh|dash|cmd|powershell|pwsh)\b/.test(started.text)
  ) {
    const inner = { api: started.api, line: known, inputs: { command: input }, names: [] };
    followCommand(machine, inner, readCommandLine(machine, known));
  }
  return self;
}

/** A child that nobody waits for, and whose output nobody takes, goes on by itself. */
function unref(call: Call): Value {
  const { machine, self } = call;
  if (isTrue(asInstance(self)?.data["isDetached"])) {
    machine.emit("snk.proc.detached", startedWith(machine, self));
  }
  return self;
}

function onOutput(call: Call): Value {
  const { machine, self, args, name } = call;
  const handler = callbackOf(call);
  const event = machine.knownText(args[0]);
  if (handler === undefined) return self;
  const output = asInstance(self)?.data["output"] ?? machine.unknown();
  const isOutput = event === "data" || event === "message" || name.includes("ChildOutput");
  machine.call(handler, [isOutput ? output : machine.unknown()]);
  return self;
}

/** Whoever can move what a program says from one stream to the other: a shell, and what runs code. */
const redirects =
  />|\b(?:sh|bash|zsh|dash|fish|cmd|powershell|pwsh|node|bun|deno|python\d?|perl|ruby|php)\b/i;

/** Whether what a program finds stands in its other stream, and only its complaints in this one. */
function saysOnlyErrors(machine: Machine, line: Value | undefined): boolean {
  const text = machine.textOf(line) ?? "";
  return text !== "" && !redirects.test(text.slice(0, 4096));
}

const execs = `
  node:child_process.exec pkg:shelljs.exec pkg:execa.{execaCommand,command} pkg:child-process-promise.exec
  pkg:node-cmd.{run,get,runSync} pkg:exec-sh pkg:exec-sh.promise pkg:shell-exec pkg:child_process.exec
  pkg:mz/child_process.exec pkg:sudo-prompt.exec pkg:@expo/sudo-prompt.exec pkg:elevate.exec`;
const execsSync = `
  node:child_process.execSync pkg:execa.{execaCommandSync,commandSync} pkg:exec-sh.sync pkg:execsync`;
const spawns = `
  node:child_process.{spawn,execFile} pkg:cross-spawn pkg:cross-spawn.spawn pkg:execa pkg:execa.{execa,execaNode,node}
  pkg:tinyexec.{x,exec} pkg:nano-spawn pkg:child-process-promise.{spawn,execFile} pkg:node-pty.spawn
  pkg:@lydell/node-pty.spawn pkg:@homebridge/node-pty-prebuilt-multiarch.spawn pkg:@actions/exec.exec
  pkg:spawn-sync pkg:foreground-child pkg:foreground-child.foregroundChild pkg:@npmcli/promise-spawn
  pkg:spawndamnit pkg:mz/child_process.{spawn,execFile} pkg:win-spawn pkg:spawn-command`;
const spawnsSync = `
  node:child_process.{spawnSync,execFileSync} pkg:cross-spawn.{sync,spawnSync} pkg:execa.{execaSync,sync}`;

export const childProcess: Table = [
  ...calls({
    [execs]: exec,
    [execsSync]: output(exec),
    [spawns]: spawn,
    "node:child_process.execFileSync": output(spawn),
    [spawnsSync]: spawn,
    "node:child_process.fork node:cluster.fork": fork,
    "global.Bun.{spawn,spawnSync}": spawnList,
    "pkg:zx.$ pkg:zx.{$$,quotePowerShell} pkg:zx/core.$ pkg:execa.{$,$sync} global.Bun.$ pkg:dax-sh.$ pkg:bun.$ pkg:@david/dax.$":
      template,
    "global.Deno.Command": denoCommand,
    "global.Deno.run": spawnList,
    "instance:ChildProcess.{output,outputSync,spawn,text,json,lines,quiet,nothrow,arrayBuffer,cwd,env}":
      (call) =>
        /^(?:quiet|nothrow|spawn|cwd|env)$/.test(memberOf(call.name))
          ? call.self
          : (asInstance(call.self)?.data["output"] ?? call.machine.unknown()),
    "instance:ChildInput.{write,end}": writeInput,
    "instance:ChildProcess.write": writeInput,
    "instance:ChildProcess.{unref}": unref,
    "instance:{ChildProcess,ChildOutput}.{on,once,addListener,onData}": onOutput,
    "instance:ChildProcess.send": (call) => tell(call, "down"),
    "instance:ChildProcess.{kill,ref,disconnect,removeListener,resize}": ({ self }) => self,
    "pkg:shelljs.{rm}": (call) => {
      const words = call.args.map((arg) => call.machine.textOf(arg) ?? "\uF8E0");
      const line = ["rm", ...words].join(" ");
      const started = { api: call.name, line, inputs: {}, names: ["rm"] };
      call.machine.use("fs.write");
      followCommand(call.machine, started, readCommandLine(call.machine, line));
      return call.machine.unknown();
    },
    "instance:ProcessBinding.spawn": (call) => {
      const { machine } = call;
      const options = argument(call, 0);
      const args = machine.array(machine.items(optionOf(machine, options, "args")).slice(1));
      return start(machine, "process.binding.spawn", {
        command: optionOf(machine, options, "file"),
        args,
        options,
      });
    },
    "pkg:{npm-run,run-script,@npmcli/run-script}": spawn,
    "pkg:node-windows.Service pkg:node-mac.Service pkg:node-linux.Service pkg:auto-launch pkg:node-autolaunch":
      (call) => {
        call.machine.use("subprocess");
        call.machine.sink(
          "snk.write",
          { api: call.name, path: "<service>", target: "control", isAgent: false },
          { data: argument(call, 0) },
        );
        return call.machine.instance("Service", {});
      },
  }),
  ...reads({
    "instance:ChildProcess.{stdout,stderr,all}": (machine, self, name) => {
      const data = asInstance(self)?.data;
      const isComplaint = name.endsWith(".stderr") && saysOnlyErrors(machine, data?.["line"]);
      const output = (isComplaint ? undefined : data?.["output"]) ?? machine.unknown();
      return machine.instance("ChildOutput", { output }, machine.taintOf(output));
    },
    "instance:ChildProcess.stdin": (machine, self) => {
      const data = asInstance(self)?.data ?? {};
      return machine.instance("ChildInput", data);
    },
  }),
  ...named(
    "instance:ChildProcess.{pid,connected,exitCode,exited,status,killed,signal,signalCode,error}",
    {
      read: (machine) => machine.unknown(),
    },
  ),
  ...aliases({ "pkg:bun.spawn": "global.Bun.spawn" }),
];
