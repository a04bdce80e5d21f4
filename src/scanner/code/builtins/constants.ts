import { none } from "../taints.ts";
import type { Value } from "../value.ts";
import { numberValue, textValue } from "../values.ts";

function symbol(name: string): Value {
  return {
    type: "object",
    kind: "Symbol",
    props: new Map([["description", textValue(`Symbol.${name}`)]]),
    rest: null,
    proto: null,
    taint: none,
    born: -1,
  };
}

const mathNames = ["E", "LN10", "LN2", "LOG10E", "LOG2E", "PI", "SQRT1_2", "SQRT2"] as const;
const numberNames = [
  "EPSILON",
  "MAX_SAFE_INTEGER",
  "MAX_VALUE",
  "MIN_SAFE_INTEGER",
  "MIN_VALUE",
  "NEGATIVE_INFINITY",
  "NaN",
  "POSITIVE_INFINITY",
] as const;
const symbolNames = [
  "asyncIterator",
  "hasInstance",
  "isConcatSpreadable",
  "iterator",
  "species",
  "toPrimitive",
  "toStringTag",
  "dispose",
  "asyncDispose",
] as const;

/** Names of the language that stand for one value. */
export const constants: ReadonlyMap<string, Value> = new Map([
  ["NaN", numberValue(Number.NaN)],
  ["Infinity", numberValue(Number.POSITIVE_INFINITY)],
  ...mathNames.map((name) => [`Math.${name}`, numberValue(Math[name])] as const),
  ...numberNames.map((name) => [`Number.${name}`, numberValue(Number[name])] as const),
  ...symbolNames.map((name) => [`Symbol.${name}`, symbol(name)] as const),
]);
