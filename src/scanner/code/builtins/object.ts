import { argAt, toKey, toText } from "../coerce.ts";
import type { Builtin, Engine } from "../engine.ts";
import { setAccessor, spreadInto } from "../expressions/fill-object.ts";
import { moduleMembers } from "../lists/module-members.ts";
import { isEqual } from "../operators.ts";
import { none } from "../taints.ts";
import type { Value } from "../value.ts";
import {
  anyKeyOf,
  booleanValue,
  hasMarks,
  isUndefined,
  nullValue,
  textValue,
  undefinedValue,
  unknownOf,
} from "../values.ts";
import { opaque } from "./arguments.ts";

interface Listed {
  readonly entries: readonly (readonly [string, Value])[];
  readonly isOpen: boolean;
}

/** Own properties of a value, in order; null when it is none that has any. */
function listed(engine: Engine, value: Value): Listed | null {
  switch (value.type) {
    case "object": {
      const entries: (readonly [string, Value])[] = [];
      for (const entry of value.props) if (!/^(?:@@|#)/.test(entry[0])) entries.push(entry);
      for (const name of value.accessors?.keys() ?? [])
        entries.push([name, engine.getMember(value, name)]);
      // The runtime lists whole numbers first, in their order; tables of decoders rely on it.
      if (entries.some(([name]) => isIndex(name))) entries.sort(byIndex);
      return { entries, isOpen: value.rest !== null };
    }
    case "array":
      return {
        entries: value.items.map((item, index) => [String(index), item]),
        isOpen: value.rest !== null,
      };
    case "text":
      if (!value.isWhole) return null;
      return {
        entries: [...value.value].map((char, index) => [String(index), textValue(char)]),
        isOpen: false,
      };
    case "function":
      return { entries: [...value.props].filter(([name]) => name !== "prototype"), isOpen: false };
    case "either": {
      const parts = value.options.map((option) => listed(engine, option));
      return {
        entries: parts.flatMap((part) => part?.entries ?? []),
        isOpen: parts.some((part) => part === null || part.isOpen),
      };
    }
    case "primitive":
      return { entries: [], isOpen: false };
    case "api": {
      const names = moduleMembers(value.name);
      if (names === null) return null;
      return { entries: names.map((name) => [name, engine.getMember(value, name)]), isOpen: true };
    }
    default:
      return null;
  }
}

/** A name that nobody knows may be any. */
function named(name: string): Value {
  return textValue(name, none, !hasMarks(name));
}

function isIndex(name: string): boolean {
  return /^(?:0|[1-9]\d{0,8})$/.test(name);
}

function byIndex([a]: readonly [string, Value], [b]: readonly [string, Value]): number {
  const [first, second] = [isIndex(a), isIndex(b)];
  if (first && second) return Number(a) - Number(b);
  return first === second ? 0 : first ? -1 : 1;
}

function listing(make: (engine: Engine, name: string, value: Value) => Value): Builtin {
  return (engine, self, args) => {
    const source = engine.wholeOf(argAt(args, 0));
    const found = listed(engine, source);
    if (found === null) {
      const made = engine.newArray([], engine.taintOf(source));
      made.rest = source.type === "api" ? anyKeyOf(source) : unknownOf(engine.taintOf(source));
      engine.visitCallbacks(args.slice(1), made.taint);
      return source.type === "unknown" || source.type === "instance" || source.type === "api"
        ? made
        : opaque(engine, self, args);
    }
    engine.spend(found.entries.length >> 2);
    const made = engine.newArray(
      found.entries.map(([name, value]) => make(engine, name, value)),
      source.taint,
    );
    if (found.isOpen) made.rest = unknownOf(engine.taintOf(source));
    return made;
  };
}

const assign: Builtin = (engine, _self, args) => {
  const [target = undefinedValue, ...sources] = args;
  for (const source of sources) spreadInto(engine, target, source);
  return target;
};

const same: Builtin = (_engine, _self, args) => argAt(args, 0);

const create: Builtin = (engine, _self, args) => {
  const made = engine.newObject();
  const proto = argAt(args, 0);
  const isPlain = proto.type === "api" && proto.name === "js:Object.prototype";
  if (proto.type !== "primitive" && !isPlain) made.proto = proto;
  if (!isUndefined(argAt(args, 1))) define(engine, made, argAt(args, 1));
  return made;
};

function define(engine: Engine, target: Value, descriptors: Value): void {
  const found = listed(engine, descriptors);
  for (const [name, descriptor] of found?.entries ?? []) describe(engine, target, name, descriptor);
}

function describe(engine: Engine, target: Value, name: string, descriptor: Value): void {
  if (descriptor.type === "object") {
    const get = descriptor.props.get("get");
    const set = descriptor.props.get("set");
    if ((get ?? set) !== undefined) {
      if (target.type === "object") {
        if (get !== undefined && !isUndefined(get)) setAccessor(target, name, true, get);
        if (set !== undefined && !isUndefined(set)) setAccessor(target, name, false, set);
      } else if (get !== undefined) {
        engine.setMember(target, name, engine.callValue(get, [], target));
      }
      return;
    }
  }
  const value = engine.getMember(descriptor, "value");
  if (target.type === "object" && engine.isCertain(target.born)) target.props.set(name, value);
  else engine.setMember(target, name, value);
}

const defineProperty: Builtin = (engine, _self, args) => {
  const target = argAt(args, 0);
  const name = toKey(engine, argAt(args, 1));
  if (name !== null) {
    describe(engine, target, name, argAt(args, 2));
    return target;
  }
  const get = engine.getMember(argAt(args, 2), "get");
  const value =
    get.type === "function"
      ? engine.callValue(get, [], target)
      : engine.getMember(argAt(args, 2), "value");
  engine.setByValue(target, argAt(args, 1), value);
  return target;
};

const defineProperties: Builtin = (engine, _self, args) => {
  define(engine, argAt(args, 0), argAt(args, 1));
  return argAt(args, 0);
};

const fromEntries: Builtin = (engine, self, args) => {
  const { items, isOpen } = engine.iterate(argAt(args, 0));
  const made = engine.newObject();
  for (const item of items) {
    engine.setByValue(made, engine.getMember(item, "0"), engine.getMember(item, "1"));
    if (!engine.spend(1)) break;
  }
  if (isOpen) {
    if (items.length === 0) return opaque(engine, self, args);
    made.rest = unknownOf(engine.taintOf(argAt(args, 0)));
  }
  return made;
};

const descriptorOf: Builtin = (engine, _self, args) => {
  const [object, key] = [argAt(args, 0), argAt(args, 1)];
  const name = toKey(engine, key);
  if (name === null) return unknownOf(engine.taintOf(object));
  if (object.type === "object") {
    const accessor = object.accessors?.get(name);
    if (accessor !== undefined) {
      return engine.newObject(
        new Map<string, Value>([
          ["get", accessor.get ?? undefinedValue],
          ["set", accessor.set ?? undefinedValue],
          ["enumerable", booleanValue(true)],
          ["configurable", booleanValue(true)],
        ]),
      );
    }
    if (!object.props.has(name)) return object.rest === null ? undefinedValue : unknownOf(none);
  }
  return engine.newObject(
    new Map<string, Value>([
      ["value", engine.getMember(object, name)],
      ["writable", booleanValue(true)],
      ["enumerable", booleanValue(true)],
      ["configurable", booleanValue(true)],
    ]),
  );
};

const descriptorsOf: Builtin = (engine, _self, args) => {
  const found = listed(engine, argAt(args, 0));
  const made = engine.newObject();
  for (const [name, value] of found?.entries ?? []) {
    made.props.set(name, engine.newObject(new Map([["value", value]])));
  }
  return made;
};

const prototypeOf: Builtin = (engine, _self, args) => {
  const object = argAt(args, 0);
  if (object.type === "object") return object.proto ?? engine.api("js:Object.prototype");
  if (object.type === "function") return object.class?.base ?? functionPrototype(engine);
  if (object.type === "api" && /^(?:node|pkg):/.test(object.name)) {
    return engine.api("js:Object.prototype");
  }
  return engine.getMember(object, "__proto__");
};

/** Of which `constructor` makes functions out of text, whichever kind of function it is. */
function functionPrototype(engine: Engine): Value {
  return engine.api("js:Function.prototype");
}

const setPrototypeOf: Builtin = (_engine, _self, args) => {
  const [object, proto] = [argAt(args, 0), argAt(args, 1)];
  if (object.type === "object") object.proto = proto.type === "primitive" ? null : proto;
  return object;
};

function owns(engine: Engine, object: Value, key: Value): Value {
  const name = toKey(engine, key);
  if (name === null) return unknownOf(none);
  if (object.type === "object") {
    if (object.props.has(name) || object.accessors?.has(name) === true) return booleanValue(true);
    return object.rest === null ? booleanValue(false) : unknownOf(none);
  }
  if (object.type === "array" && /^\d{1,9}$/.test(name) && object.rest === null) {
    return booleanValue(Number(name) < object.items.length);
  }
  if (object.type === "function") return booleanValue(object.props.has(name));
  return unknownOf(none);
}

const has: Builtin = (engine, _self, args) => {
  const [object, key] = [argAt(args, 0), argAt(args, 1)];
  const own = owns(engine, object, key);
  return own.type === "primitive" &&
    own.value === false &&
    object.type === "object" &&
    object.proto !== null
    ? unknownOf(none)
    : own;
};

const identical: Builtin = (engine, _self, args) => {
  const answer = isEqual(engine, argAt(args, 0), argAt(args, 1), true);
  return answer === null ? unknownOf(none) : booleanValue(answer);
};

const names: Builtin = listing((_engine, name) => named(name));

/** In what group something comes is not followed; that each is asked for is. */
const groupBy: Builtin = (engine, _self, args) => {
  const [list, ask] = [argAt(args, 0), argAt(args, 1)];
  for (const item of engine.iterate(list).items) engine.callValue(ask, [item], null);
  return unknownOf(engine.taintOf(list));
};

export const objectBuiltins: Readonly<Record<string, Builtin>> = {
  Object: (engine, _self, args) => {
    const value = argAt(args, 0);
    return isUndefined(value) || value === nullValue ? engine.newObject() : value;
  },
  "Object.keys": names,
  "Object.getOwnPropertyNames": names,
  "Object.getOwnPropertySymbols": (engine) => engine.newArray([]),
  "Object.values": listing((_engine, _name, value) => value),
  "Object.entries": listing((engine, name, value) => engine.newArray([named(name), value])),
  "Object.groupBy": groupBy,
  "Object.assign": assign,
  "Object.freeze": same,
  "Object.seal": same,
  "Object.preventExtensions": same,
  "Object.isFrozen": () => unknownOf(none),
  "Object.isSealed": () => unknownOf(none),
  "Object.isExtensible": () => unknownOf(none),
  "Object.create": create,
  "Object.defineProperty": defineProperty,
  "Object.defineProperties": defineProperties,
  "Object.fromEntries": fromEntries,
  "Object.getOwnPropertyDescriptor": descriptorOf,
  "Object.getOwnPropertyDescriptors": descriptorsOf,
  "Object.getPrototypeOf": prototypeOf,
  "Object.setPrototypeOf": setPrototypeOf,
  "Object.is": identical,
  "Object.hasOwn": (engine, _self, args) => owns(engine, argAt(args, 0), argAt(args, 1)),
  "Reflect.get": (engine, _self, args) => engine.getByValue(argAt(args, 0), argAt(args, 1)),
  "Reflect.set": (engine, _self, args) => {
    engine.setByValue(argAt(args, 0), argAt(args, 1), argAt(args, 2));
    return booleanValue(true);
  },
  "Reflect.has": has,
  "Reflect.ownKeys": names,
  "Reflect.defineProperty": defineProperty,
  "Reflect.deleteProperty": () => booleanValue(true),
  "Reflect.getPrototypeOf": prototypeOf,
  "Reflect.setPrototypeOf": setPrototypeOf,
  "Reflect.getOwnPropertyDescriptor": descriptorOf,
  "object.hasOwnProperty": (engine, self, args) => owns(engine, self, argAt(args, 0)),
  "object.propertyIsEnumerable": (engine, self, args) => owns(engine, self, argAt(args, 0)),
  "object.isPrototypeOf": () => unknownOf(none),
  "object.valueOf": (_engine, self) => self,
  "object.toString": (engine, self) =>
    kindText(self) ?? toText(engine, self) ?? unknownOf(engine.taintOf(self)),
  "object.toLocaleString": (engine, self) =>
    toText(engine, self) ?? unknownOf(engine.taintOf(self)),
  "object.__defineGetter__": (engine, self, args) => {
    const name = toKey(engine, argAt(args, 0));
    if (name !== null && self.type === "object") setAccessor(self, name, true, argAt(args, 1));
    return undefinedValue;
  },
  "object.__defineSetter__": (engine, self, args) => {
    const name = toKey(engine, argAt(args, 0));
    if (name !== null && self.type === "object") setAccessor(self, name, false, argAt(args, 1));
    return undefinedValue;
  },
};

/** `Object.prototype.toString.call(x)`: what kind of thing it is. */
function kindText(value: Value): Value | null {
  switch (value.type) {
    case "array":
      return value.of === "array" ? textValue("[object Array]") : null;
    case "function":
      return textValue("[object Function]");
    case "text":
      return textValue("[object String]");
    case "primitive": {
      if (value.value === null) return textValue("[object Null]");
      if (value.value === undefined) return textValue("[object Undefined]");
      const name = typeof value.value;
      return textValue(
        `[object ${name === "number" ? "Number" : name === "boolean" ? "Boolean" : "BigInt"}]`,
      );
    }
    case "object":
      if (
        value.kind === "RegExp" ||
        value.kind === "Date" ||
        value.kind === "Map" ||
        value.kind === "Set"
      ) {
        return textValue(`[object ${value.kind}]`);
      }
      return null;
    default:
      return null;
  }
}
