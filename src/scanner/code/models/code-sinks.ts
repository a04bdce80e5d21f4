import { foldedAs } from "../indirect.ts";
import type { Call, Machine } from "../machine.ts";
import type { Taint, Value } from "../value.ts";
import {
  answer,
  argument,
  asInstance,
  calls,
  isCallable,
  memberOf,
  named,
  nothing,
  optionOf,
  optionsOf,
  paramValue,
  type Table,
} from "./define.ts";
import { destinationOf } from "./destination.ts";
import { shownText } from "./path-text.ts";
import { afterWait } from "./sabotage.ts";
import { noteWorkerData } from "./threads.ts";

const maxShown = 4096;
/** In milliseconds; nobody who watches a program for a while would see what follows. */
const longDelay = 3_600_000;
/** Fetch the global object and nothing else (R15). */
const globalGetter = /^\s*(?:return\s+)?(?:this|globalThis|window|self|global)\s*;?\s*$/;

function isGlobalGetter(code: string): boolean {
  return code.length < 200 && globalGetter.test(code);
}

/**
 * A text becomes code. What is known whole is read as one more layer, with what it would be given;
 * the value is that of the layer.
 */
export function runCode(
  machine: Machine,
  api: string,
  code: Value | undefined,
  extra?: Readonly<Record<string, Value>>,
): Value {
  const results = optionsOf(code).map((option) => runOne(machine, api, option, extra));
  return results.length === 0 ? machine.unknown() : machine.either(results);
}

function runOne(
  machine: Machine,
  api: string,
  code: Value,
  extra: Readonly<Record<string, Value>> | undefined,
): Value {
  const known = machine.knownText(code);
  // Evaluating what is no text gives it back.
  if (known === null && /^(?:function|object|primitive|array)$/.test(code.type)) return code;
  if (known !== null && isGlobalGetter(known)) {
    machine.use("dynamicCode");
    return machine.api("global");
  }
  noteCode(machine, api, code);
  if (known === null) return machine.unknown(machine.taintOf(code));
  return machine.runLayer(known, machine.taintOf(code), extra);
}

function noteCode(machine: Machine, api: string, code: Value | undefined): void {
  const known = machine.knownText(code);
  const text = machine.textOf(code);
  const taint: Taint = code === undefined ? machine.none : machine.taintOf(code);
  machine.use("dynamicCode");
  if (known === null) machine.use("unknown", "dynamic-code");
  machine.sink(
    "snk.code",
    {
      api,
      isRead: known !== null,
      ...(text === null ? {} : { text: shownText(text).slice(0, maxShown) }),
      folded: foldedAs(taint),
    },
    { code },
  );
}

function evaluate(call: Call): Value {
  const [code] = call.args;
  return code === undefined ? nothing : runCode(call.machine, call.name, code);
}

/** `Function(a, b, body)`: the last text is the body, and what it gives is called later. */
function makeFunction(call: Call): Value {
  const { machine, name, args } = call;
  const body = args.at(-1);
  if (body === undefined) return machine.unknown();
  const known = machine.knownText(body);
  if (known !== null && isGlobalGetter(known) && args.length === 1) {
    machine.use("dynamicCode");
    return machine.instance("GlobalGetter");
  }
  noteCode(machine, name, body);
  const names = args.slice(0, -1).map((arg) => machine.knownText(arg));
  if (known === null || names.some((one) => one === null)) {
    return machine.unknown(machine.taintOf(...args));
  }
  const isAsync = /\bawait\b/.test(known) ? "async " : "";
  const isGenerator = /\byield\b/.test(known) ? "*" : "";
  const source = `(${isAsync}function${isGenerator} anonymous(${names.join(",")}\n) {\n${known}\n})`;
  return machine.runLayer(source, machine.taintOf(...args));
}

/** A context is a global object of its own for the code that is run in it. */
function runScript(call: Call): Value {
  const { machine, name } = call;
  const [code, context] = call.args;
  return runCode(machine, name, code, propsOf(machine, context));
}

