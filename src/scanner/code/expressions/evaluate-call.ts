import type { Engine } from "../engine.ts";
import { adopt } from "../functions/construct.ts";
import type { Scope } from "../scope.ts";
import { none } from "../taints.ts";
import type { CallExpression, NewExpression, TaggedTemplateExpression, Tree } from "../tree.ts";
import type { Value } from "../value.ts";
import { addTaint, eitherOf, isNullish, optionsOf, undefinedValue, unknownOf } from "../values.ts";
import { evaluateMember, propertyName } from "./evaluate-member.ts";
import { changing, fillIn, handOn, noteGiven } from "./give-to-unknown.ts";

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
  const called = engine.callValue(target, values, self);
  const result = isBound(inner, target) ? asFunction(engine, called) : called;
  if (self === null || inner.type !== "MemberExpression" || target.type === "function")
    return result;
  if (target.type !== "unknown") {
    if (self.type === "instance") fillIn(engine, inner.object as Tree, self, values, scope);
    return result;
  }
  fillIn(engine, inner.object as Tree, self, values, scope);
  handOn(engine, inner, self, values);
  if (!inner.computed) noteGiven(engine, propertyName(inner.property as Tree), values);
  const isNamed = !inner.computed && result.taint.atoms.length > 0;
  const bit = !isNamed ? 0 : (changing.get(propertyName(inner.property as Tree)) ?? 0);
  return bit === 0 ? result : addTaint(result, none, bit);
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
