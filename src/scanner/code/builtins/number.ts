import { argAt, toNumber, toText } from "../coerce.ts";
import type { Builtin, Engine } from "../engine.ts";
import { gateBits } from "../gates.ts";
import { noteChance } from "../models/sabotage.ts";
import { none, withThrough } from "../taints.ts";
import type { Value } from "../value.ts";
import {
  booleanValue,
  isUndefined,
  numberValue,
  primitiveValue,
  textValue,
  truthOf,
  unknownOf,
} from "../values.ts";
import { opaque } from "./arguments.ts";

function computing(apply: (...numbers: number[]) => number): Builtin {
  return (engine, self, args) => {
    const numbers: number[] = [];
    for (const arg of args) {
      const number = toNumber(engine, arg);
      if (number === null) return opaque(engine, self, args);
      numbers.push(number);
    }
    return numberValue(apply(...numbers), engine.taintOf(...args));
  };
}

const mathNames = [
  "abs",
  "acos",
  "acosh",
  "asin",
  "asinh",
  "atan",
  "atan2",
  "atanh",
  "cbrt",
  "ceil",
  "clz32",
  "cos",
  "cosh",
  "exp",
  "expm1",
  "floor",
  "fround",
  "hypot",
  "imul",
  "log",
  "log10",
  "log1p",
  "log2",
  "max",
  "min",
  "pow",
  "round",
  "sign",
  "sin",
  "sinh",
  "sqrt",
  "tan",
  "tanh",
  "trunc",
] as const;

function parsed(apply: (text: string, radix: number | undefined) => number): Builtin {
  return (engine, self, args) => {
    const text = toText(engine, argAt(args, 0));
    const radix = isUndefined(argAt(args, 1)) ? undefined : toNumber(engine, argAt(args, 1));
    if (text === null || !text.isWhole || radix === null) return opaque(engine, self, args);
    engine.charWork += 1;
    return numberValue(apply(text.value, radix), text.taint);
  };
}

function toStringValue(engine: Engine, self: Value, args: readonly Value[]): Value {
  if (self.type !== "primitive" || self.value == null) return opaque(engine, self, args);
  const radix = isUndefined(argAt(args, 0)) ? 10 : toNumber(engine, argAt(args, 0));
  if (radix === null || !(radix >= 2 && radix <= 36)) return unknownOf(self.taint);
  const { value } = self;
  if (typeof value === "boolean") return textValue(String(value), self.taint);
  return textValue(value.toString(radix), self.taint);
}

function formatted(apply: (value: number, digits: number) => string): Builtin {
  return (engine, self, args) => {
    const value = toNumber(engine, self);
    const digits = isUndefined(argAt(args, 0)) ? 0 : toNumber(engine, argAt(args, 0));
    if (value === null || digits === null || !(digits >= 0 && digits <= 100))
      return opaque(engine, self, args);
    return textValue(apply(value, digits), self.taint);
  };
}

function testing(apply: (value: unknown) => boolean, isCoercing: boolean): Builtin {
  return (engine, self, args) => {
    const value = argAt(args, 0);
    if (isCoercing) {
      const number = toNumber(engine, value);
      return number === null
        ? opaque(engine, self, args)
        : booleanValue(apply(number), value.taint);
    }
    if (value.type === "unknown" || value.type === "either") return unknownOf(value.taint);
    return booleanValue(value.type === "primitive" && apply(value.value));
  };
}

const parseIntBuiltin = parsed((text, radix) => Number.parseInt(text, radix));
const parseFloatBuiltin = parsed((text) => Number.parseFloat(text));

export const numberBuiltins: Readonly<Record<string, Builtin>> = {
  ...Object.fromEntries(
    mathNames.map((name) => [
      `Math.${name}`,
      computing(Math[name] as (...numbers: number[]) => number),
    ]),
  ),
  "Math.random": (engine) => {
    noteChance(engine);
    return unknownOf(withThrough(none, gateBits.random));
  },
  Number: (engine, self, args) => {
    if (args.length === 0) return numberValue(0);
    const value = argAt(args, 0);
    if (value.type === "primitive" && typeof value.value === "bigint")
      return numberValue(Number(value.value));
    const number = toNumber(engine, value);
    return number === null ? opaque(engine, self, args) : numberValue(number, value.taint);
  },
  Boolean: (engine, _self, args) => {
    const value = argAt(args, 0);
    const truth = truthOf(value);
    const judged = engine.judged(value.taint);
    return truth === null ? unknownOf(judged) : booleanValue(truth, judged);
  },
  BigInt: (engine, self, args) => {
    const value = argAt(args, 0);
    const text = toText(engine, value);
    if (text === null || !/^-?(?:\d{1,300}|0x[0-9a-f]{1,250})$/i.test(text.value))
      return opaque(engine, self, args);
    return primitiveValue(
      text.value.startsWith("-") ? -BigInt(text.value.slice(1)) : BigInt(text.value),
      text.taint,
    );
  },
  Symbol: (engine, _self, args) => {
    const made = engine.newObject(
      new Map([["description", toText(engine, argAt(args, 0)) ?? textValue("")]]),
    );
    made.kind = "Symbol";
    return made;
  },
  "Symbol.for": (engine, _self, args) => {
    const made = engine.newObject(
      new Map([["description", toText(engine, argAt(args, 0)) ?? textValue("")]]),
    );
    made.kind = "Symbol";
    return made;
  },
  parseInt: parseIntBuiltin,
  parseFloat: parseFloatBuiltin,
  "Number.parseInt": parseIntBuiltin,
  "Number.parseFloat": parseFloatBuiltin,
  isNaN: testing((value) => Number.isNaN(value), true),
  isFinite: testing((value) => Number.isFinite(value), true),
  "Number.isNaN": testing((value) => Number.isNaN(value), false),
  "Number.isFinite": testing((value) => Number.isFinite(value), false),
  "Number.isInteger": testing((value) => Number.isInteger(value), false),
  "Number.isSafeInteger": testing((value) => Number.isSafeInteger(value), false),
  "number.toString": toStringValue,
  "number.valueOf": (_engine, self) => self,
  "number.toFixed": formatted((value, digits) => value.toFixed(digits)),
  "number.toPrecision": formatted((value, digits) =>
    digits === 0 ? String(value) : value.toPrecision(digits),
  ),
  "number.toExponential": formatted((value, digits) => value.toExponential(digits)),
  "boolean.toString": toStringValue,
  "boolean.valueOf": (_engine, self) => self,
};
