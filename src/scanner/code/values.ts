import { FunctionObject } from "./function-object.ts";
import { saidOfAll } from "./gates.ts";
import { containerGrew } from "./growth.ts";
import { none, taintKey, union, withThrough } from "./taints.ts";
import type {
  ApiValue,
  ArrayValue,
  EitherValue,
  InstanceValue,
  ObjectValue,
  Primitive,
  Taint,
  Text,
  UnknownValue,
  Value,
} from "./value.ts";
import { marks } from "./value.ts";

/** Longer strings are not followed: decoders of real payloads stay below it, growth without end does not. */
export const maxTextChars = 8 * 1024 * 1024;
export const maxItems = 400_000;
const maxOptions = 6;

export const undefinedValue: Primitive = { type: "primitive", value: undefined, taint: none };
export const nullValue: Primitive = { type: "primitive", value: null, taint: none };
const trueValue: Primitive = { type: "primitive", value: true, taint: none };
const falseValue: Primitive = { type: "primitive", value: false, taint: none };
export const unknownValue: UnknownValue = { type: "unknown", isParam: false, taint: none };

const smallNumbers: Primitive[] = [];
for (let number = 0; number < 1024; number += 1) {
  smallNumbers.push({ type: "primitive", value: number, taint: none });
}
const letters: Text[] = [];
for (let code = 0; code < 256; code += 1) {
  letters.push({ type: "text", value: String.fromCharCode(code), taint: none, isWhole: true });
}

export function numberValue(value: number, taint: Taint = none): Primitive {
  if (taint === none && value >= 0 && value < 1024 && Number.isInteger(value)) {
    if (value !== 0 || Object.is(value, 0)) return smallNumbers[value] as Primitive;
  }
  return { type: "primitive", value, taint };
}

export function booleanValue(value: boolean, taint: Taint = none): Primitive {
  if (taint !== none) return { type: "primitive", value, taint };
  return value ? trueValue : falseValue;
}

export function primitiveValue(value: Primitive["value"], taint: Taint = none): Primitive {
  if (typeof value === "number") return numberValue(value, taint);
  if (taint === none) {
    if (value === undefined) return undefinedValue;
    if (value === null) return nullValue;
    if (value === true) return trueValue;
    if (value === false) return falseValue;
  }
  return { type: "primitive", value, taint };
}

export function textValue(value: string, taint: Taint = none, isWhole = true): Text | UnknownValue {
  if (value.length > maxTextChars) return unknownOf(taint);
  if (taint === none && value.length === 1 && isWhole) {
    const letter = letters[value.charCodeAt(0)];
    if (letter !== undefined) return letter;
  }
  return { type: "text", value, taint, isWhole };
}

export function unknownOf(taint: Taint): UnknownValue {
  return taint === none ? unknownValue : { type: "unknown", isParam: false, taint };
}

/** `born` is the branch that makes it: only there is a change of it certain. */
export function arrayValue(
  items: Value[],
  born: number,
  taint: Taint = none,
  of: "array" | "bytes" = "array",
): ArrayValue {
  return { type: "array", items, rest: null, taint, of, born };
}

export function objectValue(
  props: Map<string, Value>,
  born: number,
  taint: Taint = none,
): ObjectValue {
  return { type: "object", props, rest: null, taint, proto: null, born };
}

export function instanceValue(of: string, data: Readonly<Record<string, Value>>, taint: Taint) {
  const instance: InstanceValue = { type: "instance", of, data, props: new Map(), taint };
  return instance;
}

export function apiValue(name: string, props: Map<string, Value>, self: Value | null): ApiValue {
  return { type: "api", name, self, boundArgs: [], props, taint: none };
}

/** Helpers of bundlers copy a module key by key: what the key is nobody knows, but of what it is one. */
export function anyKeyOf(of: ApiValue): UnknownValue {
  return { type: "unknown", isParam: false, taint: none, each: { of, is: "key" } };
}

/** One of several. What is the same is kept once; what is unknown is one unknown. */
export function eitherOf(values: readonly Value[]): Value {
  const [first] = values;
  if (first === undefined) return undefinedValue;
  if (values.length === 1) return first;
  if (values.length === 2) {
    const second = values[1] as Value;
    if (first === second) return first;
    if (first.type === "unknown" && second.type === "unknown") return joinUnknown(first, second);
  }
  const options: Value[] = [];
  let unknown: UnknownValue | null = null;
  let overflow: Taint | null = null;
  for (const value of values) {
    for (const option of value.type === "either" ? value.options : [value]) {
      if (option.type === "unknown") {
        unknown = unknown === null ? option : joinUnknown(unknown, option);
      } else if (!options.some((known) => isSame(known, option))) {
        if (options.length < maxOptions - 1) options.push(option);
        else overflow = union(overflow ?? none, option.taint);
      }
    }
  }
  if (overflow !== null) {
    unknown = joinUnknown(unknown ?? unknownValue, unknownOf(overflow));
  }
  if (unknown !== null) options.push(unknown);
  const [only] = options;
  if (only !== undefined && options.length === 1) return only;
  let taint = none;
  for (const option of options) taint = union(taint, option.taint);
  const either: EitherValue = { type: "either", options, taint: saidOfAll(taint, options) };
  return either;
}

