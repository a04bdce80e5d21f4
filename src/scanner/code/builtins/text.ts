import { joinSpelled, numberArg, toNumber, toText } from "../coerce.ts";
import type { Builtin, Engine } from "../engine.ts";
import { noteReplacedAccount } from "../models/readdress.ts";
import { bitOf, none, union, withThrough } from "../taints.ts";
import type { Taint, Value } from "../value.ts";
import {
  addTaint,
  booleanValue,
  hasMarks,
  isConstant,
  isUndefined,
  maxItems,
  maxTextChars,
  numberValue,
  textValue,
  undefinedValue,
  unknownOf,
} from "../values.ts";
import { constantsOf, opaque, taintAll } from "./arguments.ts";
import { matchAll, type RunnablePattern, replaceMatches, runnable } from "./patterns.ts";

type Plain = string | number | boolean | bigint | null | undefined;

/** Methods that make another string, which still holds the marks of what is not known in it. */
function mapping(apply: (text: string, args: readonly Plain[]) => string, bit = 0): Builtin {
  return (engine, self, args) => {
    const text = toText(engine, self);
    const known = constantsOf(engine, args);
    if (text === null || known === null) return addTaint(opaque(engine, self, args), none, bit);
    engine.spend(text.value.length >> 6);
    const result = apply(text.value, known);
    const taint = withThrough(taintAll(engine, self, args), bit);
    return textValue(result, taint, text.isWhole || !hasMarks(result));
  };
}

/** Methods that tell something about a string that is known whole. */
function asking(apply: (text: string, args: readonly Plain[]) => Plain): Builtin {
  return (engine, self, args) => {
    const text = toText(engine, self);
    const known = constantsOf(engine, args);
    if (text === null || !text.isWhole || known === null) return opaque(engine, self, args);
    engine.charWork += 1;
    if (text.value.length > 4096) engine.spend(text.value.length >> 8);
    const result = apply(text.value, known);
    const taint = taintAll(engine, self, args);
    if (typeof result === "string") return textValue(result, taint);
    if (typeof result === "number") return numberValue(result, taint);
    if (typeof result === "boolean") return booleanValue(result, engine.judged(taint));
    return undefinedValue;
  };
}

const slice = bitOf("slice");

function charCodeAt(engine: Engine, self: Value, args: readonly Value[]): Value {
  const [index] = args;
  if (self.type !== "text" || !self.isWhole) return opaque(engine, self, args);
  engine.charWork += 1;
  const at = index === undefined ? 0 : toNumber(engine, index);
  if (at === null) return unknownOf(taintAll(engine, self, args));
  return numberValue(self.value.charCodeAt(at), self.taint);
}

function repeat(engine: Engine, self: Value, args: readonly Value[]): Value {
  const text = toText(engine, self);
  const count = numberArg(engine, args[0] ?? undefinedValue, 0);
  const taint = taintAll(engine, self, args);
  if (text === null || count === null || !(count >= 0)) return unknownOf(taint);
  if (text.value.length * count > maxTextChars) return unknownOf(taint);
  engine.spend((text.value.length * count) >> 8);
  return textValue(text.value.repeat(count), taint, text.isWhole);
}

function padding(atStart: boolean): Builtin {
  return (engine, self, args) => {
    const text = toText(engine, self);
    const known = constantsOf(engine, args);
    const taint = taintAll(engine, self, args);
    const length = Number(known?.[0]);
    if (text === null || known === null || !(length <= maxTextChars)) return unknownOf(taint);
    const fill = known[1] === undefined ? " " : String(known[1]);
    const { value } = text;
    return textValue(
      atStart ? value.padStart(length, fill) : value.padEnd(length, fill),
      taint,
      text.isWhole,
    );
  };
}

function split(engine: Engine, self: Value, args: readonly Value[]): Value {
  const text = toText(engine, self);
  const [separator = undefinedValue, limit = undefinedValue] = args;
  const taint = taintAll(engine, self, [separator]);
  if (text === null) return opaque(engine, self, args);
  const max = numberArg(engine, limit, maxItems) ?? maxItems;
  let pieces: readonly (string | undefined)[];
  let by: string | null = null;
  if (isUndefined(separator)) {
    pieces = [text.value];
  } else if (separator.type === "object" && separator.kind === "RegExp") {
    const pattern = runnable(separator, text.value.length);
    if (pattern === null) return unknownOf(taint);
    engine.spend(pattern.cost);
    pieces = text.value.split(pattern.regexp, Math.min(max, maxItems));
  } else {
    const plain = toText(engine, separator);
    if (plain === null || !plain.isWhole) return unknownOf(taint);
    by = plain.value;
    pieces = text.value.split(plain.value, Math.min(max, maxItems));
  }
  if (pieces.length >= maxItems || !engine.spend(pieces.length >> 2)) return unknownOf(taint);
  const made = engine.newArray(
    pieces.map((piece) =>
      piece === undefined
        ? undefinedValue
        : textValue(piece, taint, text.isWhole || !hasMarks(piece)),
    ),
  );
  if (by !== null) made.splitBy = by;
  return made;
}

