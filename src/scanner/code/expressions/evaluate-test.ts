import type { Engine } from "../engine.ts";
import { gateOfVariable, notGiven } from "../gates.ts";
import { variableKind } from "../lists/variables.ts";
import { unary } from "../operators.ts";
import type { Scope } from "../scope.ts";
import { none, union, withThrough } from "../taints.ts";
import type { BinaryExpression, LogicalExpression, MemberExpression, Tree } from "../tree.ts";
import type { Value } from "../value.ts";
import { eitherOf, isNullish, truthOf, undefinedValue, unknownOf } from "../values.ts";
import { memberOf, propertyName } from "./evaluate-member.ts";
import { noteWordComparison } from "./note-word-count.ts";

const variables = "global.process.env";

/**
 * The value of a condition. Whether a variable of the environment is set at all is no reading of it:
 * code that only asks for a token has not got it.
 */
export function evaluateTest(engine: Engine, node: Tree, scope: Scope): Value {
  switch (node.type) {
    case "ParenthesizedExpression":
    case "ChainExpression":
      return evaluateTest(engine, node.expression, scope);
    case "UnaryExpression":
      if (node.operator === "!")
        return unary(engine, "!", evaluateTest(engine, node.argument, scope));
      return engine.evaluate(node, scope);
    case "LogicalExpression":
      return evaluateLogical(engine, node, scope, true);
    case "MemberExpression": {
      if (node.object.type === "Super") return engine.evaluate(node, scope);
      const object = engine.evaluate(node.object, scope);
      if (object.type === "api" && object.name === variables && !node.computed) {
        return variablePresence(engine, node, object);
      }
      return memberOf(engine, node, object, scope).value;
    }
    default:
      return engine.evaluate(node, scope);
  }
}

function variablePresence(engine: Engine, node: MemberExpression, object: Value): Value {
  const name = propertyName(node.property as Tree);
  const written = object.type === "api" ? object.props.get(name) : undefined;
  if (written !== undefined) return written;
  engine.at = node;
  if (variableKind(name) !== "config") engine.use("env", name);
  return unknownOf(withThrough(none, gateOfVariable(name)));
}

/** `x === undefined` and `x == null` only ask whether x is there. */
export function isPresenceCheck({ operator, right }: BinaryExpression): boolean {
  if (!/^[!=]==?$/.test(operator)) return false;
  if (right.type === "Identifier") return right.name === "undefined";
  return right.type === "Literal"
    ? right.raw === "null"
    : right.type === "UnaryExpression" && right.operator === "void";
}

export function evaluateConditional(
  engine: Engine,
  test: Tree,
  consequent: Tree,
  alternate: Tree,
  scope: Scope,
): Value {
  const assumptions = engine.assumptions;
  const condition = evaluateTest(engine, test, scope);
  const truth = truthOf(condition);
  if (truth !== null) {
    const [taken, passed] = truth ? [consequent, alternate] : [alternate, consequent];
    const value = engine.evaluate(taken, scope);
    if (engine.assumptions !== assumptions) engine.fork(() => engine.evaluate(passed, scope));
    else engine.postpone(passed, scope);
    return value;
  }
  engine.gates.push(condition.taint);
  const a = engine.fork(() => engine.evaluate(consequent, scope));
  engine.gates[engine.gates.length - 1] = notGiven(condition.taint);
  const b = engine.fork(() => engine.evaluate(alternate, scope));
  engine.gates.pop();
  return eitherOf([a ?? undefinedValue, b ?? undefinedValue]);
}

/** As a condition, the answer remembers by what each part of it decides. */
export function evaluateLogical(
  engine: Engine,
  node: LogicalExpression,
  scope: Scope,
  isTest = false,
): Value {
  if (isTest) noteWordComparison(engine, node, scope);
  // `a && b && c && …` leans to the left as well.
  const parts: LogicalExpression[] = [];
  let first: Tree = node;
  while (first.type === "LogicalExpression") {
    parts.push(first);
    first = first.left;
  }
  const assumptions = engine.assumptions;
  const gates = engine.gates.length;
  // What stands left of `&&` is only asked whether it holds.
  let value =
    parts.at(-1)?.operator === "&&"
      ? evaluateTest(engine, first, scope)
      : engine.evaluate(first, scope);
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const { operator, right } = parts[index] as LogicalExpression;
    const condition = operator === "??" ? isNullish(value) : truthOf(value);
    const needsRight = operator === "||" ? condition === false : condition === true;
    if (condition !== null && !needsRight) {
      if (engine.assumptions !== assumptions) engine.fork(() => engine.evaluate(right, scope));
      else engine.postpone(right, scope);
    } else if (condition !== null) {
      value = engine.evaluate(right, scope);
    } else {
      const left = value;
      engine.gates.push(left.taint);
      const maybe = engine.fork(() => engine.evaluate(right, scope));
      // What is on the left of `&&` only comes out when it is falsy, and then nobody uses it.
      const kept = operator === "&&" ? [] : [left];
      value = eitherOf([...kept, maybe ?? unknownOf(none)]);
    }
  }
  const asked = isTest ? engine.gates.slice(gates) : [];
  engine.gates.length = gates;
  if (asked.length === 0 || truthOf(value) !== null) return value;
  let taint = engine.judged(value.taint);
  for (const gate of asked) taint = union(taint, engine.judged(gate));
  return unknownOf(taint);
}

/** `typeof name` of a name that nobody declares must not count as a use of it. */
export function evaluateTypeOf(engine: Engine, argument: Tree, scope: Scope): Value {
  return unary(engine, "typeof", evaluateTest(engine, argument, scope));
}
