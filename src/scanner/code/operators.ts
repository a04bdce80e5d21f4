import { concatenate, hasVariants, notKnown, toKey, toPrimitive } from "./coerce.ts";
import type { Engine } from "./engine.ts";
import { givenBit } from "./gates.ts";
import { noteMasterKey } from "./models/master-keys.ts";
import { bitOf, none, union, withThrough } from "./taints.ts";
import { marks, type Taint, type Value } from "./value.ts";
import {
  booleanValue,
  isNullish,
  numberValue,
  primitiveValue,
  textValue,
  truthOf,
  unknownOf,
} from "./values.ts";

/** Results of operators on values; what is known of both is computed, the rest only keeps its taint. */
export function binary(engine: Engine, operator: string, left: Value, right: Value): Value {
  if (
    left.type === "primitive" &&
    right.type === "primitive" &&
    typeof left.value === "number" &&
    typeof right.value === "number"
  ) {
    return ofNumbers(engine, operator, left.value, right.value, union(left.taint, right.taint));
  }
  if (operator === "+") return plus(engine, left, right);
  if (operator === "===" || operator === "!==" || operator === "==" || operator === "!=") {
    return equality(engine, operator, left, right);
  }
  if (operator === "in") return membership(engine, left, right);
  if (operator === "instanceof") return booleanUnknown(engine, left, none);
  const a = toPrimitive(engine, left);
  const b = a === notKnown ? notKnown : toPrimitive(engine, right);
  const taint = union(engine.taintOf(left), engine.taintOf(right));
  if (a === notKnown || b === notKnown) {
    return unknownOf(/^[<>]=?$/.test(operator) ? engine.judged(taint) : markShift(operator, taint));
  }
  if (typeof a === "string" && typeof b === "string") {
    const judged = engine.judged(taint);
    if (operator === "<") return booleanValue(a < b, judged);
    if (operator === ">") return booleanValue(a > b, judged);
    if (operator === "<=") return booleanValue(a <= b, judged);
    if (operator === ">=") return booleanValue(a >= b, judged);
  }
  if (typeof a === "bigint" || typeof b === "bigint") return ofBigints(operator, a, b, taint);
  return ofNumbers(engine, operator, Number(a), Number(b), taint);
}

const addressStart = new RegExp(`^(?:${marks.config}|[a-z][a-z0-9+.-]{0,30}://)`, "i");

/** An address that the user may have set, or else the usual one: what is added is its path. */
function beginsAddress(value: Value): boolean {
  return value.type === "text" && addressStart.test(value.value);
}

function plus(engine: Engine, left: Value, right: Value): Value {
  if (left.type === "text" || right.type === "text") return concatenate(engine, left, right);
  if (hasVariants(left) && (right.type === "either" || left.options.every(beginsAddress)))
    return concatenate(engine, left, right);
  const a = toPrimitive(engine, left);
  const b = toPrimitive(engine, right);
  if (a === notKnown || b === notKnown) {
    if (typeof a === "string" || typeof b === "string") {
      return concatenate(engine, left, right);
    }
    return unknownOf(union(engine.taintOf(left), engine.taintOf(right)));
  }
  if (typeof a === "string" || typeof b === "string") {
    const taint = withThrough(union(engine.taintOf(left), engine.taintOf(right)), bitOf("joined"));
    return textValue(String(a) + String(b), taint);
  }
  const taint = union(engine.taintOf(left), engine.taintOf(right));
  if (typeof a === "bigint" || typeof b === "bigint") return ofBigints("+", a, b, taint);
  return numberValue(Number(a) + Number(b), taint);
}

