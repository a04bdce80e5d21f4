import { assignWhole } from "../awaited.ts";
import { toKey } from "../coerce.ts";
import type { Engine } from "../engine.ts";
import { binary, unary } from "../operators.ts";
import type { Scope } from "../scope.ts";
import type { AssignmentExpression, Tree, UpdateExpression } from "../tree.ts";
import type { Value } from "../value.ts";
import { eitherOf, isNullish, numberValue, primitiveValue, truthOf } from "../values.ts";
import { propertyName } from "./evaluate-member.ts";

export function evaluateAssignment(
  engine: Engine,
  node: AssignmentExpression,
  scope: Scope,
): Value {
  const { left, operator } = node;
  if (operator === "=") {
    return assignWhole(engine, left, node.right, scope, "write");
  }
  const before = engine.evaluate(left, scope);
  if (operator === "||=" || operator === "&&=" || operator === "??=") {
    const condition = operator === "??=" ? isNullish(before) : truthOf(before);
    const assigns = operator !== "||=";
    if (condition === !assigns) {
      engine.postpone(node.right, scope);
      return before;
    }
    if (condition === assigns) {
      const value = engine.evaluate(node.right, scope);
      engine.assign(left, value, scope, "write");
      return value;
    }
    const value = engine.fork(() => {
      const maybe = engine.evaluate(node.right, scope);
      engine.assign(left, maybe, scope, "write");
      return maybe;
    });
    return value === null ? before : eitherOf([before, value]);
  }
  const right = engine.evaluate(node.right, scope);
  const value = binary(engine, operator.slice(0, -1), before, right);
  engine.assign(left, value, scope, "write");
  return value;
}

export function evaluateUpdate(engine: Engine, node: UpdateExpression, scope: Scope): Value {
  const before = engine.evaluate(node.argument, scope);
  const number =
    before.type === "primitive" && typeof before.value !== "bigint"
      ? numberValue(Number(before.value), before.taint)
      : unary(engine, "+", before);
  const after = binary(engine, node.operator === "++" ? "+" : "-", number, numberValue(1));
  engine.assign(node.argument, after, scope, "write");
  return node.prefix ? after : number;
}

export function evaluateDelete(engine: Engine, target: Tree, scope: Scope): Value {
  const inner = target.type === "ChainExpression" ? target.expression : target;
  if (inner.type === "MemberExpression") {
    const object = engine.evaluate(inner.object, scope);
    const key = inner.computed
      ? toKey(engine, engine.evaluate(inner.property as Tree, scope))
      : propertyName(inner.property as Tree);
    if (object.type === "object" && key !== null && engine.isCertain(object.born)) {
      object.props.delete(key);
      object.accessors?.delete(key);
    }
  }
  return primitiveValue(true);
}
