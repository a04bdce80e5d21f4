import type { Engine } from "../engine.ts";
import { none } from "../taints.ts";
import type { ArrayValue, Taint, Value } from "../value.ts";
import {
  addTaint,
  eitherOf,
  numberValue,
  textValue,
  undefinedValue,
  unknownOf,
} from "../values.ts";
import type { ApiReader } from "./api-members.ts";
import { methodOf, promiseMember, promiseMethods, prototypeMember } from "./builtin-methods.ts";

export function textMember(
  engine: Engine & ApiReader,
  text: Value & { type: "text" },
  key: string,
): Value {
  if (key === "length") {
    return text.isWhole ? numberValue(text.value.length, text.taint) : unknownOf(text.taint);
  }
  const index = indexOf(key);
  if (index !== null) {
    if (!text.isWhole) return unknownOf(text.taint);
    return index < text.value.length
      ? textValue(text.value.charAt(index), text.taint)
      : undefinedValue;
  }
  const found = methodOf("text", key, text);
  if (found !== null) return found;
  const inherited = prototypeMember(engine, "String", key);
  return promiseMethods.has(key) ? promiseMember(text, key) : inherited;
}

export function arrayMember(engine: Engine & ApiReader, array: ArrayValue, key: string): Value {
  if (key === "length") {
    return array.rest === null
      ? numberValue(array.items.length, array.taint)
      : unknownOf(array.taint);
  }
  const index = indexOf(key);
  if (index !== null) return itemAt(array, index);
  const extra = arrayExtras.get(array)?.get(key);
  if (extra !== undefined) return extra;
  if (array.of === "bytes") {
    if (key === "byteLength") return arrayMember(engine, array, "length");
    if (key === "buffer") return array;
    if (array.element === undefined && engine.isModelled(`instance:Buffer.${key}`)) {
      return engine.readApi(`instance:Buffer.${key}`, array);
    }
    const found = methodOf("bytes", key, array);
    if (found !== null) return found;
  }
  const found = methodOf("array", key, array);
  if (found !== null) return found;
  if (promiseMethods.has(key)) return promiseMember(array, key);
  return prototypeMember(engine, "Array", key);
}

/** Properties that code hangs onto arrays and that are no items. */
export const arrayExtras = new WeakMap<ArrayValue, Map<string, Value>>();

export function itemAt(array: ArrayValue, index: number): Value {
  const item = array.items[index];
  if (item === undefined) return array.rest ?? undefinedValue;
  if (array.rest !== null) return eitherOf([item, array.rest]);
  return array.taint === none || item.taint === array.taint ? item : withTaint(item, array.taint);
}

/** Taint of a container passes to what is taken out; containers inside keep their own. */
export function withTaint(value: Value, taint: Taint): Value {
  if (value.type === "array" || value.type === "object") return value;
  return addTaint(value, taint);
}

export function indexOf(key: string): number | null {
  const first = key.charCodeAt(0);
  if (first < 0x30 || first > 0x39 || key.length > 9) return null;
  const index = Number(key);
  return Number.isInteger(index) && String(index) === key ? index : null;
}
