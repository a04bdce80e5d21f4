import type { Call, Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import { argument, calls, nothing, optionOf, optionsOf, type Table } from "./define.ts";
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
  for (const callback of callbacks.slice(0, 64)) machine.call(callback, [memory, memory]);
  if (imports !== undefined) machine.sink("snk.code", { api: call.name, isRead: true, names }, {});
  return memory;
}

export const native: Table = calls({
  "global.process.dlopen": load(1),
  "bun:ffi.{dlopen,linkSymbols,cc} pkg:bun:ffi.dlopen pkg:{ffi-napi,ffi,ffi-rs,node-ffi}.{Library,load,open,DynamicLibrary} pkg:koffi.load global.Deno.dlopen":
    load(0),
  "pkg:{bindings,node-gyp-build,node-pre-gyp,pkg-prebuilds,node-gyp-build-optional-packages,prebuild-install} pkg:node-gyp-build.{path,resolve} pkg:@mapbox/node-pre-gyp.find pkg:sqlite3 pkg:better-sqlite3":
    conventional,
  "global.WebAssembly.{instantiate,instantiateStreaming,compile,compileStreaming,Module,Instance}":
    instantiate,
  "global.WebAssembly.validate": () => nothing,
  "node:wasi.WASI": ({ machine }) => {
    machine.use("wasm");
    return machine.instance("Wasi");
  },
});