function replace(isAll: boolean): Builtin {
  return (engine, self, args) => {
    const text = toText(engine, self);
    const [what = undefinedValue, by = undefinedValue] = args;
    noteReplacedAccount(engine, what, by);
    // What is looked for is what the result no longer holds.
    if (text === null) return opaque(engine, self, args.slice(1));
    const pattern = searched(engine, what, text.value.length, isAll);
    if (pattern === null) return opaque(engine, self, args.slice(1));
    engine.spend(pattern.cost);
    const { taint } = text;
    if (by.type === "function" || by.type === "api") {
      return replaceMatches(engine, text, pattern, by, taint);
    }
    const replacement = toText(engine, by);
    const all = union(taint, engine.taintOf(by));
    if (replacement === null) return unknownOf(all);
    const plain = replacement.value;
    if (plain.length > 64) {
      const count = text.value.split(pattern.regexp).length;
      if (count * plain.length + text.value.length > maxTextChars) return unknownOf(all);
    }
    const result =
      isAll || pattern.isGlobal
        ? text.value.replaceAll(pattern.regexp, plain)
        : text.value.replace(pattern.regexp, plain);
    const isWhole = (text.isWhole && replacement.isWhole) || !hasMarks(result);
    return textValue(result, all, isWhole);
  };
}

function searched(
  engine: Engine,
  what: Value,
  length: number,
  isAll: boolean,
): RunnablePattern | null {
  if (what.type === "object" && what.kind === "RegExp") return runnable(what, length);
  const plain = toText(engine, what);
  if (plain === null || !plain.isWhole) return null;
  return { regexp: plain.value, isGlobal: isAll, cost: length >> 6 };
}

function match(engine: Engine, self: Value, args: readonly Value[]): Value {
  const text = toText(engine, self);
  const [what = undefinedValue] = args;
  if (text === null || !text.isWhole) return opaque(engine, self, args);
  const pattern = searched(engine, what, text.value.length, false);
  if (pattern === null || typeof pattern.regexp === "string") {
    return unknownOf(taintAll(engine, self, args));
  }
  engine.spend(pattern.cost);
  const found = text.value.match(pattern.regexp);
  if (found === null) return { type: "primitive", value: null, taint: text.taint };
  return matchValue(engine, found, text.taint);
}

export function matchValue(
  engine: Engine,
  found: readonly (string | undefined)[] & {
    index?: number;
    groups?: Record<string, string> | undefined;
  },
  taint: Taint,
): Value {
  if (found.length > maxItems) return unknownOf(taint);
  engine.spend(found.length);
  const made = engine.newArray(
    found.map((piece) => (piece === undefined ? undefinedValue : textValue(piece, taint))),
  );
  if (found.index !== undefined) engine.setMember(made, "index", numberValue(found.index));
  if (found.groups !== undefined) {
    engine.setMember(
      made,
      "groups",
      engine.newObject(
        new Map(
          Object.entries(found.groups).map(([name, piece]) => [
            name,
            piece === undefined ? undefinedValue : textValue(piece, taint),
          ]),
        ),
      ),
    );
  }
  return made;
}

function allMatches(engine: Engine, self: Value, args: readonly Value[]): Value {
  const text = toText(engine, self);
  const [what = undefinedValue] = args;
  if (text === null || !text.isWhole) return opaque(engine, self, args);
  const pattern = searched(engine, what, text.value.length, true);
  if (pattern === null || typeof pattern.regexp === "string") {
    return unknownOf(taintAll(engine, self, args));
  }
  engine.spend(pattern.cost);
  return engine.newArray(
    matchAll(text.value, pattern.regexp).map((found) => matchValue(engine, found, text.taint)),
  );
}

function search(engine: Engine, self: Value, args: readonly Value[]): Value {
  const text = toText(engine, self);
  const pattern = text?.isWhole
    ? searched(engine, args[0] ?? undefinedValue, text.value.length, false)
    : null;
  if (text === null || pattern === null) return opaque(engine, self, args);
  return numberValue(
    typeof pattern.regexp === "string"
      ? text.value.indexOf(pattern.regexp)
      : text.value.search(pattern.regexp),
    text.taint,
  );
}

function concat(engine: Engine, self: Value, args: readonly Value[]): Value {
  const text = joinSpelled(engine, [self, ...args], none);
  const isJoined = args.length > 0 && isConstant(self) && args.every(isConstant);
  const result = text ?? unknownOf(taintAll(engine, self, args));
  return isJoined ? addTaint(result, none, bitOf("joined")) : result;
}

function fromCodes(make: (codes: readonly number[]) => string): Builtin {
  return (engine, _self, args) => {
    const taint = withThrough(engine.taintOf(...args), bitOf("charcode"));
    engine.charWork += args.length;
    const codes: number[] = [];
    for (const arg of args) {
      const code = toNumber(engine, arg);
      if (code === null) return unknownOf(taint);
      codes.push(code);
    }
    try {
      return textValue(make(codes), taint);
    } catch {
      return unknownOf(taint);
    }
  };
}

