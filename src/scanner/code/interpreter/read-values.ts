import type { Value } from "../value.ts";
import { optionsOf } from "../values.ts";

/** Known bytes of a buffer, a typed array, an array of numbers, or a text (as UTF-8); else null. */
export function bytesOf(value: Value | undefined): Uint8Array | null {
  if (value === undefined) return null;
  if (value.type === "text") return value.isWhole ? new TextEncoder().encode(value.value) : null;
  if (value.type === "object" && value.kind === "ArrayBuffer")
    return bytesOf(value.props.get("@@bytes"));
  if (value.type !== "array" || value.rest !== null) return null;
  const bytes = new Uint8Array(value.items.length);
  for (let index = 0; index < bytes.length; index += 1) {
    const item = value.items[index];
    if (item?.type !== "primitive" || typeof item.value !== "number") return null;
    bytes[index] = item.value;
  }
  return bytes;
}

/** Keys that an object is known to have, at most 256. */
export function keysKnownOf(value: Value | undefined): readonly string[] {
  const found = new Set<string>();
  for (const option of value === undefined ? [] : optionsOf(value)) {
    if (option.type === "object") {
      for (const name of option.props.keys()) found.add(name);
      for (const name of option.accessors?.keys() ?? []) found.add(name);
    } else if (option.type === "api" || option.type === "function" || option.type === "instance") {
      for (const name of option.props.keys()) if (!name.startsWith("#")) found.add(name);
    }
  }
  return [...found].slice(0, 256);
}

/** Whether a value, or a part of it, is what a consumer handed in, or was made of that by somebody unknown. */
export function mayBeHandedIn(value: Value): boolean {
  return optionsOf(value).some(({ type }) => type === "unknown" || type === "text");
}

export function isPlain({ type }: Value): boolean {
  return type === "unknown" || type === "text" || type === "primitive" || type === "function";
}

/** Whether nothing about a value is left open; what is nested deeply counts as open. */
export function isKnownWhole(value: Value, depth: number): boolean {
  switch (value.type) {
    case "primitive":
    case "api":
    case "function":
      return true;
    case "text":
      return value.isWhole;
    case "array":
      return (
        value.rest === null &&
        depth < 3 &&
        value.items.length <= 256 &&
        value.items.every((item) => isKnownWhole(item, depth + 1))
      );
    case "object":
      return (
        value.rest === null &&
        depth < 3 &&
        value.props.size <= 256 &&
        [...value.props.values()].every((item) => isKnownWhole(item, depth + 1))
      );
    default:
      return false;
  }
}
