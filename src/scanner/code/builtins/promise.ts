import { argAt } from "../coerce.ts";
import type { Builtin, Engine } from "../engine.ts";
import { noteStored } from "../taint-inside.ts";
import { none, union } from "../taints.ts";
import { functionTree } from "../tree.ts";
import type { Value } from "../value.ts";
import {
  apiValue,
  eitherOf,
  isUndefined,
  undefinedValue,
  unknownOf,
  unknownValue,
} from "../values.ts";

/**
 * A promise is the value that it will give: waiting changes nothing about where a value comes from.
 * What a callback gives is joined with what passes it by.
 */
const then: Builtin = (engine, self, args) => {
  const [done, failed] = [argAt(args, 0), argAt(args, 1)];
  const value = settled(self);
  const result = isUndefined(done) ? value : engine.callValue(done, [value], null);
  if (!isUndefined(failed)) handle(engine, failed, value);
  return result;
};

const caught: Builtin = (engine, self, args) => {
  const value = settled(self);
  const other = handle(engine, argAt(args, 0), value);
  return other === null || isUndefined(other) ? value : eitherOf([value, other]);
};

/** The text of an answer may come in an error (EXE-05). */
function handle(engine: Engine, handler: Value, value: Value): Value | null {
  const taint = engine.taintOf(value);
  if (taint.atoms.length > 0 && isSilent(handler)) engine.emit("ctx.silent");
  const thrown = engine.thrown.inStatement(engine.calls);
  const error = eitherOf([unknownOf(union(taint, engine.remote)), ...thrown]);
  return engine.fork(() => engine.callValue(handler, [error], null));
}

/** `catch(() => {})`: whatever goes wrong, nobody hears of it. */
function isSilent(handler: Value): boolean {
  if (handler.type !== "function") return false;
  const { body } = functionTree(handler.node);
  return body.type === "BlockStatement"
    ? body.body.length === 0
    : body.type === "Identifier" || body.type === "Literal" || body.type === "UnaryExpression";
}

const after: Builtin = (engine, self, args) => {
  engine.callValue(argAt(args, 0), [], null);
  return settled(self);
};

function settled(self: Value): Value {
  return self;
}

/** `new Promise(run)`: what it resolves to, if it does so before `run` returns. */
const construct: Builtin = (engine, _self, args) => {
  const results = engine.newArray([]);
  const resolve = apiValue("js:promise.@@resolve", new Map(), results);
  const reject = apiValue("js:promise.@@reject", new Map(), results);
  engine.callValue(argAt(args, 0), [resolve, reject], null);
  const [first] = results.items;
  if (first === undefined) return unknownOf(engine.taintOf(argAt(args, 0)));
  return eitherOf(results.items);
};

const resolve: Builtin = (engine, self, args) => {
  if (self.type === "array" && self.items.length < 8) {
    noteStored(engine, self, argAt(args, 0));
    self.items.push(argAt(args, 0));
  }
  engine.spend(1);
  return undefinedValue;
};

const all: Builtin = (engine, _self, args) => {
  const { items, isOpen } = engine.iterate(argAt(args, 0));
  const made = engine.newArray([...items]);
  if (isOpen) made.rest = unknownOf(engine.taintOf(argAt(args, 0)));
  return made;
};

const allSettled: Builtin = (engine, self, args) => {
  const made = all(engine, self, args, false);
  if (made.type !== "array") return made;
  for (let index = 0; index < made.items.length; index += 1) {
    const value = made.items[index] ?? undefinedValue;
    made.items[index] = engine.newObject(
      new Map<string, Value>([
        ["status", unknownValue],
        ["value", value],
        ["reason", unknownOf(engine.taintOf(value))],
      ]),
    );
  }
  return made;
};

const any: Builtin = (engine, _self, args) => {
  const { items, isOpen } = engine.iterate(argAt(args, 0));
  return eitherOf([...items, ...(isOpen ? [unknownOf(engine.taintOf(argAt(args, 0)))] : [])]);
};

export const promiseBuiltins: Readonly<Record<string, Builtin>> = {
  Promise: construct,
  "Promise.resolve": (_engine, _self, args) => argAt(args, 0),
  "Promise.reject": (engine, _self, args) => unknownOf(engine.taintOf(...args)),
  "Promise.all": all,
  "Promise.allSettled": allSettled,
  "Promise.race": any,
  "Promise.any": any,
  "Promise.try": (engine, _self, args) => engine.callValue(argAt(args, 0), args.slice(1), null),
  "Promise.withResolvers": (engine) => {
    const results = engine.newArray([]);
    return engine.newObject(
      new Map<string, Value>([
        ["promise", unknownOf(none)],
        ["resolve", apiValue("js:promise.@@resolve", new Map(), results)],
        ["reject", apiValue("js:promise.@@reject", new Map(), results)],
      ]),
    );
  },
  "promise.then": then,
  "promise.catch": caught,
  "promise.finally": after,
  "promise.@@resolve": resolve,
  "promise.@@reject": () => undefinedValue,
};
