import type { Engine } from "./engine.ts";
import { bitOf, none, union, withThrough } from "./taints.ts";
import type { Taint, Text, Value } from "./value.ts";
import { marks } from "./value.ts";
import { eitherOf, isKnownText, markOf, textValue, undefinedValue, unknownOf } from "./values.ts";

const maxDepth = 12;

/** The string that a value becomes; unknown parts become marks. Null when nothing at all is known. */
export function toText(engine: Engine, value: Value, depth = 0): Text | null {
  switch (value.type) {
    case "text":
      return value;
    case "primitive":
      return asText(typeof value.value === "symbol" ? "" : String(value.value), value.taint);
    case "array": {
      if (depth > maxDepth || value.rest !== null) return null;
      if (value.of === "bytes" && value.element === undefined) {
        const bytes = engine.bytesOf(value);
        if (bytes === null) return null;
        return asText(new TextDecoder().decode(bytes), value.taint);
      }
      return joinTexts(engine, value.items, ",", value.taint, depth + 1);
    }
    case "object":
      return objectText(engine, value, depth);
    case "function":
      return asText(engine.unitSource(value), value.taint);
    case "api": {
      if (value.name.startsWith("js:")) {
        const name = value.name.slice(value.name.lastIndexOf(".") + 1).replace(/^js:/, "");
        if (/^(?:Math|JSON|Reflect|Atomics|Intl)$/.test(name))
          return asText(`[object ${name}]`, none);
        return asText(`function ${name}() { [native code] }`, value.taint);
      }
      return null;
    }
    default:
      return null;
  }
}

function asText(text: string, taint: Taint): Text | null {
  const made = textValue(text, taint);
  return made.type === "text" ? made : null;
}

function objectText(engine: Engine, value: Value & { type: "object" }, depth: number): Text | null {
  if (value.kind === "RegExp") {
    const source = value.props.get("source");
    const flags = value.props.get("flags");
    if (source?.type === "text" && flags?.type === "text") {
      return asText(`/${source.value}/${flags.value}`, value.taint);
    }
    return null;
  }
  if (value.kind === "Date") return null;
  for (const name of ["@@toPrimitive", "toString", "valueOf"]) {
    const method = engine.getMember(value, name);
    if (method.type !== "function" || depth > maxDepth) continue;
    const result = engine.callValue(method, [], value);
    if (result.type === "text" || result.type === "primitive") return toText(engine, result);
    return null;
  }
  if (value.props.has("stack") && value.props.has("message")) {
    const message = value.props.get("message");
    return message?.type === "text" ? asText(`Error: ${message.value}`, value.taint) : null;
  }
  if (value.kind === undefined && value.rest === null) {
    return asText("[object Object]", value.taint);
  }
  return value.kind === "Iterator" ? asText("[object Array Iterator]", value.taint) : null;
}

/** Strings put one after the other; what is not known of them becomes marks. */
export function joinTexts(
  engine: Engine,
  values: readonly Value[],
  separator: string,
  taint: Taint,
  depth = 0,
): Text | null {
  const pieces: string[] = [];
  let isWhole = true;
  let chars = 0;
  let all = taint;
  for (const value of values) {
    all = union(all, value.type === "text" ? value.taint : engine.taintOf(value));
    if (value.type === "primitive" && (value.value === null || value.value === undefined)) {
      pieces.push("");
      continue;
    }
    const text = toText(engine, value, depth);
    if (text === null) {
      pieces.push(markOf(value));
      isWhole = false;
    } else {
      pieces.push(text.value);
      isWhole &&= text.isWhole;
      chars += text.value.length;
    }
    if (chars > 8 * 1024 * 1024) return null;
  }
  engine.spend(chars >> 6);
  const made = textValue(pieces.join(separator), all, isWhole);
  if (made.type !== "text") return null;
  return separator === "" ? withLead(engine, made, pieces, values) : made;
}

