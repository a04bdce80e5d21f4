import type { Call, Machine, Model } from "../machine.ts";
import type { InstanceValue, Value } from "../value.ts";

/** Models by the names that they answer for, as tables give them. */
export type Table = readonly (readonly [name: string, model: Model])[];

/**
 * One model under many names. Names are separated by blanks, and braces stand for every one of the
 * words in them: `node:fs.{readFile,readFileSync}`.
 */
export function named(names: string, model: Model): Table {
  return names
    .trim()
    .split(/\s+/)
    .flatMap(expandNames)
    .map((name) => [name, model] as const);
}

/** Functions by their names. */
export function calls(table: Readonly<Record<string, (call: Call) => Value>>): Table {
  return Object.entries(table).flatMap(([names, call]) => named(names, { call }));
}

/** Properties by their names. */
export function reads(
  table: Readonly<Record<string, (machine: Machine, self: Value, name: string) => Value>>,
): Table {
  return Object.entries(table).flatMap(([names, read]) => named(names, { read }));
}

/** Names that are only other names for something: `node:buffer.Buffer` is `global.Buffer`. */
export function aliases(table: Readonly<Record<string, string>>): Table {
  return Object.entries(table).flatMap(([names, of]) =>
    named(names, { read: (machine) => machine.api(of) }),
  );
}

/** Every name that one with braces stands for. */
export function expandNames(name: string): readonly string[] {
  const open = name.indexOf("{");
  if (open < 0) return [name];
  const close = name.indexOf("}", open);
  const [before, after] = [name.slice(0, open), name.slice(close + 1)];
  return name
    .slice(open + 1, close)
    .split(",")
    .flatMap((word) => expandNames(before + word + after));
}

/** The last part of a canonical name. */
export function memberOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

export const nothing: Value = {
  type: "primitive",
  value: undefined,
  taint: { atoms: [], through: 0 },
};

/** What a caller hands in. */
export function paramValue(machine: Machine): Value {
  return { type: "unknown", isParam: true, taint: machine.none };
}

export function argument(call: Call, index: number): Value {
  return call.args[index] ?? nothing;
}

/** Whether something was given at all. */
export function isGiven(value: Value | undefined): value is Value {
  return value !== undefined && !(value.type === "primitive" && value.value == null);
}

/** A property that an object is known to have, or that nobody can rule out; undefined else. */
export function optionOf(
  machine: Machine,
  options: Value | undefined,
  key: string,
): Value | undefined {
  if (!isGiven(options) || options.type === "text" || options.type === "primitive")
    return undefined;
  if (machine.isFunction(options) || options.type === "array") return undefined;
  const value = machine.get(options, key);
  return isGiven(value) ? value : undefined;
}

export function callbackOf(call: Call): Value | undefined {
  return call.args.findLast((value) => value.type === "function" || call.machine.isFunction(value));
}

/**
 * Gives the result of a call to whoever waits for it: a callback in node's manner gets it after an
 * empty error, and a promise is what it resolves to.
 */
export function answer(call: Call, ...results: readonly Value[]): Value {
  const callback = callbackOf(call);
  const { machine } = call;
  if (callback !== undefined) machine.call(callback, [machine.primitive(null), ...results]);
  return results[0] ?? nothing;
}

/** The options of a value that may be one of several. */
export function optionsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value.type === "either" ? value.options : [value];
}

export function asInstance(value: Value | undefined, of?: string): InstanceValue | null {
  for (const one of optionsOf(value)) {
    let option: Value | null = one;
    // An object of a class that extends what a host brings holds one of those.
    for (let depth = 0; option?.type === "object" && depth < 8; depth += 1) option = option.proto;
    if (option?.type === "instance" && (of === undefined || option.of === of)) return option;
  }
  return null;
}

/** What stands in a list, or the one thing that stands in the place of one. */
export function listOf(machine: Machine, value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value.type === "array" ? machine.items(value) : [value];
}

/** Whether it can be called: a function of the package, or one that the runtime brings. */
export function isCallable(machine: Machine, value: Value): boolean {
  return machine.isFunction(value) || optionsOf(value).some(({ type }) => type === "api");
}

/** Data that a model keeps in an instance and changes as methods are called. */
export function kept(self: Value, key: string): Value | undefined {
  return asInstance(self)?.props.get(`#${key}`);
}

export function keep(self: Value, key: string, value: Value): void {
  asInstance(self)?.props.set(`#${key}`, value);
}
