import type { Engine } from "../engine.ts";
import { adopt } from "../functions/construct.ts";
import { asksOfNames, noteSought } from "../models/sought-files.ts";
import type { Scope } from "../scope.ts";
import { bitOf, none } from "../taints.ts";
import type {
  CallExpression,
  MemberExpression,
  NewExpression,
  TaggedTemplateExpression,
  Tree,
} from "../tree.ts";
import type { Value } from "../value.ts";
import { addTaint, eitherOf, isNullish, optionsOf, undefinedValue, unknownOf } from "../values.ts";
import { evaluateMember, propertyName } from "./evaluate-member.ts";
import { changing, fillIn, handOn, noteGiven } from "./give-to-unknown.ts";
import { noteHook } from "./note-hook.ts";
import { noteWordCount } from "./note-word-count.ts";

export function evaluateCall(engine: Engine, node: CallExpression, scope: Scope): Value {
  const { callee } = node;
  let self: Value | null = null;
  let target: Value;
  if (callee.type === "Super") return superCall(engine, args(engine, node.arguments, scope), scope);
  const inner = callee.type === "ParenthesizedExpression" ? callee.expression : callee;
  if (inner.type === "MemberExpression") {
    const reference = evaluateMember(engine, inner, scope);
    if (reference.isShort) return undefinedValue;
    self = reference.object;
    target = reference.value;
  } else {
    target = engine.evaluate(inner, scope);
  }
  if (node.optional && isNullish(target) === true) {
    return undefinedValue;
  }
  const values = args(engine, node.arguments, scope);
  engine.at = node;
  if (self !== null && inner.type === "MemberExpression" && !inner.computed) {
    noteQuestion(engine, inner, node, self, values, scope);
  }
  const isReplacing = target.type === "unknown" && values.length === 2 && replaces(inner);
  // What is looked for in a text is what the result no longer holds.
  const called = engine.callValue(target, isReplacing ? values.slice(1) : values, self);
  if (self !== null && engine.thrown.isAny(engine.calls)) handThrown(engine, inner, values);
  const result = isBound(inner, target) ? asFunction(engine, called) : called;
  if (self === null || inner.type !== "MemberExpression" || target.type === "function")
    return result;
  if (target.type !== "unknown") {
    if (self.type === "instance") fillIn(engine, inner.object as Tree, self, values, scope);
    return result;
  }
  if (!isReplacing) fillIn(engine, inner.object as Tree, self, values, scope);
  handOn(engine, inner, self, values);
  if (!inner.computed) {
    noteGiven(engine, propertyName(inner.property as Tree), values, self);
    noteHook(engine, inner, self, values);
  }
  if (isPartOfGiven(inner, self, result)) {
    return { type: "unknown", isParam: true, taint: result.taint };
  }
  const { atoms, through } = result.taint;
  // Of what comes from nowhere in particular, only that something encoded is cut says anything.
  const isNamed = !inner.computed && (atoms.length > 0 || (through & encoded) !== 0);
  const bit = !isNamed ? 0 : (changing.get(propertyName(inner.property as Tree)) ?? 0);
  return bit === 0 ? result : addTaint(result, none, bit);
}

function replaces(callee: Tree): boolean {
  if (callee.type !== "MemberExpression" || callee.computed) return false;
  return /^replace(?:All)?$/.test(propertyName(callee.property as Tree));
}

/** What is asked of a name or of a number of words tells what it is that somebody looks for. */
function noteQuestion(
  engine: Engine,
  callee: MemberExpression,
  node: CallExpression,
  self: Value,
  values: readonly Value[],
  scope: Scope,
): void {
  const [first] = values;
  if (first === undefined || values.length > 2) return;
  const isText = self.type === "text" || first.type === "text";
  const isCount = node.arguments[0]?.type === "MemberExpression";
  if (!isText && !isCount) return;
  const method = propertyName(callee.property as Tree);
  if (isText && asksOfNames.test(method)) {
    const { source } = engine.frame.unit;
    const around = source.slice(node.start, node.start + 256);
    noteSought(engine, [self, first], around, source.slice(node.start - 3, node.start));
  }
  if (isCount && countMethods.test(method)) {
    noteWordCount(engine, node.arguments[0] as Tree, self, scope);
  }
}

