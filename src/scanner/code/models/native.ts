import type { Call, Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import {
  argument,
  asInstance,
  calls,
  keep,
  kept,
  nothing,
  optionOf,
  optionsOf,
  reads,
  type Table,
} from "./define.ts";
import { pathOf, shownPath } from "./path-text.ts";

/** Machine code is loaded by a path. */
function loadNative(machine: Machine, api: string, path: Value | undefined): void {
  machine.use("native");
  machine.use("unknown", "native");
  const text = path === undefined ? null : pathOf(machine, path);
  const detail = text === null ? {} : { path: shownPath(text) };
  machine.sink("snk.native", { api, ...detail }, { path });
}

function load(index: number): (call: Call) => Value {
  return (call) => {
    loadNative(call.machine, call.name, argument(call, index));
    return call.machine.unknown();
  };
}

/** A module of machine code for every platform finds its own file; where, the package's layout says. */
function conventional({ machine }: Call): Value {
  machine.use("native");
  return machine.unknown();
}

function instantiate(call: Call): Value {
  const { machine, args } = call;
  machine.use("wasm");
  const imports = args[1];
  const callbacks: Value[] = [];
  const names: string[] = [];
  for (const space of imports === undefined ? [] : machine.keys(imports)) {
    const members = optionOf(machine, imports, space);
    for (const key of members === undefined ? [] : machine.keys(members)) {
      const member = optionOf(machine, members, key);
      if (member === undefined) continue;
      if (machine.isFunction(member)) callbacks.push(member);
      for (const option of optionsOf(member)) if (option.type === "api") names.push(option.name);
    }
  }
  // What the module hands to the host's functions is as foreign as the module.
  const handed = machine.source("src.param", { api: "global.WebAssembly.memory" });
  const memory = machine.unknown(
    machine.taintOf(argument(call, 0), ...(imports === undefined ? [] : [machine.unknown(handed)])),
  );
  if (imports !== undefined) machine.sink("snk.code", { api: call.name, isRead: true, names }, {});
  const made = machine.instance(
    "Wasm",
    { callbacks: machine.array(callbacks.slice(0, 64)) },
    machine.taintOf(memory),
  );
  callBack(machine, made);
  return made;
}

const maxRuns = 4;

/** The module calls what it was given when it begins, and whenever somebody calls it. */
function callBack(machine: Machine, self: Value): Value {
  const runs = machine.numberOf(kept(self, "runs")) ?? 0;
  const memory = machine.unknown(self.taint);
  if (runs >= maxRuns) return memory;
  keep(self, "runs", machine.primitive(runs + 1));
  for (const callback of machine.items(asInstance(self)?.data["callbacks"])) {
    machine.call(callback, [memory, memory]);
  }
  return memory;
}

export const native: Table = [
  ...reads({
    "instance:Wasm.{instance,exports,module,default}": (_machine, self) => self,
    "instance:Wasm.*": (machine, self) => machine.instance("WasmExport", { of: self }, self.taint),
  }),
  ...calls({
    "instance:WasmExport.@@call": ({ machine, self }) =>
      callBack(machine, asInstance(self)?.data["of"] ?? self),
    "global.process.dlopen": load(1),
    "bun:ffi.{dlopen,linkSymbols,cc} pkg:bun:ffi.dlopen pkg:{ffi-napi,ffi,ffi-rs,node-ffi}.{Library,load,open,DynamicLibrary} pkg:koffi.load global.Deno.dlopen":
      load(0),
    "pkg:{bindings,node-gyp-build,node-pre-gyp,pkg-prebuilds,node-gyp-build-optional-packages,prebuild-install} pkg:node-gyp-build.{path,resolve} pkg:@mapbox/node-pre-gyp.find":
      conventional,
    "global.WebAssembly.{instantiate,instantiateStreaming,compile,compileStreaming,Module,Instance}":
      instantiate,
    "global.WebAssembly.validate": () => nothing,
    "node:wasi.WASI": ({ machine }) => {
      machine.use("wasm");
      return machine.instance("Wasi");
    },
  }),
];
