import { argAt, joinTexts, numberArg, toText } from "../coerce.ts";
import { isCommandLine } from "../command-line.ts";
import type { Builtin, Engine } from "../engine.ts";
import { isEqual } from "../operators.ts";
import { noteStored } from "../taint-inside.ts";
import { bitOf, none, union } from "../taints.ts";
import type { ArrayValue, Value } from "../value.ts";
import {
  addTaint,
  booleanValue,
  eitherOf,
  isConstant,
  isUndefined,
  maxItems,
  numberValue,
  textValue,
  truthOf,
  undefinedValue,
  unknownOf,
} from "../values.ts";
import { opaque } from "./arguments.ts";

type Method = (engine: Engine, self: ArrayValue, args: readonly Value[]) => Value;

/** Methods of arrays, and of what is like one; of anything else only its origin is known. */
function onArray(method: Method): Builtin {
  return (engine, self, args) => {
    if (self.type === "array") return method(engine, self, args);
    if (self.type === "text" && self.isWhole && self.value.length < maxItems) {
      return method(
        engine,
        engine.newArray([...self.value].map((char) => textValue(char, self.taint))),
        args,
      );
    }
    if (self.type === "object" && self.props.has("length")) {
      const { items, isOpen } = engine.iterate(self);
      if (!isOpen) return method(engine, engine.newArray([...items]), args);
    }
    return opaque(engine, self, args);
  };
}

/** A copy that is as open as the array it is of. */
function copy(engine: Engine, self: ArrayValue, items: Value[]): ArrayValue {
  const made = engine.newArray(items, self.taint, self.of);
  made.rest = self.rest;
  if (self.element !== undefined) made.element = self.element;
  if (self.splitBy !== undefined) made.splitBy = self.splitBy;
  return made;
}

function closed(self: ArrayValue, value: Value): Value {
  return self.rest === null ? value : unknownOf(union(self.taint, value.taint));
}

const push: Method = (engine, self, args) => {
  for (const arg of args) {
    noteStored(engine, self, arg);
    if (self.items.length >= maxItems || self.of === "bytes") {
      self.rest = self.rest === null ? arg : eitherOf([self.rest, arg]);
    } else {
      self.items.push(arg);
    }
  }
  return closed(self, numberValue(self.items.length));
};

/** Where it is not certain that items go, they stay, and what is taken is one of them. */
function mayChange(engine: Engine, self: ArrayValue): boolean {
  return engine.isCertain(self.born) && self.rest === null;
}

function anyOf(engine: Engine, self: ArrayValue): Value {
  engine.doubts += 1;
  if (self.items.length > 32) return unknownOf(engine.taintOf(self));
  const items = isCommandLine(self) ? [] : self.items;
  return eitherOf([...items, ...(self.rest === null ? [] : [self.rest]), undefinedValue]);
}

const pop: Method = (engine, self) =>
  mayChange(engine, self) ? (self.items.pop() ?? undefinedValue) : anyOf(engine, self);

const shift: Method = (engine, self) => {
  if (!mayChange(engine, self)) return anyOf(engine, self);
  engine.spend(self.items.length >> 8);
  return self.items.shift() ?? undefinedValue;
};

const unshift: Method = (engine, self, args) => {
  engine.spend(self.items.length >> 8);
  for (const arg of args) noteStored(engine, self, arg);
  if (self.items.length + args.length <= maxItems) self.items.unshift(...args.slice(0, 10_000));
  return closed(self, numberValue(self.items.length));
};

const slice: Method = (engine, self, args) => {
  const from = numberArg(engine, argAt(args, 0), 0);
  const to = numberArg(engine, argAt(args, 1), self.items.length);
  if (from === null || to === null) return opaque(engine, self, args);
  engine.spend(self.items.length >> 6);
  return copy(engine, self, self.items.slice(from, to));
};

const splice: Method = (engine, self, args) => {
  const from = numberArg(engine, argAt(args, 0), 0);
  const count = numberArg(engine, argAt(args, 1), self.items.length);
  if (from === null || count === null || !mayChange(engine, self)) {
    engine.doubts += 1;
    for (const arg of args.slice(2)) push(engine, self, [arg]);
    return opaque(engine, self, args);
  }
  engine.spend(self.items.length >> 6);
  return copy(engine, self, self.items.splice(from, args.length < 1 ? 0 : count, ...args.slice(2)));
};

const concat: Method = (engine, self, args) => {
  const made = copy(engine, self, [...self.items]);
  for (const arg of args) {
    if (arg.type === "array") {
      if (made.items.length + arg.items.length > maxItems) return opaque(engine, self, args);
      for (const item of arg.items) made.items.push(item);
      made.taint = union(made.taint, arg.taint);
      if (arg.rest !== null)
        made.rest = made.rest === null ? arg.rest : eitherOf([made.rest, arg.rest]);
    } else if (arg.type === "unknown" || arg.type === "either" || arg.type === "instance") {
      const more = unknownOf(engine.taintOf(arg));
      made.rest = made.rest === null ? more : eitherOf([made.rest, more]);
    } else {
      made.items.push(arg);
    }
  }
  engine.spend(made.items.length >> 6);
  return made;
};

