import { containerGrew, containerGrowth } from "./growth.ts";
import { none, union } from "./taints.ts";
import type { ArrayValue, ObjectValue, Taint, Value } from "./value.ts";

const maxContainers = 48;
const maxParts = 4096;
const maxDepth = 4;
const largeParts = 24;

interface Wholes {
  wholeOf(value: Value): Value;
}

/**
 * The taint of a value and of what it holds: near things first, up to a bounded number of objects, as
 * graphs of objects may be as large as the package. What was found is kept with the object until
 * something that is tainted is put anywhere.
 */
export function taintInside(engine: Wholes, value: Value, depth = 0): Taint {
  if (!holds(value)) return value.taint;
  const known = knownInside(value);
  if (known !== null) return union(value.taint, known);
  let inner = none;
  const queue: Value[] = [value];
  let parts = 0;
  const visit = (part: Value) => {
    parts += 1;
    if (part.taint !== none && part.taint !== inner) inner = union(inner, part.taint);
    if (!holds(part) || queue.length >= maxContainers) return;
    const inside = knownInside(part);
    if (inside !== null) inner = union(inner, inside);
    // What is large is worth remembering for itself, whoever holds it.
    else if (depth < maxDepth && isLarge(part)) {
      inner = union(inner, taintInside(engine, part, depth + 1));
    } else if (!queue.includes(part)) queue.push(part);
  };
  for (let at = 0; at < queue.length && parts < maxParts; at += 1) {
    visitParts(engine, queue[at] as Value, visit);
  }
  if (value.type === "array" || value.type === "object") {
    value.inner = inner;
    value.innerAt = containerGrowth();
  }
  return union(value.taint, inner);
}

/** Tells that a value was put into an object or array that others may hold. */
export function noteStored(
  engine: Wholes,
  container: ArrayValue | ObjectValue,
  value: Value,
): void {
  const { inner } = container;
  if (inner === undefined) return;
  const all = union(inner, taintInside(engine, value));
  if (all === inner) return;
  container.inner = all;
  containerGrew();
}

function isLarge(value: Value): boolean {
  if (value.type === "array") return value.items.length > largeParts;
  return value.type === "object" && value.props.size > largeParts;
}

function knownInside(value: Value): Taint | null {
  if (value.type !== "array" && value.type !== "object") return null;
  return value.innerAt === containerGrowth() ? (value.inner ?? null) : null;
}

function holds(value: Value): boolean {
  switch (value.type) {
    case "object":
    case "array":
    case "instance":
      return true;
    case "api":
      return value.builtin === undefined;
    case "either": {
      // Its own taint is that of all its options.
      const { options } = value;
      for (let index = 0; index < options.length; index += 1) {
        if (holds(options[index] as Value)) return true;
      }
      return false;
    }
    default:
      return false;
  }
}

function visitParts(engine: Wholes, value: Value, visit: (part: Value) => void): void {
  switch (value.type) {
    case "array": {
      const count = Math.min(value.items.length, maxParts);
      for (let index = 0; index < count; index += 1) visit(value.items[index] as Value);
      if (value.rest !== null) visit(value.rest);
      return;
    }
    case "object":
      for (const part of value.props.values()) visit(part);
      if (value.rest !== null) visit(value.rest);
      return;
    case "instance":
      for (const key in value.data) visit(value.data[key] as Value);
      for (const part of value.props.values()) visit(part);
      return;
    case "either":
      for (const option of value.options) visit(option);
      return;
    case "api": {
      const whole = engine.wholeOf(value);
      if (whole.type !== "api") visit(whole);
      return;
    }
    default:
      return;
  }
}