const maxLead = 4096;
const wholeAddress = /^[a-z][a-z0-9+.-]{0,30}:\/\/[^/?#\\\s]{1,300}[/?#]/i;
const anyMark = Object.values(marks).join("");
/** What the user set or handed in, whatever follows it; of what nobody knows, more has to be written. */
const startsWithMark = new RegExp(
  `^(?:[${marks.config}${marks.param}](?!:|$)|${marks.unknown}(?![:${anyMark}]|$))`,
);

/**
 * A path that was decoded does not make the host before it a decoded one: as soon as the address is
 * whole, or as it is known that its beginning is somebody else's, what follows says nothing about it.
 */
function withLead(
  engine: Engine,
  made: Text,
  pieces: readonly string[],
  values: readonly Value[],
): Text {
  if (made.taint.through === 0) return made;
  let start = "";
  let lead = none;
  for (const [at, value] of values.entries()) {
    const known = value.type === "text" ? value : null;
    if (at === 0 && known?.lead !== undefined) return { ...made, lead: known.lead };
    const before = lead;
    lead = union(lead, known?.taint ?? engine.taintOf(value));
    start += (pieces[at] ?? "").slice(0, maxLead);
    if (wholeAddress.test(start)) return { ...made, lead };
    if (at > 0 && startsWithMark.test(start)) return { ...made, lead: before };
    if (start.length >= maxLead) break;
  }
  return made;
}

/** Strings put together as a template does: `null` is a word there, unlike in a join. */
export function joinSpelled(engine: Engine, values: readonly Value[], taint: Taint): Value | null {
  const at = values.findIndex(hasVariants);
  const choice = values[at];
  if (choice?.type === "either" && values.filter(({ type }) => type === "either").length === 1) {
    const made = choice.options.map((option) =>
      joinSpelled(engine, values.with(at, option), taint),
    );
    return eitherOf(made.filter((one) => one !== null));
  }
  const named = values.map((value) =>
    value.type === "primitive" && value.value == null
      ? textValue(String(value.value), value.taint)
      : value,
  );
  return joinTexts(engine, named, "", taint);
}

/** Longer texts are no names, paths or addresses, and are not kept in several versions. */
const maxVariant = 2048;

/** Whether a value is one of a few texts, so that what is made of it is one of a few as well. */
export function hasVariants(value: Value): value is Value & { type: "either" } {
  return (
    value.type === "either" &&
    value.options.some(({ type }) => type === "text") &&
    value.options.every((option) => option.type !== "text" || option.value.length <= maxVariant)
  );
}

/** `a + b` of two strings. */
export function concatenate(engine: Engine, left: Value, right: Value): Value {
  if (hasVariants(left) && right.type !== "either") {
    return eitherOf(left.options.map((option) => concatenate(engine, option, right)));
  }
  if (hasVariants(right) && left.type !== "either") {
    return eitherOf(right.options.map((option) => concatenate(engine, left, option)));
  }
  // Of two that are one of several each, how it starts is worth more than every pair.
  if (hasVariants(left)) {
    const rest = unknownOf(engine.taintOf(right));
    return eitherOf(left.options.map((option) => concatenate(engine, option, rest)));
  }
  const a = toText(engine, left);
  const b = toText(engine, right);
  const taint = union(
    left.type === "text" ? left.taint : engine.taintOf(left),
    right.type === "text" ? right.taint : engine.taintOf(right),
  );
  if (a === null && b === null) return unknownOf(taint);
  const isWhole = a?.isWhole === true && b?.isWhole === true;
  const first = a?.value ?? markOf(left);
  const second = b?.value ?? markOf(right);
  // Growth by doubling reaches the limit of one string soon; many long ones are paid for in steps.
  engine.spend((first.length + second.length) >> 10);
  const joined =
    isWhole && first !== "" && second !== "" ? withThrough(taint, bitOf("joined")) : taint;
  const made = textValue(mergeMarks(first, second), joined, isWhole);
  return made.type === "text" ? withLead(engine, made, [first, second], [left, right]) : made;
}

/** A run of unknown pieces is one unknown piece: loops must not make strings of marks. */
function mergeMarks(first: string, second: string): string {
  return first.endsWith(marks.unknown) && second === marks.unknown ? first : first + second;
}

/** The primitive that an operator sees; null when it is not known. */
export function toPrimitive(
  engine: Engine,
  value: Value,
): number | string | boolean | null | undefined | bigint | typeof notKnown {
  switch (value.type) {
    case "primitive":
      return value.value;
    case "text":
      return value.isWhole ? value.value : notKnown;
    case "object": {
      if (value.kind === "Date") return notKnown;
      const method =
        value.proto !== null || value.props.has("valueOf")
          ? engine.getMember(value, "valueOf")
          : null;
      if (method?.type === "function") {
        const result = engine.callValue(method, [], value);
        if (result.type === "primitive") return result.value;
        if (isKnownText(result)) return result.value;
        if (result.type === "unknown") return notKnown;
      }
      const text = toText(engine, value);
      return text?.isWhole === true ? text.value : notKnown;
    }
    case "array":
    case "function":
    case "api": {
      const text = toText(engine, value);
      return text?.isWhole === true ? text.value : notKnown;
    }
    default:
      return notKnown;
  }
}

export const notKnown: unique symbol = Symbol("not known");

/** The number that a value becomes; null when it is not known. */
export function toNumber(engine: Engine, value: Value): number | null {
  if (value.type === "primitive" && typeof value.value === "number") return value.value;
  const primitive = toPrimitive(engine, value);
  if (primitive === notKnown || typeof primitive === "bigint") return null;
  return Number(primitive);
}

/** The name of a property that a value stands for; null when it is not known. */
export function toKey(engine: Engine, value: Value): string | null {
  if (value.type === "text") return value.isWhole ? value.value : null;
  if (value.type === "primitive") return String(value.value);
  if (value.type === "object" && value.kind === "Symbol") {
    const name = value.props.get("description");
    return name?.type === "text" ? `@@${name.value.replace(/^Symbol\./, "")}` : null;
  }
  const text = toText(engine, value);
  return text?.isWhole === true ? text.value : null;
}

export function numberArg(
  engine: Engine,
  value: Value | undefined,
  otherwise: number,
): number | null {
  if (value === undefined || (value.type === "primitive" && value.value === undefined)) {
    return otherwise;
  }
  return toNumber(engine, value);
}

export function argAt(args: readonly Value[], index: number): Value {
  return args[index] ?? undefinedValue;
}
