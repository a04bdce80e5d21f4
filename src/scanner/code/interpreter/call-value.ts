import { mustWait } from "../awaited.ts";
import { builtins } from "../builtins/all.ts";
import { construct } from "../functions/construct.ts";
import { notGiven, projectBit } from "../gates.ts";
import { handedOn } from "../handed-on.ts";
import { isEnvironment } from "../models/env.ts";
import { weaker } from "../recorder.ts";
import { none, union, without } from "../taints.ts";
import type { ApiValue, FunctionValue, Value } from "../value.ts";
import { eitherOf, undefinedValue, unknownOf, unknownValue } from "../values.ts";
import type { Interpreter } from "./interpreter.ts";

/** Calls or constructs whatever a value may be. */
export function callValue(
  engine: Interpreter,
  callee: Value,
  args: readonly Value[],
  self: Value | null,
  isNew: boolean,
): Value {
  switch (callee.type) {
    case "function":
      return isNew || callee.class !== undefined
        ? construct(
            engine,
            callee,
            callee.boundArgs.length > 0 ? [...callee.boundArgs, ...args] : args,
          )
        : engine.invoke(callee, args, self ?? undefinedValue, null);
    case "api":
      return callApi(engine, callee, args, self, isNew);
    case "either": {
      const callable = callee.options.filter((option) => option.type !== "primitive");
      const isMethod = callable.some(({ type }) => type === "function");
      const others = isMethod && self !== null ? unknownPart(self) : self;
      const results = callable.map((option) => {
        const receiver = option.type === "unknown" ? others : self;
        return engine.fork(() => callValue(engine, option, args, receiver, isNew));
      });
      return eitherOf(results.filter((result) => result !== null));
    }
    case "instance": {
      const name = `instance:${callee.of}.@@call`;
      if (engine.isModelled(name)) return callModel(engine, name, callee, args, isNew);
      return callUnknown(engine, callee, args, self);
    }
    default:
      return callUnknown(engine, callee, args, self);
  }
}

/** What has a method that nobody knows is not the object whose methods are known. */
function unknownPart(self: Value): Value {
  if (self.type !== "either") return self;
  const parts = self.options.filter(({ type }) => type === "unknown");
  return parts.length === 0 ? self : eitherOf(parts);
}

/** Whoever it is may call what it is given, keep it and change it. */
function callUnknown(
  engine: Interpreter,
  callee: Value,
  args: readonly Value[],
  self: Value | null,
): Value {
  engine.risks += 1;
  // A module of the project may see the environment, and so may a function of whoever calls; both
  // could read it anyway, and what they answer is what somebody wants.
  const isOfUser =
    (callee.taint.through & projectBit) !== 0 ||
    (callee.type === "unknown" && callee.taint.atoms.length === 0);
  const told = isOfUser ? args.filter((arg) => !isEnvironment(arg)) : args;
  let taint = union(callee.taint, engine.taintOf(...told));
  if (self !== null) taint = union(taint, self.type === "api" ? none : engine.taintOf(self));
  for (const arg of args) {
    for (const capability of handedOn(arg)) engine.use(capability);
    letEscape(arg);
  }
  const all = union(taint, engine.visitCallbacks(told, taint));
  return unknownOf(without(notGiven(all), projectBit));
}

function callApi(
  engine: Interpreter,
  callee: ApiValue,
  args: readonly Value[],
  self: Value | null,
  isNew: boolean,
): Value {
  const all = callee.boundArgs.length === 0 ? args : [...callee.boundArgs, ...args];
  const { name } = callee;
  const receiver = callee.self ?? self ?? undefinedValue;
  if (callee.builtin !== undefined) return callee.builtin(engine, receiver, all, isNew);
  if (name.startsWith("js:")) {
    const builtin = builtins.get(name.slice(3));
    if (builtin === undefined) return callUnknown(engine, callee, all, self);
    return builtin(engine, receiver, all, isNew);
  }
  if (engine.apis.modelOf(name)?.call !== undefined)
    return callModel(engine, name, receiver, all, isNew);
  if (name === "global.require") return engine.loadByValue(all[0] ?? undefinedValue);
  if (name === "global.require.resolve")
    return engine.loader.resolvedPath(all[0] ?? undefinedValue);
  // `Response.prototype.json.call(answer)`: a method of whatever it is called on.
  const of = name.includes(".prototype.") ? self : null;
  return callUnknown(engine, callee, all, callee.self ?? of);
}

function callModel(
  engine: Interpreter,
  name: string,
  self: Value,
  args: readonly Value[],
  isNew: boolean,
): Value {
  engine.risks += 1;
  const { at } = engine;
  const model = engine.apis.modelOf(name);
  const result =
    model?.call?.({ machine: engine, name, self, args, isNew }) ??
    unknownOf(engine.taintOf(...args));
  engine.at = at;
  return result;
}

/** Everything in it may change from now on: it was handed to somebody unknown. */
export function letEscape(value: Value, depth = 0): void {
  if (depth > 2) return;
  if (value.type === "object" && value.kind === undefined) {
    if (value.rest === null && value.proto === null) value.rest = unknownValue;
    if (value.props.size <= 64) {
      for (const inner of value.props.values()) letEscape(inner, depth + 1);
    }
  } else if (value.type === "array" && value.items.length <= 64) {
    for (const item of value.items) letEscape(item, depth + 1);
  }
}

/** What a model calls: a throw ends there, and what reads a name that is being assigned waits for it. */
export function callBack(
  engine: Interpreter,
  callee: Value | undefined,
  args: readonly Value[],
  self: Value | null,
): Value {
  if (callee === undefined) return undefinedValue;
  if (engine.awaited !== null && callee.type === "function" && mustWait(engine, callee)) {
    wait(engine, callee, args, self);
    return unknownValue;
  }
  return engine.fork(() => callValue(engine, callee, args, self, false)) ?? unknownValue;
}

function wait(
  engine: Interpreter,
  callee: FunctionValue,
  args: readonly Value[],
  self: Value | null,
): void {
  const { surface, at } = engine;
  const gates = [...engine.gates];
  engine.awaited?.waiting.push(() => {
    const { surface: present, gates: around } = engine;
    engine.surface = surface;
    engine.gates = gates;
    engine.at = at;
    engine.fork(() => callValue(engine, callee, args, self, false));
    engine.surface = present;
    engine.gates = around;
  });
}

export function callBackAs(
  engine: Interpreter,
  surface: "handler" | "call",
  callee: Value | undefined,
  args: readonly Value[],
): Value {
  const before = engine.surface;
  // Who starts a command that serves decides that it serves; what is asked of it, others decide.
  engine.surface = surface === "handler" && before === "cli" ? surface : weaker(before, surface);
  const result = callBack(engine, callee, args, null);
  engine.surface = before;
  return result;
}
