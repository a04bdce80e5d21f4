import type { ArrayValue, Value } from "./value.ts";
import { numberValue } from "./values.ts";

const masks: Readonly<Record<string, (value: number) => number>> = {
  Uint8Array: (value) => value & 0xff,
  Uint8ClampedArray: (value) => Math.min(255, Math.max(0, Math.round(value))),
  Int8Array: (value) => (value << 24) >> 24,
  Uint16Array: (value) => value & 0xffff,
  Int16Array: (value) => (value << 16) >> 16,
  Uint32Array: (value) => value >>> 0,
  Int32Array: (value) => value | 0,
  Float32Array: Math.fround,
  Float64Array: (value) => value,
};

/** What a typed array makes of a number. */
export function asElement(array: ArrayValue, value: Value): Value {
  if (array.of !== "bytes" || value.type !== "primitive") return value;
  const mask = masks[array.element ?? "Uint8Array"];
  if (mask === undefined || typeof value.value === "bigint") return value;
  const number = mask(Number(value.value));
  return number === value.value ? value : numberValue(number, value.taint);
}
