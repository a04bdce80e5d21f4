import type { ApiUse, AtomDetail, AtomKind, Transform } from "./atoms.ts";
import type { Taint, Value } from "./value.ts";

/** A node of the syntax tree as the parsers give it (ESTree); `start` is an offset in the source. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

export interface FunctionNode extends Node {
  readonly params: readonly Node[];
  readonly body: Node;
}

/** Names of one function or block; the interpreter's own. */
export interface Scope {
  readonly outer: Scope | null;
}

/**
 * What a model of an API may ask of the interpreter. Models are pure but for these calls; none of
 * them ever runs code of the package anywhere but in this interpreter.
 */
export interface Machine {
  readonly none: Taint;
  text(value: string, taint?: Taint): Value;
  primitive(value: number | boolean | null | undefined | bigint, taint?: Taint): Value;
  array(items: readonly Value[], taint?: Taint, of?: "array" | "bytes"): Value;
  object(props: Readonly<Record<string, Value>>, taint?: Taint): Value;
  unknown(taint?: Taint): Value;
  /** The value of a name that models answer for, such as `node:fs` or `global.process.env`. */
  api(name: string, self?: Value): Value;
  instance(of: string, data?: Readonly<Record<string, Value>>, taint?: Taint): Value;
  either(values: readonly Value[]): Value;

  /** The taint of a value and of everything inside it, to a bounded depth. */
  taintOf(...values: readonly Value[]): Taint;
  /** Whether it comes from a source of this kind. */
  isFrom(kind: AtomKind, value: Value): boolean;
  /** What an install hook tells the program that it starts, where that is known. */
  readonly words: readonly string[] | null;
  /** The same value, with the taint added and the transforms marked. */
  tainted(value: Value, taint: Taint, ...through: readonly Transform[]): Value;

  /** The string that a value is known to be, marks included; null when it is no string or unknown. */
  textOf(value: Value | undefined): string | null;
  /** Like `textOf`, but null unless it is known whole. */
  knownText(value: Value | undefined): string | null;
  numberOf(value: Value | undefined): number | null;
  /** Known bytes of a buffer, a typed array, an array of numbers, or a text (as UTF-8); else null. */
  bytesOf(value: Value | undefined): Uint8Array | null;
  /** A property, through models and prototypes; unknown when it is not known. */
  get(value: Value | undefined, key: string): Value;
  /** Items of a known array or of a value in the place of one, at most 256. */
  items(value: Value | undefined): readonly Value[];
  /** Keys that an object is known to have, at most 256. */
  keys(value: Value | undefined): readonly string[];
  isFunction(value: Value | undefined): boolean;
  /** Calls a function of the package, an API, or an unknown; the result. */
  call(callee: Value | undefined, args: readonly Value[], self?: Value): Value;
  /** Calls it as something that acts on another surface: a request handler, a tool. */
  callAs(surface: "handler" | "call", callee: Value | undefined, args: readonly Value[]): Value;
  /** Parses a text as code and interprets it in the global scope, one layer deeper; its last value. */
  runLayer(source: string, taint: Taint, extra?: Readonly<Record<string, Value>>): Value;
  /** A text that becomes a part of somebody else's code, as far as it is known. */
  carry(text: Value): void;
  /** The value that `require` of a specifier gives here: an API, a package's export, or a file of the package. */
  load(specifier: string): Value;
  /** Reads a file of the package by a path that may begin with the package mark; null when there is none. */
  ownFile(path: string): { readonly path: string; readonly text: string | null } | null;

  /** Records an atom at the place that is being interpreted, deduplicated; its id. */
  emit(kind: AtomKind, detail?: AtomDetail): number;
  /** Records a sink, and a flow into it from every source that an input carries. */
  sink(
    kind: AtomKind,
    detail: AtomDetail,
    inputs: Readonly<Record<string, Value | undefined>>,
  ): number;
  /** Records a source, and gives the taint of values that come from it. */
  source(kind: AtomKind, detail?: AtomDetail): Taint;
  use(capability: ApiUse["capability"], name?: string): void;
  /** Tells that a function which the package offers hands on what it is trusted with. */
  noteTrust(secret: Value): void;
  /** By what the undecided conditions decide that stand around the call: time, place, person. */
  gatedBy(): readonly string[];
}

/** One call of an API, as its model sees it. */
export interface Call {
  readonly machine: Machine;
  /** The canonical name, without what the model was looked up by. */
  readonly name: string;
  /** The object that it is a method of. */
  readonly self: Value;
  readonly args: readonly Value[];
  readonly isNew: boolean;
}

/**
 * What one API does. Looked up by canonical name (`node:fs.readFile`) or, for methods of an instance,
 * by `instance:<of>.<method>`; `*` as the last part stands for every member that has no own model.
 */
export interface Model {
  /** What calling or constructing it gives; without it, an unknown that carries what went in. */
  call?(call: Call): Value;
  /** What reading it gives, when it is not just an API to be called: `process.env.X`, `process.platform`. */
  read?(machine: Machine, self: Value, name: string): Value;
  /** What assigning to it means: `process.env.X = 1`, `Module._load = …`. */
  write?(machine: Machine, self: Value, value: Value, name: string): void;
}

/** All models by the names that they answer for. */
export type Models = ReadonlyMap<string, Model>;
