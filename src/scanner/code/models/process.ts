import { foldedAs } from "../indirect.ts";
import type { Call, Machine } from "../machine.ts";
import { marks, type Value } from "../value.ts";
import {
  aliases,
  argument,
  asInstance,
  callbackOf,
  calls,
  memberOf,
  named,
  nothing,
  paramValue,
  reads,
  type Table,
} from "./define.ts";
import { hasWaited } from "./sabotage.ts";
import { hear, tell } from "./threads.ts";
import { wordOfUser } from "./user-words.ts";

/** A module by a name that is given at run time, through a door that bundlers and readers do not watch. */
function loadIndirectly(call: Call): Value {
  const { machine, name, args } = call;
  const specifier = machine.knownText(args[0]);
  const folded = foldedAs(machine.taintOf(argument(call, 0)));
  // The runtime offers this door for modules that may be missing; only a hidden name says something.
  const isOpenDoor = name === "global.process.getBuiltinModule" && specifier !== null;
  if (!isOpenDoor || folded !== "plain") {
    machine.emit("ctx.indirect", {
      api: name,
      names: specifier === null ? [] : [specifier],
      folded,
    });
  }
  if (specifier === null) {
    machine.use("unknown", "dynamic-module");
    return machine.unknown(machine.taintOf(...args));
  }
  return machine.load(specifier);
}

/** Parts of the runtime that only tell about it. */
const harmlessBindings =
  /^(?:util|constants|natives|config|buffer|os|v8|uv|types|async_wrap|timers)$/;

function processBinding(call: Call): Value {
  const { machine, name } = call;
  const binding = machine.knownText(call.args[0]);
  const folded = foldedAs(machine.taintOf(argument(call, 0)));
  if (binding === null || !harmlessBindings.test(binding) || folded !== "plain") {
    machine.emit("ctx.indirect", { api: name, names: binding === null ? [] : [binding], folded });
    machine.use(/^(?:spawn_sync|process_wrap)$/.test(binding ?? "") ? "subprocess" : "native");
  }
  return machine.instance("ProcessBinding", { binding: argument(call, 0) });
}

/** While code runs that a signal to end calls for. */
const toldToEnd = new WeakSet<Machine>();
const endings = /^(?:SIG(?:INT|TERM|HUP|QUIT|BREAK|ABRT)|exit|beforeExit|disconnect)$/;

/** What is done when somebody ends the program; that it ends then surprises nobody. */
function hearSignal(call: Call): Value {
  const { machine } = call;
  const callback = callbackOf(call);
  if (callback === undefined) return call.self;
  const isEnding = endings.test(machine.knownText(call.args[0]) ?? "") && !toldToEnd.has(machine);
  if (isEnding) toldToEnd.add(machine);
  machine.call(callback, [machine.unknown()]);
  if (isEnding) toldToEnd.delete(machine);
  return call.self;
}

/** The program ends; of note is only that it does so for some people, places or times (DES-03). */
function end(machine: Machine): void {
  if (toldToEnd.has(machine)) return;
  if (hasWaited(machine, "chance")) machine.sink("ctx.loop", { names: ["exit", "late"] }, {});
  else if (hasWaited(machine, "long")) machine.sink("ctx.loop", { names: ["exit", "long"] }, {});
  else if (machine.gatedBy().some((gate) => gate !== "ci")) {
    machine.sink("ctx.loop", { names: ["exit"] }, {});
  }
}