function codeUnits(codes: readonly number[]): string {
  let text = "";
  for (let from = 0; from < codes.length; from += 8192) {
    text += String.fromCharCode(...codes.slice(from, from + 8192));
  }
  return text;
}

function codePoints(codes: readonly number[]): string {
  let text = "";
  for (let from = 0; from < codes.length; from += 8192) {
    text += String.fromCodePoint(...codes.slice(from, from + 8192));
  }
  return text;
}

/** `String.raw` of a template: the raw pieces with the values between them. */
function raw(engine: Engine, _self: Value, args: readonly Value[]): Value {
  const [template = undefinedValue, ...values] = args;
  const strings = engine.getMember(template, "raw");
  if (strings.type !== "array") return opaque(engine, template, values);
  const pieces: Value[] = [];
  strings.items.forEach((piece, index) => {
    pieces.push(piece);
    const value = values[index];
    if (value !== undefined && index < strings.items.length - 1) pieces.push(value);
  });
  return joinSpelled(engine, pieces, none) ?? unknownOf(engine.taintOf(...pieces));
}

function toStringValue(engine: Engine, self: Value): Value {
  return self.type === "text" ? self : unknownOf(engine.taintOf(self));
}

function text(engine: Engine, _self: Value, args: readonly Value[], isNew: boolean): Value {
  const [value] = args;
  if (value === undefined) return textValue("");
  if (isNew && value.type === "text") return value;
  if (value.type === "object" && value.kind === "Symbol")
    return engine.getMember(value, "description");
  return toText(engine, engine.wholeOf(value)) ?? unknownOf(engine.taintOf(value));
}

function n(value: Plain): number | undefined {
  return value === undefined ? undefined : Number(value);
}

export const textBuiltins: Readonly<Record<string, Builtin>> = {
  String: text,
  "String.fromCharCode": fromCodes(codeUnits),
  "String.fromCodePoint": fromCodes(codePoints),
  "String.raw": raw,
  "text.charCodeAt": charCodeAt,
  "text.codePointAt": asking((value, [index]) => value.codePointAt(n(index) ?? 0)),
  "text.charAt": asking((value, [index]) => value.charAt(n(index) ?? 0)),
  "text.at": asking((value, [index]) => value.at(n(index) ?? 0)),
  "text.indexOf": asking((value, [what, from]) => value.indexOf(String(what), n(from))),
  "text.lastIndexOf": asking((value, [what, from]) => value.lastIndexOf(String(what), n(from))),
  "text.includes": asking((value, [what, from]) => value.includes(String(what), n(from))),
  "text.startsWith": asking((value, [what, from]) => value.startsWith(String(what), n(from))),
  "text.endsWith": asking((value, [what, to]) => value.endsWith(String(what), n(to))),
  "text.localeCompare": asking((value, [other]) =>
    value < String(other) ? -1 : value > String(other) ? 1 : 0,
  ),
  "text.trim": mapping((value) => value.trim()),
  "text.trimStart": mapping((value) => value.trimStart()),
  "text.trimEnd": mapping((value) => value.trimEnd()),
  "text.toLowerCase": mapping((value) => value.toLowerCase()),
  "text.toUpperCase": mapping((value) => value.toUpperCase()),
  "text.toLocaleLowerCase": mapping((value) => value.toLowerCase()),
  "text.toLocaleUpperCase": mapping((value) => value.toUpperCase()),
  "text.normalize": mapping((value) => value),
  "text.slice": mapping((value, [from, to]) => value.slice(n(from), n(to)), slice),
  "text.substring": mapping((value, [from, to]) => value.substring(n(from) ?? 0, n(to)), slice),
  "text.substr": mapping((value, [from, length]) => {
    const start = n(from) ?? 0;
    const begin = start < 0 ? Math.max(0, value.length + start) : start;
    return length === undefined
      ? value.slice(begin)
      : value.slice(begin, begin + Math.max(0, Number(length)));
  }, slice),
  "text.repeat": repeat,
  "text.padStart": padding(true),
  "text.padEnd": padding(false),
  "text.split": split,
  "text.replace": replace(false),
  "text.replaceAll": replace(true),
  "text.match": match,
  "text.matchAll": allMatches,
  "text.search": search,
  "text.concat": concat,
  "text.toString": toStringValue,
  "text.valueOf": toStringValue,
  "text.anchor": mapping(
    (value, [name]) => `<a name="${String(name).replaceAll('"', "&quot;")}">${value}</a>`,
  ),
  "text.italics": mapping((value) => `<i>${value}</i>`),
  "text.bold": mapping((value) => `<b>${value}</b>`),
  "text.fontcolor": mapping(
    (value, [color]) => `<font color="${String(color).replaceAll('"', "&quot;")}">${value}</font>`,
  ),
  "text.link": mapping(
    (value, [href]) => `<a href="${String(href).replaceAll('"', "&quot;")}">${value}</a>`,
  ),
  "text.big": mapping((value) => `<big>${value}</big>`),
  "text.sub": mapping((value) => `<sub>${value}</sub>`),
  "text.isWellFormed": asking((value) => value.isWellFormed()),
};
