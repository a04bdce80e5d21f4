import type { Atom } from "../code/atoms.ts";
import type { PackageView } from "../rule.ts";

const leastBindings = 10;
const binding = /\b__wbg_[a-z]\w{0,80}_[0-9a-f]{16}\b/g;
const makesFunction =
  /\b__wbg_new(?:_?no_?args)?_[0-9a-f]{16}\b[^}]{0,200}\bnew Function\([\w$]{1,20}(?:\([\w$, ]{1,60}\))?\);?(?:\s|return\b)/;

/**
 * Rust's bindings hand a module every object of the runtime by name, among them what makes a function
 * of a text: by it the module asks for the global object. So it says no more than that the module is
 * given the means to act. What runs the text itself, or stands alone, is no such binding.
 */
export function isRustBinding(sink: Atom, pkg: PackageView): boolean {
  if (!makes(sink)) return false;
  const text = pkg.text(sink.file) ?? "";
  const names = new Set(Array.from(text.matchAll(binding), ([name]) => name));
  const lines = text.split("\n");
  const line = lines[sink.line - 1] ?? "";
  const above = lines.slice(Math.max(0, sink.line - 4), sink.line - 1).join("\n");
  const before = `${above}\n${line.slice(0, sink.column - 1)}`.slice(-near);
  // A minifier leaves all bindings on one line: only what is made at the sink counts.
  const call = `${line.slice(sink.column - 1)}\n${lines[sink.line] ?? ""}`.slice(0, maxCall);
  const made = makesFunction.exec(before.slice(before.lastIndexOf("__wbg_")) + call);
  return names.size >= leastBindings && made !== null;
}

/** By which names the global object goes; a module that looks for it is given all of them. */
const globals = ["self", "window", "globalThis", "global_this", "global"];
const leastGlobals = 3;

/** Whether the bindings beside it are those of a module that looks for the global object. */
export function looksForGlobal({ file }: Atom, pkg: PackageView): boolean {
  const text = pkg.text(file) ?? "";
  const named = Array.from(text.matchAll(binding), ([name]) => name.slice(6, -17));
  return globals.filter((name) => named.some((one) => one.endsWith(name))).length >= leastGlobals;
}

const reach = 4000;
const near = 700;
const maxCall = 200;
/** Words of C++'s bindings that no minifier shortens, since types know each other by them. */
const wires = ["toWireType", "fromWireType", "argPackAdvance", "readValueFromPointer"];
const leastWires = 3;
const makesObject = /\binstanceof Function\)[\s\S]{0,200}new_ called with constructor type/;
const makesInvoker = / called with [\s\S]{0,60} arguments, expected [\s\S]{0,3000}[dD]estructors/;
const makesCaller =
  /return function (?:emval_allocator_|\((?:obj|handle|destructorsRef)\b)[\s\S]{0,3000}readValueFromPointer/;
/** Whatever constructor it is given, and text that was put together before. */
const applies = /^[\w$]{1,40}\.apply\(/;
const puts = /^new Function\((?:\.\.\.)?[\w$]{1,20}(?:, ?[\w$]{1,20})?\)/;
const puzzles = /^new Function\((?:"\w{1,30}", ?){0,5}(?:\.\.\.)?[\w$]{1,20}(?:, ?[\w$]{1,20})?\)/;
/** A function that does nothing but call another, under a name that a debugger shows. */
const names =
  /^new Function\("body", ?"return function " ?\+ ?[\w$]{1,40} ?\+ ?["'`]\(\) ?\{(?:\\n)?["'`\s+]{1,40}["']use strict["']/;

/**
 * C++'s bindings write a function for each one of the module that converts what it takes and gives: its
 * text is put together of the same few lines and of how many arguments there are.
 */
export function isNativeBinding(sink: Atom, pkg: PackageView): boolean {
  if (!makes(sink)) return false;
  const text = pkg.text(sink.file) ?? "";
  if (wires.filter((word) => text.includes(word)).length < leastWires) return false;
  const lines = text.split("\n");
  const line = lines[sink.line - 1] ?? "";
  const above = lines
    .slice(0, sink.line - 1)
    .join("\n")
    .slice(-reach);
  const before = `${above}\n${line.slice(0, sink.column - 1)}`.slice(-reach);
  const call = `${line.slice(sink.column - 1)}\n${lines[sink.line] ?? ""}`.slice(0, maxCall);
  return (
    (applies.test(call) && makesObject.test(before.slice(-near))) ||
    (puts.test(call) && makesInvoker.test(before)) ||
    (puzzles.test(call) && makesCaller.test(before)) ||
    names.test(call)
  );
}

const around = 2000;
/** What a linker of modules says of the lines of script that a module brings, and of the module itself. */
const scripts = /__start_em_asm[\s\S]{0,200}__stop_em_asm|__em_js__/;
const linked = ["dylink", "__wasm_apply_data_relocs", "GOT.mem", "__memory_base"];

/**
 * Where C++ stands between lines of script, modules that are linked while they run bring these lines
 * with them, and the linker puts them in place before anything calls them.
 */
export function isLinkedScript(
  { kind, detail, file, line, column }: Atom,
  pkg: PackageView,
): boolean {
  if (kind !== "snk.code" || !/(?:^|\.)eval$/.test(detail.api ?? "")) return false;
  const text = pkg.text(file) ?? "";
  if (!linked.every((word) => text.includes(word))) return false;
  let start = 0;
  for (let at = 1; at < line; at++) start = text.indexOf("\n", start) + 1;
  const here = start + column;
  return scripts.test(text.slice(Math.max(0, here - around), here + around));
}

function makes({ kind, detail }: Atom): boolean {
  return kind === "snk.code" && /(?:^|\.)Function$/.test(detail.api ?? "");
}