export const process: Table = [
  // Helpers of compilers: a module and its default export are the same thing here.
  ...calls({ "pkg:tslib.{__importStar,__importDefault}": ({ args }) => args[0] ?? nothing }),
  ...aliases({
    "node:module.Module": "node:module",
    "node:process": "global.process",
    "node:process.default global.process.default": "global.process",
    "node:buffer.Buffer": "global.Buffer",
    "pkg:buffer.Buffer pkg:safe-buffer.Buffer pkg:safer-buffer.Buffer": "global.Buffer",
    "node:buffer.atob": "global.atob",
    "node:buffer.btoa": "global.btoa",
    "node:util.TextDecoder": "global.TextDecoder",
    "node:util.TextEncoder": "global.TextEncoder",
    "node:url.URL": "global.URL",
    "node:url.URLSearchParams": "global.URLSearchParams",
  }),
  ...reads({
    "global.process.platform": (machine) => machine.unknown(),
    "global.process.argv": (machine) => {
      const args = machine.array([
        machine.text("/usr/bin/node"),
        machine.text(`${marks.package}/${marks.unknown}`),
      ]);
      if (args.type !== "array") return args;
      if (machine.words === null) args.rest = wordOfUser(machine);
      else args.items.push(...machine.words.map((word) => machine.text(word)));
      return args;
    },
    "global.process.{execPath,argv0}": (machine) => machine.text("node"),
    "global.process.execArgv": (machine) => machine.array([]),
    "global.{Bun,Deno}.{argv,args}": (machine) => {
      const args = machine.array([]);
      if (args.type === "array") args.rest = wordOfUser(machine);
      return args;
    },
    "global.process.mainModule": (machine) => machine.instance("MainModule"),
    "global.require.main": (machine) => machine.instance("MainModule"),
    "global.process.{stdin,stdout,stderr}": (machine, _self, name) =>
      machine.instance(memberOf(name) === "stdin" ? "Stdin" : "Stdout"),
    "global.module.constructor": (machine) => machine.api("node:module"),
    "instance:{MainModule,Module}.{constructor,__proto__}": (machine) => machine.api("node:module"),
    "instance:{MainModule,Module}.{exports,filename,paths} instance:Module.children": (machine) =>
      machine.unknown(),
  }),
  ...calls({
    "global.process.{cwd,chdir} global.Deno.cwd": ({ machine }) => machine.text(marks.project),
    "global.process.{binding,_linkedBinding}": processBinding,
    "global.process.getBuiltinModule": loadIndirectly,
    "instance:MainModule.{require,_load} node:module._load instance:Module.{require,_load} node:module.prototype.require node:module.prototype.load":
      loadIndirectly,
    // What it gives is `require` itself.
    "node:module.{createRequire,createRequireFromPath}": ({ machine }) =>
      machine.api("global.require"),
    "global.module.require": ({ machine, args }) => {
      const specifier = machine.knownText(args[0]);
      return specifier === null
        ? machine.call(machine.api("global.require"), args)
        : machine.load(specifier);
    },
    "global.process.send": (call) => tell(call, "up"),
    "global.process.{on,once,addListener,prependListener}": (call) => {
      if (call.machine.knownText(call.args[0]) === "message") return hear(call, "down");
      return hearSignal(call);
    },
    "global.process.kill": ({ machine, args }) => {
      machine.use("subprocess");
      const [target] = args;
      if (target?.type === "api" && /^global\.process\.p?pid$/.test(target.name)) end(machine);
      return nothing;
    },
    "global.process.{exit,reallyExit,abort} global.{Deno,Bun}.exit": ({ machine }) => {
      end(machine);
      return nothing;
    },
    "global.process.{emitWarning,umask,setUncaughtExceptionCaptureCallback}": () => nothing,
    "instance:Stdin.{on,once,addListener}": (call) => {
      const callback = callbackOf(call);
      if (callback !== undefined) call.machine.call(callback, [paramValue(call.machine)]);
      return call.self;
    },
    "instance:Stdin.{read,iterator,@@iterator}": ({ machine }) => paramValue(machine),
    "instance:Stdout.{write,end,cursorTo,clearLine,moveCursor}": () => nothing,
    "instance:Stdout.{getColorDepth,hasColors,getWindowSize}": ({ machine }) => machine.unknown(),
    "node:readline.createInterface": ({ machine, args }) => {
      const input = machine.get(args[0] ?? nothing, "input");
      const content = asInstance(input, "ReadStream");
      return machine.instance(
        "Lines",
        {},
        content === null ? machine.none : machine.taintOf(content),
      );
    },
    "instance:Lines.question": (call) => {
      const callback = callbackOf(call);
      if (callback !== undefined) call.machine.call(callback, [paramValue(call.machine)]);
      return paramValue(call.machine);
    },
  }),
  ...named("instance:Stdout.{isTTY,columns,rows,fd}", { read: (machine) => machine.unknown() }),
];
