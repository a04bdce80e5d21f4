import { argAt } from "../coerce.ts";
import type { Builtin, Engine } from "../engine.ts";
import { isEqual } from "../operators.ts";
import { noteStored } from "../taint-inside.ts";
import { none, union } from "../taints.ts";
import type { ArrayValue, ObjectValue, Primitive, Text, Value } from "../value.ts";
import {
  booleanValue,
  eitherOf,
  isConstant,
  isUndefined,
  undefinedValue,
  unknownOf,
} from "../values.ts";
import { opaque } from "./arguments.ts";

/** Entries of a map or set: keys, and values beside them; of a set they are the same. */
interface Entries {
  readonly keys: ArrayValue;
  readonly values: ArrayValue;
}

function entriesOf(self: Value): Entries | null {
  if (self.type !== "object") return null;
  const values = self.props.get("@@items");
  const keys = self.props.get("@@keys") ?? values;
  return values?.type === "array" && keys?.type === "array" ? { keys, values } : null;
}

function makeMap(engine: Engine, _self: Value, args: readonly Value[]): Value {
  const keys = engine.newArray([]);
  const values = engine.newArray([]);
  const made = collection(engine, "Map", values, keys);
  const source = argAt(args, 0);
  if (isUndefined(source)) return made;
  const { items, isOpen } = engine.iterate(source);
  for (const item of items) {
    setEntry(engine, made, engine.getMember(item, "0"), engine.getMember(item, "1"));
    if (!engine.spend(1)) break;
  }
  if (isOpen) values.rest = unknownOf(engine.taintOf(source));
  return made;
}

function makeSet(engine: Engine, _self: Value, args: readonly Value[]): Value {
  const values = engine.newArray([]);
  const made = collection(engine, "Set", values, null);
  const source = argAt(args, 0);
  if (isUndefined(source)) return made;
  const { items, isOpen } = engine.iterate(source);
  for (const item of items) {
    add(engine, made, [item], false);
    if (!engine.spend(1)) break;
  }
  if (isOpen) values.rest = unknownOf(engine.taintOf(source));
  return made;
}

function collection(
  engine: Engine,
  kind: string,
  values: ArrayValue,
  keys: ArrayValue | null,
): ObjectValue {
  const made = engine.newObject(new Map<string, Value>([["@@items", values]]));
  if (keys !== null) made.props.set("@@keys", keys);
  made.kind = kind;
  return made;
}

interface KeyIndex {
  count: number;
  readonly places: Map<string | Primitive["value"], number>;
  /** Whether all keys are plain values, so that what is not found is not there. */
  isPlain: boolean;
}

const indexes = new WeakMap<ArrayValue, KeyIndex>();

/** Tables of decoders have thousands of keys and are asked for each character. */
function findPlain(keys: ArrayValue, key: Text | Primitive): number | null {
  let index = indexes.get(keys);
  if (index === undefined || index.count > keys.items.length) {
    index = { count: 0, places: new Map(), isPlain: true };
    indexes.set(keys, index);
  }
  for (; index.count < keys.items.length; index.count += 1) {
    const item = keys.items[index.count] as Value;
    if (!isConstant(item)) index.isPlain = false;
    else if (!index.places.has(item.value)) index.places.set(item.value, index.count);
  }
  if (!index.isPlain || keys.rest !== null) return null;
  return index.places.get(key.value) ?? -1;
}

/** Where a key stands; -1 when it is not there, null when that is not known. */
function find(engine: Engine, keys: ArrayValue, key: Value): number | null {
  const plain = isConstant(key) ? findPlain(keys, key) : null;
  if (plain !== null) return plain;
  engine.spend(keys.items.length >> 4);
  let isSure = keys.rest === null;
  for (let index = 0; index < keys.items.length; index += 1) {
    const same = isEqual(engine, keys.items[index] as Value, key, true);
    if (same === true) return index;
    isSure &&= same === false;
  }
  return isSure ? -1 : null;
}

/** Where entries begin of which nobody can tell whether they were made: `if (!seen.has(x)) seen.add(x)`. */
const maybeFrom = new WeakMap<ArrayValue, number>();

function isMaybe({ keys }: Entries, index: number): boolean {
  const from = maybeFrom.get(keys);
  return from !== undefined && index >= from;
}

