import type { Builtin, Engine } from "../engine.ts";
import { bitOf, none, withThrough } from "../taints.ts";
import type { Tree } from "../tree.ts";
import { marks, type Taint, type Value } from "../value.ts";
import { primitiveValue, textValue, undefinedValue, unknownOf } from "../values.ts";
import { opaque } from "./arguments.ts";

const maxChars = 4 * 1024 * 1024;
const maxNodes = 200_000;
const maxDepth = 64;

/** Shorter texts are dense by chance. */
const leastDense = 64;

/** What stands in a file of the package: a dense text there is as one in its code. */
export function storedValue(engine: Engine, at: Tree, json: unknown): Value {
  const textOf = (text: string) =>
    text.length < leastDense ? textValue(text) : engine.literal(at, text);
  return jsonValue(engine, json, none, 0, textOf);
}

/** A parsed document as a value. */
function jsonValue(
  engine: Engine,
  json: unknown,
  taint: Taint,
  depth = 0,
  textOf = (text: string): Value => textValue(text, taint),
): Value {
  if (typeof json === "string") return textOf(json);
  if (typeof json === "number" || typeof json === "boolean" || json === null) {
    return primitiveValue(json, taint);
  }
  if (depth > maxDepth || !engine.spend(1)) return unknownOf(taint);
  if (Array.isArray(json)) {
    if (json.length > maxNodes) return unknownOf(taint);
    return engine.newArray(
      json.map((item: unknown) => jsonValue(engine, item, taint, depth + 1, textOf)),
      taint,
    );
  }
  if (typeof json !== "object" || json === null) return undefinedValue;
  const props = new Map<string, Value>();
  for (const [name, value] of Object.entries(json)) {
    props.set(name, jsonValue(engine, value, taint, depth + 1, textOf));
  }
  return engine.newObject(props, taint);
}

function parse(engine: Engine, self: Value, args: readonly Value[]): Value {
  const [given] = args;
  // Some runtimes give as text what is an object in others; its parts are the same.
  if (given?.type === "api" && given.name.startsWith("global.process.report.")) return given;
  const text = engine.knownText(given);
  const taint = engine.taintOf(...args.slice(0, 1));
  if (text === null || text.length > maxChars) return opaque(engine, self, args);
  engine.spend(text.length >> 3);
  try {
    return jsonValue(engine, JSON.parse(text), taint);
  } catch {
    // The runtime throws; what the package does then is looked at with its handlers.
    return unknownOf(taint);
  }
}

/** What is written as text leaves in another form than it had: `xf.encode`. */
function stringify(engine: Engine, _self: Value, args: readonly Value[]): Value {
  const [value = undefinedValue, , indent] = args;
  const whole = engine.wholeOf(value);
  const taint = engine.taintOf(whole);
  const state = { left: 20_000, isWhole: true };
  const plain = plainOf(engine, whole, 0, state);
  const space = indent === undefined ? undefined : engine.numberOf(indent);
  if (plain === unwritable) return unknownOf(withThrough(taint, bitOf("encode")));
  const text = JSON.stringify(plain, null, space ?? undefined);
  if (text === undefined) return undefinedValue;
  return state.isWhole
    ? textValue(text, taint)
    : textValue(text, withThrough(taint, bitOf("encode")), false);
}

const unwritable: unique symbol = Symbol("unwritable");

interface Writing {
  left: number;
  isWhole: boolean;
}

/** So much is written of what is not known whole. */
const leastLeft = 18_000;

/** A part that is not known, inside what is: a mark stands for it. */
function partOf(depth: number, state: Writing): unknown {
  if (depth === 0 || state.left < leastLeft) return unwritable;
  state.isWhole = false;
  return marks.unknown;
}

function plainOf(engine: Engine, value: Value, depth: number, state: Writing): unknown {
  state.left -= 1;
  if (depth > 20 || state.left < 0) return unwritable;
  switch (value.type) {
    case "primitive":
      return typeof value.value === "bigint" ? unwritable : value.value;
    case "text":
      if (!value.isWhole) return partOf(depth, state) === unwritable ? unwritable : value.value;
      return value.value;
    case "array": {
      if (value.of === "bytes" || (value.rest !== null && value.items.length === 0)) {
        return partOf(depth, state);
      }
      if (value.rest !== null && partOf(1, state) === unwritable) return unwritable;
      const items: unknown[] = [];
      for (const item of value.items) {
        const plain = plainOf(engine, item, depth + 1, state);
        if (plain === unwritable) return unwritable;
        items.push(plain);
      }
      // What else may be in it has a place, too.
      if (value.rest !== null) items.push(marks.unknown);
      return items;
    }
    case "object": {
      if (
        value.kind !== undefined ||
        value.accessors !== undefined ||
        value.props.has("toJSON") ||
        (value.rest !== null && value.props.size === 0)
      ) {
        return partOf(depth, state);
      }
      if (value.rest !== null && partOf(1, state) === unwritable) return unwritable;
      const found: [string, unknown][] = [];
      for (const [name, inner] of value.props) {
        const plain = plainOf(engine, inner, depth + 1, state);
        if (plain === unwritable) return unwritable;
        found.push([name, plain]);
      }
      return Object.fromEntries(found);
    }
    case "function":
      return undefined;
    case "either": {
      const told = value.options.find(
        ({ type }) => type === "object" || type === "array" || type === "text",
      );
      if (told === undefined || partOf(1, state) === unwritable) return partOf(depth, state);
      return plainOf(engine, told, depth, state);
    }
    default:
      return partOf(depth, state);
  }
}

export const jsonBuiltins: Readonly<Record<string, Builtin>> = {
  "JSON.parse": parse,
  "JSON.stringify": stringify,
  "JSON.rawJSON": (_engine, _self, [value = undefinedValue]) => value,
};
