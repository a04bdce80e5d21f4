import { toText } from "../coerce.ts";
import type { Builtin, Engine } from "../engine.ts";
import { regExpObject } from "../expressions/evaluate-literal.ts";
import { none, union } from "../taints.ts";
import type { Value } from "../value.ts";
import { booleanValue, numberValue, textValue, undefinedValue, unknownOf } from "../values.ts";
import { opaque } from "./arguments.ts";
import { runnable } from "./patterns.ts";
import { matchValue } from "./text.ts";

function construct(engine: Engine, self: Value, args: readonly Value[]): Value {
  const [source = textValue("(?:)"), flags = textValue("")] = args;
  if (source.type === "object" && source.kind === "RegExp") {
    const own = source.props.get("source") ?? textValue("");
    const given = args[1] === undefined ? source.props.get("flags") : flags;
    return regExpObject(engine, own, given?.type === "text" ? given.value : "");
  }
  const text = toText(engine, source);
  const letters = toText(engine, flags);
  if (text === null || letters === null) return opaque(engine, self, args);
  return regExpObject(engine, text, letters.value);
}

/** Runs a pattern where it stands in a text, and moves it on when it is global. */
function step(
  engine: Engine,
  self: Value,
  args: readonly Value[],
): RegExpExecArray | null | undefined {
  const [subject = undefinedValue] = args;
  const text = toText(engine, subject);
  if (self.type !== "object" || text === null || !text.isWhole) return undefined;
  const pattern = runnable(self, text.value.length);
  if (pattern === null || typeof pattern.regexp === "string") return undefined;
  engine.spend(pattern.cost);
  const { regexp } = pattern;
  const moves = regexp.global || regexp.sticky;
  const last = self.props.get("lastIndex");
  if (moves) regexp.lastIndex = last?.type === "primitive" ? Number(last.value) : 0;
  const found = regexp.exec(text.value);
  if (moves) self.props.set("lastIndex", numberValue(regexp.lastIndex));
  return found;
}

function test(engine: Engine, self: Value, args: readonly Value[]): Value {
  const found = step(engine, self, args);
  if (found === undefined) return opaque(engine, self, args);
  return booleanValue(found !== null, engine.taintOf(...args));
}

function exec(engine: Engine, self: Value, args: readonly Value[]): Value {
  const found = step(engine, self, args);
  if (found === undefined) return opaque(engine, self, args);
  const taint = engine.taintOf(...args);
  if (found === null) return { type: "primitive", value: null, taint };
  return matchValue(engine, found, taint);
}

function toStringValue(engine: Engine, self: Value): Value {
  return toText(engine, self) ?? unknownOf(union(none, self.taint));
}

export const regexpBuiltins: Readonly<Record<string, Builtin>> = {
  RegExp: construct,
  "regexp.test": test,
  "regexp.exec": exec,
  "regexp.toString": toStringValue,
};