const countMethods = /^(?:includes|indexOf|has)$/;

/** What a function threw before it gave a promise reaches who catches that, whatever its value is. */
function handThrown(engine: Engine, callee: Tree, values: readonly Value[]): void {
  if (callee.type !== "MemberExpression" || callee.computed) return;
  const name = propertyName(callee.property as Tree);
  const handler = name === "catch" ? values[0] : name === "then" ? values[1] : undefined;
  if (handler === undefined || !engine.isFunction(handler)) return;
  const thrown = eitherOf(engine.thrown.inStatement(engine.calls));
  engine.fork(() => engine.callValue(handler, [thrown], null));
}

const encoded = bitOf("encode");
const parts = /^(?:substr|substring|slice|trim|trimStart|trimEnd|toString|split|at|shift|pop)$/;

/** A part of what a caller hands in is the caller's as well. */
function isPartOfGiven(callee: MemberExpression, self: Value, result: Value): boolean {
  if (self.type !== "unknown" || !self.isParam || result.type !== "unknown") return false;
  return !callee.computed && parts.test(propertyName(callee.property as Tree));
}

function args(engine: Engine, nodes: readonly Tree[], scope: Scope): Value[] {
  const values: Value[] = [];
  for (const node of nodes) {
    if (node.type !== "SpreadElement") {
      values.push(engine.evaluate(node, scope));
      continue;
    }
    const list = engine.evaluate(node.argument, scope);
    const { items, isOpen } = engine.iterate(list);
    for (const item of items.slice(0, 70_000)) values.push(item);
    if (isOpen && items.length === 0) {
      const other = unknownOf(engine.taintOf(list));
      values.push(other, other, other);
    }
  }
  return values;
}

function isBound(callee: Tree, target: Value): boolean {
  if (callee.type !== "MemberExpression" || callee.computed) return false;
  return propertyName(callee.property as Tree) === "bind" && target.type !== "function";
}

/** What is bound to something is a function and no text, whoever it is. */
function asFunction(engine: Engine, called: Value): Value {
  const options = optionsOf(called);
  if (options.every(({ type }) => type !== "unknown")) return called;
  return eitherOf(
    options.map((one) =>
      one.type === "unknown" ? engine.instance("BoundFunction", {}, one.taint) : one,
    ),
  );
}

function superCall(engine: Engine, values: readonly Value[], scope: Scope): Value {
  const frame = scope.frame.lexical ?? scope.frame;
  const home = frame.callee;
  const base = home?.class?.base ?? null;
  if (home === null || base === null) return undefinedValue;
  if (base.type === "function") {
    engine.invoke(base, values, frame.self, frame.newTarget ?? home);
  } else {
    adopt(engine, frame.self, engine.callValue(base, values, null, true));
  }
  for (const field of home.class?.fields ?? []) field(frame.self);
  return undefinedValue;
}

export function evaluateNew(engine: Engine, node: NewExpression, scope: Scope): Value {
  const callee = engine.evaluate(node.callee, scope);
  const values = args(engine, node.arguments, scope);
  engine.at = node;
  return engine.callValue(callee, values, null, true);
}

export function evaluateTaggedTemplate(
  engine: Engine,
  node: TaggedTemplateExpression,
  scope: Scope,
): Value {
  const { tag, quasi } = node;
  let self: Value | null = null;
  let target: Value;
  if (tag.type === "MemberExpression") {
    const reference = evaluateMember(engine, tag, scope);
    self = reference.object;
    target = reference.value;
  } else {
    target = engine.evaluate(tag, scope);
  }
  const strings = engine.newArray(
    quasi.quasis.map((part) => {
      const cooked = part.value.cooked;
      return cooked == null ? undefinedValue : engine.literal(part, cooked);
    }),
  );
  const raw = engine.newArray(quasi.quasis.map((part) => engine.literal(part, part.value.raw)));
  engine.setMember(strings, "raw", raw);
  const values = quasi.expressions.map((expression) => engine.evaluate(expression, scope));
  engine.at = node;
  return engine.callValue(target, [strings, ...values], self);
}