function joinUnknown(a: UnknownValue, b: UnknownValue): UnknownValue {
  if (a === b) return a;
  const taint = saidOfAll(union(a.taint, b.taint), [a, b]);
  const isParam = a.isParam && b.isParam;
  return taint === a.taint && isParam === a.isParam ? a : { type: "unknown", isParam, taint };
}

function isSame(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.type === "text" && b.type === "text") {
    return (
      a.value === b.value && a.isWhole === b.isWhole && taintKey(a.taint) === taintKey(b.taint)
    );
  }
  if (a.type === "primitive" && b.type === "primitive") {
    return Object.is(a.value, b.value) && taintKey(a.taint) === taintKey(b.taint);
  }
  if (a.type === "api" && b.type === "api") return a.name === b.name && a.self === b.self;
  if (a.type === "function" && b.type === "function") {
    return a.node === b.node && a.scope === b.scope && a.self === b.self;
  }
  return false;
}

export function optionsOf(value: Value): readonly Value[] {
  return value.type === "either" ? value.options : [value];
}

/** The same value with more taint; containers are shared, so that theirs grows in place. */
export function addTaint(value: Value, taint: Taint, through = 0): Value {
  if (value.type === "array" || value.type === "object") {
    const all = withThrough(union(value.taint, taint), through);
    if (all !== value.taint) {
      value.taint = all;
      containerGrew();
    }
    return value;
  }
  const all = withThrough(union(value.taint, taint), through);
  if (all === value.taint) return value;
  if (value.type === "either") {
    return {
      type: "either",
      options: value.options.map((option) => addTaint(option, taint, through)),
      taint: all,
    };
  }
  if (value instanceof FunctionObject) return value.with({ taint: all });
  return { ...value, taint: all };
}

const anyMark = new RegExp(`[${Object.values(marks).join("")}]`);

export function hasMarks(text: string): boolean {
  return anyMark.test(text);
}

function withoutMarks(text: string): string {
  return text.replace(new RegExp(anyMark, "g"), "");
}

/** What an unknown piece of a string is written as. */
export function markOf(value: Value): string {
  return value.type === "unknown" && value.isParam ? marks.param : marks.unknown;
}

export function isKnownText(value: Value): value is Text {
  return value.type === "text" && value.isWhole;
}

/** Whether it is a string, number or the like that is known whole, so that code can simply run on it. */
export function isConstant(value: Value): value is Text | Primitive {
  return value.type === "primitive" || isKnownText(value);
}

/** What holds for all options; null when they differ, or one is not known. */
function agreed(options: readonly Value[], ask: (option: Value) => boolean | null): boolean | null {
  let answer: boolean | null = null;
  for (let index = 0; index < options.length; index += 1) {
    const one = ask(options[index] as Value);
    if (one === null || (index > 0 && one !== answer)) return null;
    answer = one;
  }
  return answer;
}

/** Whether a condition holds; null when code alone does not tell. */
export function truthOf(value: Value): boolean | null {
  switch (value.type) {
    case "primitive":
      return Boolean(value.value);
    case "text":
      if (value.isWhole) return value.value !== "";
      return withoutMarks(value.value) !== "" ? true : null;
    case "array":
    case "object":
    case "function":
    case "instance":
      return true;
    case "api":
      return value.name.startsWith("js:") ? true : null;
    case "either":
      return agreed(value.options, truthOf);
    case "unknown":
      return null;
  }
}

export function isNullish(value: Value): boolean | null {
  switch (value.type) {
    case "primitive":
      return value.value === null || value.value === undefined;
    case "either":
      return agreed(value.options, isNullish);
    case "unknown":
      return null;
    case "api":
      return value.name.startsWith("js:") ? false : null;
    case "text":
      // A setting may be missing.
      return value.value === marks.config ? null : false;
    default:
      return false;
  }
}

export function isUndefined(value: Value): boolean {
  return value.type === "primitive" && value.value === undefined;
}