function propsOf(
  machine: Machine,
  context: Value | undefined,
): Readonly<Record<string, Value>> | undefined {
  if (context === undefined || context.type !== "object") return undefined;
  return Object.fromEntries(machine.keys(context).map((key) => [key, machine.get(context, key)]));
}

function keptScript(call: Call): Value {
  const code = argument(call, 0);
  // Bytes of a compiled script act instead of the text beside them.
  const cached = optionOf(call.machine, call.args[1], "cachedData");
  if (cached !== undefined)
    call.machine.sink(
      "snk.code",
      { api: `${call.name}.cachedData`, isRead: false },
      { code: cached },
    );
  return call.machine.instance("Script", { source: code, api: call.machine.text(call.name) });
}

/** What is put around the code of others runs as a part of it. */
function compile({ machine, args }: Call): Value {
  for (const option of optionsOf(args[0])) machine.carry(option);
  return runCode(machine, "node:module._compile", args[0]);
}

/** What a hook gives for the code of a module takes its place. */
export function compileInPlace(machine: Machine, given: Value): void {
  for (const option of optionsOf(given)) {
    const codes = option.type === "object" ? optionsOf(machine.get(option, "source")) : [option];
    for (const code of codes) {
      if (code.type !== "text") continue;
      machine.carry(code);
      noteCode(machine, "node:module._compile", code);
    }
  }
}

/** What a hook for loading asks the one before it: the module, with code that nobody knows. */
function loadNext({ machine }: Call): Value {
  const source = paramValue(machine);
  return machine.object({ source, format: machine.unknown(), shortCircuit: machine.unknown() });
}

/** A timer takes a function, and in memory of old times a text. */
function timer(call: Call): Value {
  const { machine, name, args } = call;
  const member = memberOf(name);
  const isDelayed = /^set(?:Timeout|Interval)$/.test(member);
  const [callback] = args;
  const delay = isDelayed ? args[1] : undefined;
  const rest = args.slice(isDelayed ? 2 : 1);
  // Those that give a promise are told how long to wait first.
  const time = machine.numberOf(callback?.type === "primitive" ? callback : delay);
  if (time !== null && time >= longDelay)
    machine.emit("ctx.delay", { api: name, text: String(time) });
  noteMeasured(machine, name, delay ?? callback);
  if (callback !== undefined && isCallable(machine, callback)) {
    if (member === "setInterval") machine.emit("ctx.loop", { api: name });
    afterWait(machine, delay, () => machine.call(callback, rest));
  } else if (/^(?:global|node:timers)\.set(?:Timeout|Interval)$/.test(name)) {
    for (const option of optionsOf(callback)) {
      // An unknown that came from elsewhere may be text; what a caller hands in is taken for a function.
      const isForeign =
        option.type === "unknown" && !option.isParam && option.taint.atoms.length > 0;
      if (option.type === "text" || isForeign) runCode(machine, name, option);
    }
  }
  // Those that give a promise give what they were told to.
  return /promises/.test(name) ? (args[isDelayed ? 1 : 0] ?? nothing) : machine.instance("Timer");
}

/** A worker is a program of its own: its text, or an address that holds its text. */
function worker(call: Call): Value {
  const { machine, name } = call;
  const [source, options] = call.args;
  machine.use("subprocess", "worker");
  noteWorkerData(machine, options);
  const isText = optionOf(machine, options, "eval");
  const text = machine.textOf(source);
  const url = asInstance(source, "URL");
  const href = url === null ? text : machine.textOf(url.data["href"]);
  if (isText?.type === "primitive" && isText.value === true) runCode(machine, name, source);
  else if (href !== null && /^data:/.test(href))
    runDataUrl(machine, name, href, machine.taintOf(source ?? nothing));
  else if (asInstance(source, "BlobURL") !== null)
    runCode(machine, name, asInstance(source)?.data["content"]);
  else if (href !== null && /^https?:/.test(href)) loadRemote(machine, name, source);
  else loadProgram(machine, href);
  return machine.instance("Worker", {}, machine.none);
}

const secrets = ["src.env.secret", "src.env.bulk", "src.file.secret", "src.wallet"] as const;