const join: Method = (engine, self, args) => {
  const separator = isUndefined(argAt(args, 0)) ? textValue(",") : toText(engine, argAt(args, 0));
  if (separator === null || separator.type !== "text" || !separator.isWhole)
    return opaque(engine, self, args);
  engine.spend(self.items.length >> 2);
  const items =
    self.rest === null ? self.items : [...self.items, unknownOf(engine.taintOf(self.rest))];
  const text = joinTexts(engine, items, separator.value, union(self.taint, separator.taint));
  if (text === null) return unknownOf(engine.taintOf(self));
  const pieces = self.items.filter((item) => isConstant(item) && item.value !== "").length;
  if (pieces < 2 || separator.value.length > 2) return text;
  let through = bitOf("joined");
  if (self.splitBy !== undefined && self.splitBy !== separator.value) through |= bitOf("splitjoin");
  // Lists of words are joined with something between; pieces of a hidden name are not.
  return separator.value === "" || self.splitBy !== undefined
    ? addTaint(text, none, through)
    : text;
};

const reverse: Method = (engine, self) => {
  engine.spend(self.items.length >> 4);
  if (engine.isCertain(self.born)) self.items.reverse();
  for (let index = 0; index < self.items.length; index += 1) {
    self.items[index] = addTaint(self.items[index] as Value, none, bitOf("reverse"));
  }
  return self;
};

/** Calls a function for each item in order, and for those that may be there besides. */
function each(
  engine: Engine,
  self: ArrayValue,
  args: readonly Value[],
  visit: (result: Value, item: Value, index: number) => boolean,
): boolean {
  const [callback = undefinedValue, own = undefinedValue] = args;
  for (let index = 0; index < self.items.length; index += 1) {
    const item = self.items[index] as Value;
    if (!engine.spend(1)) return false;
    const given =
      self.taint === none || item.type === "array" || item.type === "object"
        ? item
        : addTaint(item, self.taint);
    if (!visit(engine.callValue(callback, [given, numberValue(index), self], own), item, index))
      return true;
  }
  const { rest } = self;
  if (rest !== null) {
    engine.fork(() => {
      const other = addTaintDeep(rest, self);
      visit(engine.callValue(callback, [other, unknownOf(none), self], own), other, -1);
    });
    return false;
  }
  return true;
}

function addTaintDeep(rest: Value, self: ArrayValue): Value {
  return rest.type === "array" || rest.type === "object" ? rest : addTaint(rest, self.taint);
}

const map: Method = (engine, self, args) => {
  const results: Value[] = [];
  let rest: Value | null = null;
  const isDone = each(engine, self, args, (result, _item, index) => {
    if (index < 0) rest = result;
    else results.push(result);
    return true;
  });
  const made = copy(engine, self, results);
  made.rest = isDone ? null : (rest ?? unknownOf(engine.taintOf(self)));
  return made;
};

const filter: Method = (engine, self, args) => {
  const kept: Value[] = [];
  let isSure = true;
  const isDone = each(engine, self, args, (result, item) => {
    const truth = truthOf(result);
    if (truth !== false) kept.push(item);
    isSure &&= truth !== null;
    return true;
  });
  const made = copy(engine, self, kept);
  made.rest = isDone && isSure ? null : (self.rest ?? unknownOf(self.taint));
  return made;
};

const forEach: Method = (engine, self, args) => {
  each(engine, self, args, () => true);
  return undefinedValue;
};

function quantified(
  stopsAt: boolean,
  outcome: (item: Value, index: number) => Value,
  otherwise: Value,
): Method {
  return (engine, self, args) => {
    let found: Value | null = null;
    let isSure = true;
    const isDone = each(engine, self, args, (result, item, index) => {
      const truth = truthOf(result);
      if (truth === null) isSure = false;
      if (truth === stopsAt && isSure) found = outcome(item, index);
      return found === null;
    });
    if (found !== null) return found;
    if (isDone && isSure) return otherwise;
    const asked = self.items.slice(0, 4).map(outcome);
    // Of objects that are all known it is one; a call of what nobody knows would give back what it is given.
    const isAll = isDone && asked.length === self.items.length;
    if (isAll && asked.every(({ type }) => type === "object"))
      return eitherOf([otherwise, ...asked]);
    return eitherOf([otherwise, ...asked, unknownOf(engine.taintOf(self))]);
  };
}

