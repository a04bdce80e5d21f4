import type { Builtin } from "./engine.ts";
import type { FunctionNode, Scope } from "./machine.ts";

/**
 * What an expression can be, as far as code alone tells. Everything that is known is kept exactly, so
 * that decoders written in the package's own code can be followed; the rest is unknown, with the
 * sources that it may come from.
 */
export type Value =
  | Primitive
  | Text
  | ArrayValue
  | ObjectValue
  | FunctionValue
  | ApiValue
  | InstanceValue
  | UnknownValue
  | EitherValue;

/** Where a value comes from and what was done to it. Shared and never changed. */
export interface Taint {
  /** Ids of source atoms, ascending; at most 16. */
  readonly atoms: readonly number[];
  /** Bit n stands for `transforms[n]`. */
  readonly through: number;
}

interface Tainted {
  readonly taint: Taint;
}

/** A number, boolean, null, undefined, bigint or a regular expression's source. */
export interface Primitive extends Tainted {
  readonly type: "primitive";
  readonly value: number | boolean | null | undefined | bigint;
}

/**
 * A string. Pieces that are not known stand in it as one character of `marks`, so that
 * `${homedir()}/.npmrc` keeps what matters; a text without marks is known whole.
 */
export interface Text extends Tainted {
  readonly type: "text";
  readonly value: string;
  /** Whether it holds no marks; a package that writes such characters itself does not hide behind them. */
  readonly isWhole: boolean;
  /** Of one put together that begins with an address: where the address comes from, whatever follows it. */
  readonly lead?: Taint;
}

/** Characters of the private use area that stand for what is only known symbolically. */
export const marks = {
  unknown: "\uF8E0",
  home: "\uF8E1",
  project: "\uF8E2",
  package: "\uF8E3",
  temp: "\uF8E4",
  param: "\uF8E5",
  config: "\uF8E6",
  system: "\uF8E7",
} as const;

/** Mutable, as arrays are: decoders push, shift and rotate. */
export interface ArrayValue extends Tainted {
  readonly type: "array";
  readonly items: Value[];
  /** Set when there may be more items than `items`; what they are. */
  rest: Value | null;
  taint: Taint;
  /** Set for typed arrays and buffers: the items are bytes or numbers of it. */
  readonly of: "array" | "bytes";
  /** The branch of unknown conditions that made it; a change made in another may not happen. */
  readonly born: number;
  /** Taint of what it holds, as it was when taints had grown so often. */
  inner?: Taint;
  innerAt?: number;
  /** Of what `split` gave: by what. */
  splitBy?: string;
  /** Of a typed array that is no buffer: its constructor, such as `Uint32Array`. */
  element?: string;
}

export interface ObjectValue extends Tainted {
  readonly type: "object";
  readonly props: Map<string, Value>;
  /** What properties that are not in `props` may be; null when there are none. */
  rest: Value | null;
  taint: Taint;
  /** The object it inherits from; null stands for `Object.prototype`. */
  proto: Value | null;
  readonly born: number;
  inner?: Taint;
  innerAt?: number;
  /** Of what a builtin made that has methods of its own: `Map`, `Set`, `RegExp`, `Date`, `Iterator`, `Symbol`. */
  kind?: string;
  /** Getters and setters by name; looked for before `props`. */
  accessors?: Map<string, Accessor>;
}

export interface Accessor {
  readonly get: Value | null;
  readonly set: Value | null;
}

/** A function or class of the package. */
export interface FunctionValue extends Tainted {
  readonly type: "function";
  readonly node: FunctionNode;
  readonly scope: Scope;
  /** Its `this` when it is an arrow function, bound, or a method taken from an object. */
  readonly self: Value | null;
  readonly boundArgs: readonly Value[];
  readonly props: Map<string, Value>;
  /** Of a class: its declaration and what it extends. */
  readonly class?: ClassPart;
  /** Of a method: the object whose prototype `super` means. */
  readonly home?: Value;
  readonly accessors?: Map<string, Accessor>;
}

export interface ClassPart {
  readonly base: Value | null;
  /** Run on each new object, in the order they are written. */
  readonly fields: readonly ((object: Value) => void)[];
  /** False when it has no constructor of its own; `node` is then an empty one. */
  readonly hasConstructor: boolean;
}

/** Something that the runtime or a known module brings, by its canonical name. */
export interface ApiValue extends Tainted {
  readonly type: "api";
  /**
   * `global.fetch`, `node:fs.readFileSync`, `node:fs/promises.readFile` is `node:fs.promises.readFile`,
   * `pkg:axios.post`; members of modules that nobody models keep their names: `pkg:left-pad.default`.
   */
  readonly name: string;
  /** The object that it was taken from, for methods: `res.on` of an instance. */
  readonly self: Value | null;
  readonly boundArgs: readonly Value[];
  /** Assignments that the package made to it, such as `module.exports`. */
  readonly props: Map<string, Value>;
  /** Set when it is a part of the language. */
  readonly builtin?: Builtin;
}

/** An object that a model made: `of` says which methods it has; `data` is the model's own. */
export interface InstanceValue extends Tainted {
  readonly type: "instance";
  /** Such as `Response`, `http.ClientRequest`, `net.Socket`, `ChildProcess`, `Hash`. */
  readonly of: string;
  readonly data: Readonly<Record<string, Value>>;
  readonly props: Map<string, Value>;
}

export interface UnknownValue extends Tainted {
  readonly type: "unknown";
  /** Set when it is handed in by the consumer: a parameter of a function that nobody here calls. */
  readonly isParam: boolean;
  /** Set when it is any key of a module or its like, or what stands there under that key. */
  readonly each?: { readonly of: ApiValue; readonly is: "key" | "member" };
}

/** One of several, from branches that code alone cannot choose between; at most 6, never nested. */
export interface EitherValue extends Tainted {
  readonly type: "either";
  readonly options: readonly Value[];
}