function ofNumbers(engine: Engine, operator: string, a: number, b: number, taint: Taint): Value {
  switch (operator) {
    case "+":
      return numberValue(a + b, taint);
    case "-":
      return numberValue(a - b, taint);
    case "*":
      return numberValue(a * b, taint);
    case "/":
      return numberValue(a / b, taint);
    case "%":
      return numberValue(a % b, taint);
    case "**":
      return numberValue(a ** b, taint);
    case "<<":
      return numberValue(a << b, taint);
    case ">>":
      return numberValue(a >> b, taint);
    case ">>>":
      return numberValue(a >>> b, taint);
    case "&":
      return numberValue(a & b, taint);
    case "|":
      return numberValue(a | b, taint);
    case "^":
      engine.charWork += 1;
      // The number 0 stands for "no key": `x ^ 0` only makes an integer of x.
      return numberValue(a ^ b, b === 0 ? taint : withThrough(taint, bitOf("xor")));
    case "<":
      return booleanValue(a < b, engine.judged(taint));
    case ">":
      return booleanValue(a > b, engine.judged(taint));
    case "<=":
      return booleanValue(a <= b, engine.judged(taint));
    case ">=":
      return booleanValue(a >= b, engine.judged(taint));
    case "===":
    case "==":
      return booleanValue(a === b, engine.judged(taint));
    case "!==":
    case "!=":
      return booleanValue(a !== b, engine.judged(taint));
    default:
      return unknownOf(taint);
  }
}

function ofBigints(operator: string, a: unknown, b: unknown, taint: Taint): Value {
  if (typeof a !== "bigint" || typeof b !== "bigint") return unknownOf(taint);
  const isSmall = (value: bigint) => value < 1n << 512n && value > -(1n << 512n);
  if (!isSmall(a) || !isSmall(b)) return unknownOf(taint);
  switch (operator) {
    case "+":
      return primitiveValue(a + b, taint);
    case "-":
      return primitiveValue(a - b, taint);
    case "*":
      return primitiveValue(a * b, taint);
    case "/":
      return b === 0n ? unknownOf(taint) : primitiveValue(a / b, taint);
    case "%":
      return b === 0n ? unknownOf(taint) : primitiveValue(a % b, taint);
    case "&":
      return primitiveValue(a & b, taint);
    case "|":
      return primitiveValue(a | b, taint);
    case "^":
      return primitiveValue(a ^ b, withThrough(taint, bitOf("xor")));
    case ">>":
      return b < 4096n && b >= 0n ? primitiveValue(a >> b, taint) : unknownOf(taint);
    case "<<":
      return b < 512n && b >= 0n ? primitiveValue(a << b, taint) : unknownOf(taint);
    case "<":
      return booleanValue(a < b, taint);
    case ">":
      return booleanValue(a > b, taint);
    case "<=":
      return booleanValue(a <= b, taint);
    case ">=":
      return booleanValue(a >= b, taint);
    default:
      return unknownOf(taint);
  }
}

/** Shifts of unknown numbers are how unknown text is decoded. */
function markShift(operator: string, taint: Taint): Taint {
  if (taint === none) return taint;
  if (operator === "^") return withThrough(taint, bitOf("xor"));
  return taint;
}

function equality(engine: Engine, operator: string, left: Value, right: Value): Value {
  const isNegated = operator.startsWith("!");
  const isStrict = operator.length === 3;
  const answer = isEqual(engine, left, right, isStrict);
  if (answer === null && (left.type === "text" || right.type === "text")) {
    noteMasterKey(engine, left, right);
  }
  const judged = engine.judged(union(left.taint, right.taint));
  const isGiven = !isNegated && (isGivenAs(left, right) || isGivenAs(right, left));
  const taint = isGiven ? withThrough(judged, givenBit) : judged;
  return answer === null ? unknownOf(taint) : booleanValue(answer !== isNegated, taint);
}

/** Whether a value on the command line is compared with what it is not unless somebody gives it. */
function isGivenAs(value: Value, expected: Value): boolean {
  const isSaid = expected.type === "text" && expected.isWhole && expected.value !== "";
  return isSaid && (value.taint.through & givenBit) !== 0;
}

