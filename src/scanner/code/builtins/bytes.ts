import { argAt, numberArg, toText } from "../coerce.ts";
import { asElement } from "../elements.ts";
import type { Builtin, Engine } from "../engine.ts";
import { none, union } from "../taints.ts";
import type { ArrayValue, Value } from "../value.ts";
import { isUndefined, numberValue, textValue, undefinedValue, unknownOf } from "../values.ts";
import { opaque } from "./arguments.ts";

const kinds = [
  "Uint8Array",
  "Uint8ClampedArray",
  "Int8Array",
  "Uint16Array",
  "Int16Array",
  "Uint32Array",
  "Int32Array",
  "Float32Array",
  "Float64Array",
] as const;

/** Room that is still empty; decoders do not ask for more than what they decode. */
const maxZeros = 128 * 1024;

function construct(element: string): Builtin {
  return (engine, self, args) => {
    const [source = numberValue(0)] = args;
    if (source.type === "object" && source.kind === "ArrayBuffer") {
      const bytes = source.props.get("@@bytes");
      if (bytes?.type === "array") {
        if (element !== "Uint8Array") return unknownOf(bytes.taint);
        return view(engine, bytes, element);
      }
    }
    if (source.type === "primitive") {
      const length = Number(source.value);
      if (!(length >= 0 && length <= maxZeros)) return unknownOf(none);
      engine.spend(length >> 4);
      return typed(engine, new Array<Value>(Math.floor(length)).fill(numberValue(0)), element);
    }
    const { items, isOpen } = engine.iterate(source);
    if (isOpen || source.type === "unknown") return opaque(engine, self, args);
    const made = typed(engine, [], element);
    for (const item of items) made.items.push(asElement(made, item));
    made.taint = union(made.taint, source.taint);
    engine.spend(items.length >> 4);
    return made;
  };
}

function typed(engine: Engine, items: Value[], element: string): ArrayValue {
  const made = engine.newArray(items, none, "bytes");
  made.element = element;
  return made;
}

/** Another look at the same bytes: a change of one is a change of the other. */
function view(_engine: Engine, bytes: ArrayValue, element: string): ArrayValue {
  bytes.element ??= element;
  return bytes;
}

function set(engine: Engine, self: Value, args: readonly Value[]): Value {
  const offset = numberArg(engine, argAt(args, 1), 0);
  const given = argAt(args, 0);
  const { items, isOpen } = engine.iterate(given);
  if (self.type !== "array" || offset === null) return undefinedValue;
  if (isOpen)
    self.rest = unknownOf(engine.taintOf(given, ...(self.rest === null ? [] : [self.rest])));
  engine.spend(items.length >> 4);
  items.forEach((item, index) => {
    if (index + offset < self.items.length) self.items[index + offset] = asElement(self, item);
  });
  return undefinedValue;
}

function subarray(engine: Engine, self: Value, args: readonly Value[]): Value {
  if (self.type !== "array") return opaque(engine, self, args);
  const from = numberArg(engine, argAt(args, 0), 0);
  const to = numberArg(engine, argAt(args, 1), self.items.length);
  if (from === null || to === null) return opaque(engine, self, args);
  const made = engine.newArray(self.items.slice(from, to), self.taint, "bytes");
  if (self.element !== undefined) made.element = self.element;
  return made;
}

function toStringValue(engine: Engine, self: Value, args: readonly Value[]): Value {
  if (self.type !== "array") return opaque(engine, self, args);
  if (self.element !== undefined) {
    const plain = engine.newArray([...self.items], self.taint);
    return toText(engine, plain) ?? unknownOf(engine.taintOf(self));
  }
  const bytes = engine.bytesOf(self);
  const encoding = isUndefined(argAt(args, 0)) ? "utf8" : engine.knownText(args[0]);
  const taint = engine.taintOf(self);
  if (bytes === null || encoding === null || !Buffer.isEncoding(encoding)) return unknownOf(taint);
  return textValue(Buffer.from(bytes).toString(encoding), taint);
}

function buffer(engine: Engine, _self: Value, args: readonly Value[]): Value {
  const length = numberArg(engine, argAt(args, 0), 0);
  if (length === null || !(length >= 0 && length <= maxZeros)) return unknownOf(none);
  engine.spend(length >> 4);
  const bytes = engine.newArray(
    new Array<Value>(Math.floor(length)).fill(numberValue(0)),
    none,
    "bytes",
  );
  bytes.element = "Uint8Array";
  const made = engine.newObject(
    new Map<string, Value>([
      ["@@bytes", bytes],
      ["byteLength", numberValue(Math.floor(length))],
    ]),
  );
  made.kind = "ArrayBuffer";
  return made;
}

function fromItems(element: string): Builtin {
  const make = construct(element);
  return (engine, self, args) => {
    const [source = undefinedValue, mapper] = args;
    const { items, isOpen } = engine.iterate(source);
    if (isOpen) return opaque(engine, self, args);
    const mapped =
      mapper === undefined || isUndefined(mapper)
        ? items
        : items.map((item, index) => engine.callValue(mapper, [item, numberValue(index)], null));
    return make(engine, self, [engine.newArray([...mapped], source.taint)], true);
  };
}

export const bytesBuiltins: Readonly<Record<string, Builtin>> = {
  ...Object.fromEntries(
    kinds.flatMap((kind) => [
      [kind, construct(kind)],
      [`${kind}.from`, fromItems(kind)],
      [
        `${kind}.of`,
        (engine: Engine, self: Value, args: readonly Value[]) =>
          construct(kind)(engine, self, [engine.newArray([...args])], true),
      ],
    ]),
  ),
  ArrayBuffer: buffer,
  SharedArrayBuffer: buffer,
  "bytes.set": set,
  "bytes.subarray": subarray,
  "bytes.toString": toStringValue,
};