/** How long a program waits is seen by whoever it talks to before and after (EXF-15). */
function noteMeasured(machine: Machine, api: string, delay: Value | undefined): void {
  if (delay === undefined || delay.type === "api" || machine.isFunction(delay)) return;
  // A service says itself how long to wait, whatever it was asked with.
  if (machine.isFrom("src.remote", delay)) return;
  if (!secrets.some((kind) => machine.isFrom(kind, delay))) return;
  machine.sink("ctx.delay", { api, names: ["measured"] }, { delay });
}

/** A file that is known and runs as a program of its own. */
function loadProgram(machine: Machine, href: string | null): void {
  if (href === null || /[\uF8E0\uF8E4-\uF8E6]/.test(href)) return;
  machine.load(href.replace(/^file:\/\//, ""));
}

/** Pools start as many workers as there are processors, all with one file. */
function pool(call: Call): Value {
  const { machine, args } = call;
  const [first] = args;
  const file =
    first?.type === "object"
      ? (optionOf(machine, first, "filename") ?? optionOf(machine, first, "exec"))
      : first;
  machine.use("subprocess", "worker");
  loadProgram(machine, machine.textOf(asInstance(file, "URL")?.data["href"] ?? file));
  return machine.unknown();
}

function loadRemote(machine: Machine, api: string, target: Value | undefined): void {
  const { destination } = destinationOf(machine, target);
  machine.use("network.out", destination.host ?? "*");
  const remote = machine.source("src.remote", { api, destination });
  const inputs = { code: machine.unknown(remote), url: target };
  machine.sink("snk.code", { api, isRead: false, destination }, inputs);
}

/** Code that stands in an address. */
export function runDataUrl(machine: Machine, api: string, href: string, taint: Taint): Value {
  const comma = href.indexOf(",");
  const head = href.slice(0, comma);
  if (comma < 0 || /\/json|wasm/.test(head)) return machine.unknown();
  const body = href.slice(comma + 1);
  let source = body;
  try {
    source = /;base64/i.test(head)
      ? Buffer.from(body, "base64").toString("utf8")
      : decodeURIComponent(body);
  } catch {
    // An address that is not well formed loads nothing in a runtime either; it is read as it stands.
  }
  return runCode(machine, api, machine.text(source, taint));
}

/** `import()` of what is no module of a package: an address with code, or one to fetch it from. */
function importAddress(call: Call): Value {
  const { machine, name } = call;
  const specifier = argument(call, 0);
  const href = machine.textOf(asInstance(specifier, "URL")?.data["href"] ?? specifier);
  if (asInstance(specifier, "BlobURL") !== null)
    return runCode(machine, name, asInstance(specifier)?.data["content"]);
  if (href !== null && /^data:/i.test(href))
    return runDataUrl(machine, name, href, machine.taintOf(specifier));
  const taint = machine.taintOf(specifier);
  if (href !== null && /^https?:/i.test(href)) loadRemote(machine, name, specifier);
  else if (taint.atoms.length > 0 && isOutside(href)) {
    const text = href === null ? {} : { text: shownText(href).slice(0, maxShown) };
    machine.sink("snk.module", { api: name, names: ["free"], ...text }, { name: specifier });
  }
  return machine.unknown(taint);
}

/** Whether an address may lead to any file at all, and not only to those of the package or project. */
function isOutside(href: string | null): boolean {
  return href === null || /^(?:file:\/\/)?(?:[\uF8E0\uF8E1\uF8E4-\uF8E6]|\/tmp\/)/i.test(href);
}

const intervals =
  "setInterval,setTimeout,setImmediate,requestAnimationFrame,requestIdleCallback,queueMicrotask";

export const codeSinks: Table = [
  ...calls({
    "global.{eval,execScript} node:repl.REPLServer.eval": evaluate,
    "global.{Function,AsyncFunction,GeneratorFunction}": makeFunction,
    "instance:GlobalGetter.@@call": ({ machine }) => machine.api("global"),
    "instance:GlobalGetter.{call,apply}": ({ machine }) => machine.api("global"),
    "instance:GlobalGetter.bind": ({ self }) => self,
    "node:vm.{runInThisContext,runInNewContext,runInContext,compileFunction} pkg:vm2.VM.run pkg:isolated-vm.run":
      runScript,
    "pkg:{eval,safe-eval,notevil,static-eval,require-from-string,node-eval,module-from-string,vm-browserify} pkg:require-from-string.requireFromString pkg:module-from-string.{requireFromString,importFromString} pkg:vm-browserify.{runInThisContext,runInNewContext} pkg:import-from-string.importFromString":
      evaluate,
    "node:vm.{Script,SourceTextModule} pkg:vm2.{VMScript}": keptScript,
    "instance:Script.{runInThisContext,runInNewContext,runInContext,evaluate}": (call) => {
      const data = asInstance(call.self)?.data;
      const api = call.machine.knownText(data?.["api"]) ?? call.name;
      return runCode(call.machine, api, data?.["source"], propsOf(call.machine, call.args[0]));
    },
    "node:vm.createContext": (call) => argument(call, 0),
    "pkg:vm2.{VM,NodeVM} pkg:isolated-vm.Isolate": ({ machine }) => machine.instance("SandboxVm"),
    "instance:SandboxVm.{run,runFile,eval,evalSync}": evaluate,
    [`global.{${intervals}} node:timers.{${intervals}} node:timers.promises.{setTimeout,setInterval,setImmediate}`]:
      timer,
    "global.{clearTimeout,clearInterval,clearImmediate,cancelAnimationFrame}": () => nothing,
    "global.process.nextTick": timer,
    "node:worker_threads.Worker global.{Worker,SharedWorker} pkg:web-worker pkg:tiny-worker":
      worker,
    "pkg:{piscina,tinypool,workerpool,jest-worker,worker-farm,threads} pkg:piscina.{Piscina,default} pkg:tinypool.Tinypool pkg:workerpool.pool pkg:jest-worker.Worker pkg:threads.Worker node:cluster.{setupPrimary,setupMaster}":
      pool,
    "global.navigator.serviceWorker.register": (call) => worker(call),
    "instance:Module._compile node:module._compile node:module.prototype._compile global.module._compile":
      compile,
    "node:module": ({ machine }) => machine.instance("Module"),
    "node:repl.start node:inspector.{open,Session}": ({ machine }) => {
      machine.use("dynamicCode");
      return machine.instance("Debugger");
    },
    "instance:Debugger.post": (call) => {
      const { machine, args, name } = call;
      const method = machine.knownText(args[0]) ?? "";
      if (/^Runtime\.(?:evaluate|callFunctionOn|compileScript|runScript)$/.test(method)) {
        const code =
          optionOf(machine, args[1], "expression") ??
          optionOf(machine, args[1], "functionDeclaration");
        return answer(call, runCode(machine, `${name}.${method}`, code));
      }
      return answer(call, machine.unknown());
    },
    "global.import": importAddress,
    "node:module.nextLoad": loadNext,
    "node:module.register": (call) => {
      call.machine.use("dynamicCode");
      const target = call.machine.textOf(call.args[0]);
      if (target?.startsWith("data:"))
        runDataUrl(call.machine, call.name, target, call.machine.none);
      else if (target !== null) call.machine.load(target);
      call.machine.sink(
        "snk.patch.global",
        { api: call.name, names: ["module.register"] },
        { code: call.args[0] },
      );
      return nothing;
    },
    "node:module.registerHooks": (call) => {
      for (const key of ["resolve", "load"]) {
        const hook = optionOf(call.machine, call.args[0], key);
        if (hook === undefined) continue;
        const { machine } = call;
        const given = [
          paramValue(machine),
          paramValue(machine),
          machine.api("node:module.nextLoad"),
        ];
        compileInPlace(machine, machine.callAs("call", hook, given));
      }
      call.machine.sink(
        "snk.patch.global",
        { api: call.name, names: ["module.register"] },
        { code: call.args[0] },
      );
      return nothing;
    },
  }),
  ...named("global.require.extensions.* node:module._extensions.*", {
    write(machine, _self, value, name) {
      machine.sink(
        "snk.patch.global",
        { api: name, names: ["require.extensions"] },
        { code: value },
      );
      if (machine.isFunction(value)) machine.callAs("call", value, []);
    },
  }),
];