/** Whether two values are equal; null when it is not known. */
export function isEqual(engine: Engine, a: Value, b: Value, isStrict: boolean): boolean | null {
  if (a.type === "unknown" || b.type === "unknown") return null;
  if (a.type === "either" || b.type === "either") return null;
  if (!isStrict) {
    const nullA = isNullish(a);
    const nullB = isNullish(b);
    if (nullA === null || nullB === null) return null;
    if (nullA || nullB) return nullA && nullB;
  }
  const isSimpleA = a.type === "primitive" || a.type === "text";
  const isSimpleB = b.type === "primitive" || b.type === "text";
  if (isSimpleA && isSimpleB) {
    if (a.type === "text" && !a.isWhole) return null;
    if (b.type === "text" && !b.isWhole) return null;
    // biome-ignore lint/suspicious/noDoubleEquals: it is what the package's operator does
    return isStrict ? a.value === b.value : a.value == b.value;
  }
  if (!isSimpleA && !isSimpleB) {
    if (a.type === "api" && b.type === "api") {
      return a.name.startsWith("js:") && b.name.startsWith("js:")
        ? a.name === b.name
        : a.name === b.name
          ? true
          : null;
    }
    if (a.type === "api" || b.type === "api") return null;
    if (a.type === "function" && b.type === "function") {
      return a.node === b.node && a.scope === b.scope;
    }
    return a === b ? true : a.type === b.type && a.type !== "instance" ? false : null;
  }
  // An API that no host here has is undefined, so that it may equal a primitive.
  if (a.type === "api" || b.type === "api") return null;
  if (isStrict) return false;
  const primitiveA = toPrimitive(engine, a);
  const primitiveB = toPrimitive(engine, b);
  if (primitiveA === notKnown || primitiveB === notKnown) return null;
  // biome-ignore lint/suspicious/noDoubleEquals: it is what the package's operator does
  return primitiveA == primitiveB;
}

function membership(engine: Engine, left: Value, right: Value): Value {
  const key = toKey(engine, left);
  const taint = engine.judged(union(left.taint, right.taint));
  if (key === null) return unknownOf(taint);
  // Nothing is among the options unless somebody wrote it there.
  if (right.type === "unknown")
    return unknownOf(withThrough(taint, right.taint.through & givenBit));
  if (right.type === "object") {
    if (right.props.has(key) || right.accessors?.has(key) === true)
      return booleanValue(true, taint);
    return right.rest === null && right.proto === null && !(key in {})
      ? booleanValue(false, taint)
      : unknownOf(taint);
  }
  if (right.type === "array" && right.rest === null && /^\d+$/.test(key)) {
    return booleanValue(Number(key) < right.items.length, taint);
  }
  return unknownOf(taint);
}

function booleanUnknown(engine: Engine, value: Value, taint: Taint): Value {
  if (value.type === "primitive" || value.type === "text") return booleanValue(false, taint);
  return unknownOf(union(engine.none, taint));
}

export function unary(engine: Engine, operator: string, value: Value): Value {
  switch (operator) {
    case "!": {
      const truth = truthOf(value);
      const judged = engine.judged(value.taint);
      return truth === null ? unknownOf(judged) : booleanValue(!truth, judged);
    }
    case "void":
      return primitiveValue(undefined);
    case "typeof":
      return typeName(engine, value);
  }
  const primitive = toPrimitive(engine, value);
  if (primitive === notKnown) return unknownOf(engine.taintOf(value));
  if (typeof primitive === "bigint") {
    if (operator === "-") return primitiveValue(-primitive, value.taint);
    return unknownOf(value.taint);
  }
  const number = Number(primitive);
  if (operator === "-") return numberValue(-number, value.taint);
  if (operator === "+") return numberValue(number, value.taint);
  if (operator === "~") return numberValue(~number, value.taint);
  return unknownOf(value.taint);
}

const jsObjects = /^js:(?:Math|JSON|Reflect|Atomics|Intl|.*\.prototype)$/;

function typeName(engine: Engine, value: Value): Value {
  switch (value.type) {
    case "text":
      return textValue("string");
    case "primitive":
      return textValue(typeof value.value);
    case "function":
      return textValue("function");
    case "array":
    case "instance":
      return textValue("object");
    case "object":
      return textValue(value.kind === "Symbol" ? "symbol" : "object");
    case "api":
      if (value.name.startsWith("js:")) {
        return textValue(jsObjects.test(value.name) ? "object" : "function");
      }
      if (value.name === "global.require" || value.name === "global.Function") {
        engine.assumptions += 1;
        return textValue("function");
      }
      return unknownOf(engine.judged(value.taint));
    default:
      return unknownOf(engine.judged(value.taint));
  }
}