function reducing(isRight: boolean): Method {
  return (engine, self, args) => {
    const [callback = undefinedValue, initial] = args;
    const items = self.items.map((item, index) => [item, index] as const);
    if (isRight) items.reverse();
    let sum = initial;
    for (const [item, index] of items) {
      if (sum === undefined) {
        sum = item;
        continue;
      }
      if (!engine.spend(1)) return unknownOf(engine.taintOf(self, sum));
      const given =
        self.taint === none || item.type === "array" || item.type === "object"
          ? item
          : addTaint(item, self.taint);
      sum = engine.callValue(callback, [sum, given, numberValue(index), self], null);
    }
    const { rest } = self;
    if (rest !== null) {
      const before: Value = sum ?? rest;
      const more = engine.fork(() =>
        engine.callValue(callback, [before, rest, unknownOf(none), self], null),
      );
      return more === null ? before : eitherOf([before, more]);
    }
    return sum ?? undefinedValue;
  };
}

function indexOfValue(
  engine: Engine,
  self: ArrayValue,
  args: readonly Value[],
  isLast: boolean,
): number | null {
  const what = argAt(args, 0);
  engine.spend(self.items.length >> 4);
  let found = -1;
  for (let index = 0; index < self.items.length; index += 1) {
    const same = isEqual(engine, self.items[index] as Value, what, true);
    if (same === null) return null;
    if (same) {
      found = index;
      if (!isLast) return found;
    }
  }
  return self.rest === null ? found : null;
}

function finding(isLast: boolean): Method {
  return (engine, self, args) => {
    const index = indexOfValue(engine, self, args, isLast);
    return index === null ? unknownOf(self.taint) : numberValue(index, self.taint);
  };
}

const includes: Method = (engine, self, args) => {
  const index = indexOfValue(engine, self, args, false);
  return index === null
    ? unknownOf(union(self.taint, argAt(args, 0).taint))
    : booleanValue(index >= 0);
};

class Undecided extends Error {}

/** What is undefined goes to the end and is never compared (ECMA-262 §23.1.3.30.2, SortIndexedProperties). */
function sorted(engine: Engine, self: ArrayValue, args: readonly Value[]): Value[] | null {
  if (self.rest !== null) return null;
  const defined = sortedDefined(
    engine,
    self.items.filter((item) => !isUndefined(item)),
    args[0],
  );
  return defined && [...defined, ...self.items.filter(isUndefined)];
}

function sortedDefined(
  engine: Engine,
  items: readonly Value[],
  compare: Value | undefined,
): Value[] | null {
  try {
    if (compare === undefined || isUndefined(compare)) {
      const texts = items.map((item) => [toText(engine, item), item] as const);
      if (texts.some(([text]) => text === null || !text.isWhole)) return null;
      engine.spend(items.length);
      return texts
        .sort(([a], [b]) =>
          (a?.value ?? "") < (b?.value ?? "") ? -1 : (a?.value ?? "") > (b?.value ?? "") ? 1 : 0,
        )
        .map(([, item]) => item);
    }
    return [...items].sort((a, b) => {
      const result = engine.callValue(compare, [a, b], null);
      if (result.type !== "primitive" || !engine.spend(1)) throw new Undecided();
      return Number(result.value);
    });
  } catch (error) {
    if (error instanceof Undecided) return null;
    throw error;
  }
}

const sort: Method = (engine, self, args) => {
  const items = sorted(engine, self, args);
  if (items !== null && engine.isCertain(self.born))
    self.items.splice(0, self.items.length, ...items.slice(0, 100_000));
  return self;
};

const fill: Method = (engine, self, args) => {
  const value = argAt(args, 0);
  const from = numberArg(engine, argAt(args, 1), 0) ?? 0;
  const to = numberArg(engine, argAt(args, 2), self.items.length) ?? self.items.length;
  engine.spend(self.items.length >> 6);
  noteStored(engine, self, value);
  self.items.fill(value, from, to);
  return self;
};

function flattened(engine: Engine, items: readonly Value[], depth: number): Value[] {
  const flat: Value[] = [];
  for (const item of items) {
    if (item.type === "array" && depth > 0) {
      for (const inner of flattened(engine, item.items, depth - 1)) flat.push(inner);
    } else {
      flat.push(item);
    }
    if (flat.length > maxItems || !engine.spend(1)) break;
  }
  return flat;
}

const flat: Method = (engine, self, args) => {
  const depth = numberArg(engine, argAt(args, 0), 1) ?? 1;
  return opened(self, copy(engine, self, flattened(engine, self.items, Math.min(depth, 50))));
};

const flatMap: Method = (engine, self, args) => {
  const mapped = map(engine, self, args);
  return mapped.type === "array"
    ? opened(mapped, copy(engine, mapped, flattened(engine, mapped.items, 1)))
    : mapped;
};

