import { toKey } from "../coerce.ts";
import { asElement } from "../elements.ts";
import type { Engine } from "../engine.ts";
import { noteCopied } from "../expressions/give-to-unknown.ts";
import { noteHolder } from "../function-object.ts";
import { noteSetAccount } from "../models/readdress.ts";
import { noteStored } from "../taint-inside.ts";
import { none } from "../taints.ts";
import type { ApiValue, ArrayValue, ObjectValue, Value } from "../value.ts";
import { eitherOf, maxItems, undefinedValue, unknownOf } from "../values.ts";
import type { ApiReader } from "./api-members.ts";
import { noProps } from "./builtin-methods.ts";
import { maxChain } from "./get-member.ts";
import { arrayExtras, indexOf } from "./list-members.ts";

const bulk = "src.env.bulk";

export function setMember(
  engine: Engine & ApiReader,
  object: Value,
  key: string,
  value: Value,
): void {
  switch (object.type) {
    case "object": {
      // Symbols are shared by all packages, as the methods of builtins are.
      if (object.kind === "Symbol") return;
      const setter = accessorOf(object, key);
      if (setter !== undefined) {
        if (setter !== null) engine.callValue(setter, [value], object);
        return;
      }
      if (key === "__proto__") {
        object.proto = value.type === "primitive" ? null : value;
        return;
      }
      if (value.type === "function" && object.props.has("constructor")) noteHolder(value, object);
      const before = object.props.get(key);
      const isCertain = engine.isCertain(object.born);
      object.props.set(key, isCertain ? value : joined(before ?? object.rest, value));
      noteStored(engine, object, value);
      if (!isCertain && before !== value) engine.noteKept(value);
      return;
    }
    case "array":
      setItem(engine, object, key, value);
      return;
    case "function": {
      const setter = object.accessors?.get(key)?.set;
      if (setter != null) engine.callValue(setter, [value], object);
      else object.props.set(key, value);
      return;
    }
    case "api":
      if (object.props === noProps) return;
      // Copied, filled up and put back: still the environment, of which each reads one variable.
      if (object.name === "global.process" && key === "env" && engine.isFrom(bulk, value)) return;
      object.props.set(
        key,
        engine.branch === 0 ? value : joined(object.props.get(key) ?? null, value),
      );
      engine.writeApi(object, key, value);
      return;
    case "instance":
      object.props.set(key, value);
      engine.writeApi(object, key, value);
      return;
    case "either":
      engine.fork(() => {
        for (const option of object.options) setMember(engine, option, key, value);
      });
      return;
    case "unknown":
      if (key.length <= 16 && value.type !== "function") {
        noteCopied(engine, key, value);
        noteSetAccount(engine, object, key, value);
      }
      // Whoever it is may call it: `socket.onmessage = …`.
      if (value.type === "function" && !value.class) engine.visitCallbacks([value], object.taint);
      return;
    default:
      return;
  }
}

function joined(before: Value | null, value: Value): Value {
  if (before === null || (before.type === "primitive" && before.value === undefined)) return value;
  return before === value ? value : eitherOf([before, value]);
}

function accessorOf(object: ObjectValue, key: string): Value | null | undefined {
  let holder: Value | null = object;
  for (let depth = 0; holder?.type === "object" && depth < maxChain; depth += 1) {
    const found = holder.accessors?.get(key);
    if (found !== undefined) return found.set;
    if (holder.props.has(key)) return undefined;
    holder = holder.proto;
  }
  return undefined;
}

function setItem(engine: Engine & ApiReader, array: ArrayValue, key: string, value: Value): void {
  const index = indexOf(key);
  if (index !== null) {
    setIndex(engine, array, index, value);
  } else if (key === "length") {
    const length = value.type === "primitive" ? Number(value.value) : Number.NaN;
    if (engine.isCertain(array.born) && length >= 0 && length <= array.items.length) {
      array.items.length = length;
    }
  } else {
    let extras = arrayExtras.get(array);
    if (extras === undefined) {
      extras = new Map();
      arrayExtras.set(array, extras);
    }
    extras.set(key, value);
  }
}

function setIndex(
  engine: Engine & ApiReader,
  array: ArrayValue,
  index: number,
  value: Value,
): void {
  const { items } = array;
  const item = asElement(array, value);
  if (array.of === "bytes" && index >= items.length) return;
  if (index > items.length + 4096 || index >= maxItems) {
    noteStored(engine, array, item);
    array.rest = joined(array.rest, item);
    return;
  }
  noteStored(engine, array, item);
  const before = items[index];
  while (items.length < index) items.push(undefinedValue);
  items[index] = engine.isCertain(array.born) ? item : joined(before ?? null, item);
}

export function setByValue(
  engine: Engine & ApiReader,
  object: Value,
  key: Value,
  value: Value,
): void {
  if (
    object.type === "array" &&
    key.type === "primitive" &&
    typeof key.value === "number" &&
    key.value >= 0 &&
    Number.isInteger(key.value)
  ) {
    setIndex(engine, object, key.value, value);
    return;
  }
  const name = toKey(engine, key);
  if (name !== null) {
    setMember(engine, object, name, value);
  } else if (object.type === "object" && isCopied(key, value)) {
    // Under each key what the module has there: it then has all of its members.
    object.proto ??= value.each.of;
    if (object.proto !== value.each.of) object.rest ??= unknownOf(none);
  } else if (object.type === "object" || object.type === "array") {
    object.rest = joined(object.rest, value);
    noteStored(engine, object, value);
  } else if (object.type === "either") {
    for (const option of object.options) setByValue(engine, option, key, value);
  } else if (object.type === "api") {
    engine.writeApi(object, "*", value);
  }
}

type Copied = Value & { type: "unknown"; each: { of: ApiValue } };

function isCopied(key: Value, value: Value): value is Copied {
  return (
    key.type === "unknown" &&
    value.type === "unknown" &&
    key.each?.is === "key" &&
    value.each?.is === "member" &&
    key.each.of === value.each.of
  );
}