function setEntry(engine: Engine, self: Value, key: Value, value: Value): void {
  const entries = entriesOf(self);
  if (entries === null) return;
  const index = find(engine, entries.keys, key);
  noteStored(engine, entries.keys, key);
  noteStored(engine, entries.values, value);
  if (index === null || index < 0) {
    if (!engine.isCertain(entries.values.born) && !maybeFrom.has(entries.keys)) {
      maybeFrom.set(entries.keys, entries.keys.items.length);
    }
    entries.keys.items.push(key);
    if (entries.keys !== entries.values) entries.values.items.push(value);
  } else if (entries.keys !== entries.values) {
    const before = entries.values.items[index] ?? undefinedValue;
    entries.values.items[index] = engine.isCertain(entries.values.born)
      ? value
      : eitherOf([before, value]);
  }
}

const set: Builtin = (engine, self, args) => {
  setEntry(engine, self, argAt(args, 0), argAt(args, 1));
  return self;
};

const add: Builtin = (engine, self, args) => {
  setEntry(engine, self, argAt(args, 0), argAt(args, 0));
  return self;
};

const get: Builtin = (engine, self, args) => {
  const entries = entriesOf(self);
  if (entries === null) return opaque(engine, self, args);
  const index = find(engine, entries.keys, argAt(args, 0));
  if (index !== null && index >= 0) {
    const found = entries.values.items[index] ?? undefinedValue;
    return isMaybe(entries, index) ? eitherOf([found, undefinedValue]) : found;
  }
  if (index === -1 && entries.values.rest === null) return undefinedValue;
  if (entries.values.items.length > 32) return unknownOf(engine.taintOf(entries.values));
  return eitherOf([
    ...entries.values.items,
    unknownOf(union(entries.values.rest?.taint ?? none, none)),
  ]);
};

const has: Builtin = (engine, self, args) => {
  const entries = entriesOf(self);
  const index = entries === null ? null : find(engine, entries.keys, argAt(args, 0));
  if (index === null || (entries !== null && isMaybe(entries, index))) return unknownOf(none);
  return booleanValue(index >= 0);
};

const remove: Builtin = (engine, self, args) => {
  const entries = entriesOf(self);
  const index = entries === null ? null : find(engine, entries.keys, argAt(args, 0));
  if (entries === null || index === null) return unknownOf(none);
  if (!engine.isCertain(entries.values.born)) engine.doubts += 1;
  if (index >= 0 && engine.isCertain(entries.values.born)) {
    indexes.delete(entries.keys);
    entries.values.items.splice(index, 1);
    if (entries.keys !== entries.values) entries.keys.items.splice(index, 1);
  }
  return booleanValue(index >= 0);
};

const clear: Builtin = (engine, self) => {
  const entries = entriesOf(self);
  engine.doubts += 1;
  if (entries !== null && engine.isCertain(entries.values.born)) {
    indexes.delete(entries.keys);
    entries.values.items.length = 0;
    entries.keys.items.length = 0;
  }
  return undefinedValue;
};

const forEach: Builtin = (engine, self, args) => {
  const entries = entriesOf(self);
  if (entries === null) return opaque(engine, self, args);
  entries.keys.items.slice(0, 10_000).forEach((key, index) => {
    if (engine.spend(1))
      engine.callValue(
        argAt(args, 0),
        [entries.values.items[index] ?? undefinedValue, key, self],
        null,
      );
  });
  if (entries.values.rest !== null) engine.visitCallbacks(args, entries.values.rest.taint);
  return undefinedValue;
};

const keys: Builtin = (engine, self, args) => {
  const entries = entriesOf(self);
  if (entries === null) return opaque(engine, self, args);
  return engine.newArray([...entries.keys.items]);
};

const values: Builtin = (engine, self, args) => {
  const entries = entriesOf(self);
  if (entries === null) return opaque(engine, self, args);
  const made = engine.newArray([...entries.values.items]);
  made.rest = entries.values.rest;
  return made;
};

const pairs: Builtin = (engine, self) => {
  const { items, isOpen } = engine.iterate(self);
  const made = engine.newArray([...items]);
  if (isOpen) made.rest = unknownOf(none);
  return made;
};

const reference: Builtin = (engine, _self, args) => {
  engine.spend(1);
  return engine.newObject(new Map([["@@target", argAt(args, 0)]]));
};

export const collectionBuiltins: Readonly<Record<string, Builtin>> = {
  Map: makeMap,
  WeakMap: makeMap,
  Set: makeSet,
  WeakSet: makeSet,
  WeakRef: reference,
  "map.set": set,
  "map.get": get,
  "map.has": has,
  "map.delete": remove,
  "map.clear": clear,
  "map.forEach": forEach,
  "map.keys": keys,
  "map.values": values,
  "map.entries": pairs,
  "set.add": add,
  "set.has": has,
  "set.delete": remove,
  "set.clear": clear,
  "set.forEach": forEach,
  "set.keys": values,
  "set.values": values,
  "set.entries": pairs,
};
