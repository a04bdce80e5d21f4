import type { Engine } from "../engine.ts";
import { none } from "../taints.ts";
import type { Value } from "../value.ts";
import { addTaint, textValue, unknownOf } from "../values.ts";

const maxChars = 200_000;

interface Iteration {
  readonly items: readonly Value[];
  readonly isOpen: boolean;
}

const nothing: Iteration = { items: [], isOpen: false };
const open: Iteration = { items: [], isOpen: true };

/** What `for…of` and spreading see of a value. */
export function iterateValue(engine: Engine, value: Value): Iteration {
  switch (value.type) {
    case "array": {
      const { items, rest, taint } = value;
      const given =
        taint === none
          ? items
          : items.map((item) =>
              item.type === "array" || item.type === "object" ? item : addTaint(item, taint),
            );
      return { items: given, isOpen: rest !== null };
    }
    case "text":
      if (!value.isWhole || value.value.length > maxChars) return open;
      engine.spend(value.value.length >> 4);
      return { items: [...value.value].map((char) => textValue(char, value.taint)), isOpen: false };
    case "object":
      return iterateObject(engine, value);
    case "either": {
      const parts = value.options.map((option) => iterateValue(engine, option));
      return {
        items: parts.flatMap(({ items }) => items.slice(0, 256)),
        isOpen: parts.some(({ isOpen }) => isOpen),
      };
    }
    case "instance": {
      const method = engine.getMember(value, "@@iterator");
      if (method.type !== "api") return open;
      return { items: [engine.callValue(method, [], value)], isOpen: false };
    }
    case "api": {
      const whole = engine.wholeOf(value);
      return whole.type === "api" ? open : iterateValue(engine, whole);
    }
    case "primitive":
      return nothing;
    default:
      return open;
  }
}

function iterateObject(engine: Engine, object: Value & { type: "object" }): Iteration {
  const items = object.props.get("@@items");
  if (items?.type === "array") {
    const keys = object.props.get("@@keys");
    if (keys?.type !== "array") return { items: items.items, isOpen: items.rest !== null };
    const pairs = keys.items.map((key, index) =>
      engine.newArray([key, items.items[index] ?? unknownOf(none)]),
    );
    return { items: pairs, isOpen: items.rest !== null };
  }
  for (const name of ["@@iterator", "@@asyncIterator"]) {
    const method = engine.getMember(object, name);
    if (method.type !== "function") continue;
    const iterator = engine.callValue(method, [], object);
    if (iterator.type === "array") return { items: iterator.items, isOpen: iterator.rest !== null };
    const next = engine.getMember(iterator, "next");
    if (next.type !== "function") return open;
    const result = engine.fork(() => engine.callValue(next, [], iterator));
    return { items: result === null ? [] : [engine.getMember(result, "value")], isOpen: true };
  }
  const length = object.props.get("length");
  if (length?.type === "primitive" && typeof length.value === "number" && length.value <= 10_000) {
    const found: Value[] = [];
    for (let index = 0; index < length.value; index += 1) {
      found.push(engine.getMember(object, String(index)));
    }
    return { items: found, isOpen: object.rest !== null };
  }
  return object.rest === null && object.proto === null ? nothing : open;
}