/** Lists that may hold more than is known make one that may. */
function opened(from: ArrayValue, flat: Value): Value {
  if (flat.type !== "array" || flat.rest !== null) return flat;
  const rests = from.items.flatMap((item) =>
    item.type === "array" && item.rest !== null ? [item.rest] : [],
  );
  if (rests.length > 0) flat.rest = eitherOf(rests);
  return flat;
}

const at: Method = (engine, self, args) => {
  const index = numberArg(engine, argAt(args, 0), 0);
  if (index === null || self.rest !== null) return anyOf(engine, self);
  return self.items.at(index) ?? undefinedValue;
};

const entries: Method = (engine, self) =>
  copy(
    engine,
    self,
    self.items.map((item, index) => engine.newArray([numberValue(index), item])),
  );

const keys: Method = (engine, self) =>
  engine.newArray(self.items.map((_, index) => numberValue(index)));
const values: Method = (engine, self) => copy(engine, self, [...self.items]);

/** What a generator yielded is an array here, so that it is asked for item by item. */
const next: Method = (engine, self) => {
  const item = self.items.shift();
  return engine.newObject(
    new Map<string, Value>([
      ["value", item ?? self.rest ?? undefinedValue],
      ["done", self.rest === null ? booleanValue(item === undefined) : unknownOf(none)],
    ]),
  );
};

const toStringValue: Method = (engine, self) =>
  toText(engine, self) ?? unknownOf(engine.taintOf(self));

function makeArray(engine: Engine, _self: Value, args: readonly Value[]): Value {
  const [length] = args;
  if (args.length === 1 && length?.type === "primitive" && typeof length.value === "number") {
    const made = engine.newArray([]);
    if (!(length.value >= 0 && length.value <= 100_000)) made.rest = undefinedValue;
    else made.items.push(...new Array<Value>(Math.floor(length.value)).fill(undefinedValue));
    engine.spend(made.items.length >> 4);
    return made;
  }
  if (args.length === 1 && length?.type === "unknown") {
    const made = engine.newArray([]);
    made.rest = unknownOf(length.taint);
    return made;
  }
  return engine.newArray([...args]);
}

function from(engine: Engine, _self: Value, args: readonly Value[]): Value {
  const [source = undefinedValue, mapper, own] = args;
  const made = engine.newArray([]);
  const length =
    source.type === "object" && source.props.has("length")
      ? numberArg(engine, source.props.get("length") ?? undefinedValue, 0)
      : null;
  if (length !== null) {
    if (length > 100_000) return unknownOf(none);
    for (let index = 0; index < length; index += 1)
      made.items.push(engine.getMember(source, String(index)));
    engine.spend(length >> 2);
  } else {
    const { items, isOpen } = engine.iterate(source);
    for (const item of items) made.items.push(item);
    const isCounted = source.type === "object" && source.props.has("length");
    if (isOpen || isCounted) made.rest = unknownOf(engine.taintOf(source));
  }
  made.taint = union(made.taint, source.taint);
  if (mapper === undefined || isUndefined(mapper)) return made;
  return map(engine, made, own === undefined ? [mapper] : [mapper, own]);
}

const methods: Readonly<Record<string, Method>> = {
  push,
  pop,
  shift,
  unshift,
  slice,
  splice,
  concat,
  join,
  reverse,
  map,
  filter,
  forEach,
  some: quantified(true, () => booleanValue(true), booleanValue(false)),
  every: quantified(false, () => booleanValue(false), booleanValue(true)),
  find: quantified(true, (item) => item, undefinedValue),
  findIndex: quantified(true, (_item, index) => numberValue(index), numberValue(-1)),
  findLast: (engine, self, args) =>
    quantified(true, (item) => item, undefinedValue)(
      engine,
      copy(engine, self, [...self.items].reverse()),
      args,
    ),
  reduce: reducing(false),
  reduceRight: reducing(true),
  indexOf: finding(false),
  lastIndexOf: finding(true),
  includes,
  sort,
  fill,
  flat,
  flatMap,
  at,
  entries,
  keys,
  values,
  next,
  "@@iterator": values,
  toString: toStringValue,
  toReversed: (engine, self) => reverse(engine, copy(engine, self, [...self.items]), []),
  toSorted: (engine, self, args) =>
    copy(engine, self, sorted(engine, self, args) ?? [...self.items]),
};

export const arrayBuiltins: Readonly<Record<string, Builtin>> = {
  Array: makeArray,
  "Array.from": from,
  "Array.fromAsync": from,
  "Array.of": (engine, _self, args) => engine.newArray([...args]),
  "Array.isArray": (engine, _self, [value = undefinedValue]) => {
    if (value.type === "unknown" || value.type === "either" || value.type === "instance") {
      return unknownOf(none);
    }
    engine.spend(1);
    return booleanValue(value.type === "array");
  },
  ...Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [`array.${name}`, onArray(method)]),
  ),
};
