import { concatenate } from "../coerce.ts";
import type { Engine } from "../engine.ts";
import { renderField } from "../models/components.ts";
import { binary, unary } from "../operators.ts";
import type { Scope } from "../scope.ts";
import { none, withThrough } from "../taints.ts";
import type { BinaryExpression, JsxElement, Tree } from "../tree.ts";
import type { Value } from "../value.ts";
import { textValue, undefinedValue, unknownOf } from "../values.ts";
import { evaluateAssignment, evaluateDelete, evaluateUpdate } from "./evaluate-assignment.ts";
import { evaluateCall, evaluateNew, evaluateTaggedTemplate } from "./evaluate-call.ts";
import { evaluateLiteral, evaluateTemplate } from "./evaluate-literal.ts";
import { evaluateMember } from "./evaluate-member.ts";
import { evaluateArray, evaluateObject } from "./evaluate-object.ts";
import {
  evaluateConditional,
  evaluateLogical,
  evaluateTest,
  evaluateTypeOf,
  isPresenceCheck,
} from "./evaluate-test.ts";

/** What an expression is worth in a scope, with everything that happens on the way. */
export function evaluateExpression(engine: Engine, node: Tree, scope: Scope): Value {
  switch (node.type) {
    case "Identifier":
      return identifier(engine, node.name, scope);
    case "Literal":
      return evaluateLiteral(engine, node);
    case "MemberExpression":
      return evaluateMember(engine, node, scope).value;
    case "CallExpression":
      return evaluateCall(engine, node, scope);
    case "BinaryExpression":
      return node.operator === "+"
        ? additions(engine, node, scope)
        : binary(
            engine,
            node.operator,
            isPresenceCheck(node)
              ? evaluateTest(engine, node.left as Tree, scope)
              : engine.evaluate(node.left, scope),
            engine.evaluate(node.right, scope),
          );
    case "AssignmentExpression":
      return evaluateAssignment(engine, node, scope);
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return engine.makeFunction(node, scope);
    case "ObjectExpression":
      return evaluateObject(engine, node, scope);
    case "ArrayExpression":
      return evaluateArray(engine, node, node.elements, scope);
    case "ConditionalExpression":
      return evaluateConditional(engine, node.test, node.consequent, node.alternate, scope);
    case "LogicalExpression":
      return evaluateLogical(engine, node, scope);
    case "UnaryExpression":
      if (node.operator === "delete") return evaluateDelete(engine, node.argument, scope);
      if (node.operator === "typeof") return evaluateTypeOf(engine, node.argument, scope);
      if (node.operator === "!") return evaluateTest(engine, node, scope);
      return unary(engine, node.operator, engine.evaluate(node.argument, scope));
    case "UpdateExpression":
      return evaluateUpdate(engine, node, scope);
    case "SequenceExpression": {
      let last: Value = undefinedValue;
      for (const expression of node.expressions) last = engine.evaluate(expression, scope);
      return last;
    }
    case "TemplateLiteral":
      return evaluateTemplate(engine, node, scope);
    case "TaggedTemplateExpression":
      return evaluateTaggedTemplate(engine, node, scope);
    case "NewExpression":
      return evaluateNew(engine, node, scope);
    case "ThisExpression":
      return (scope.frame.lexical ?? scope.frame).self;
    case "ClassExpression":
      return engine.makeClass(node, scope);
    case "ChainExpression":
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
    case "TSTypeAssertion":
    case "TSInstantiationExpression":
    case "JSXExpressionContainer":
    case "JSXSpreadChild":
      return engine.evaluate(node.expression, scope);
    case "AwaitExpression":
      return engine.evaluate(node.argument, scope);
    case "YieldExpression":
      return yielded(engine, node.argument ?? null, node.delegate, scope);
    case "ImportExpression":
      engine.at = node;
      return engine.loadByValue(engine.evaluate(node.source, scope));
    case "MetaProperty":
      if (node.meta.name === "import") return scope.lookup("import.meta")?.value ?? unknownOf(none);
      return (scope.frame.lexical ?? scope.frame).newTarget ?? undefinedValue;
    case "JSXElement":
      return jsxElement(engine, node, scope);
    case "JSXFragment":
      for (const child of node.children) engine.evaluate(child, scope);
      return unknownOf(none);
    case "JSXText":
      return textValue(node.value);
    case "JSXIdentifier":
      return /^[a-z]/.test(node.name) ? textValue(node.name) : identifier(engine, node.name, scope);
    case "JSXMemberExpression":
      engine.evaluate(node.object, scope);
      return unknownOf(none);
    default:
      return unknownOf(none);
  }
}

function identifier(engine: Engine, name: string, scope: Scope): Value {
  const binding = scope.lookup(name);
  if (binding !== undefined) return binding.value;
  if (name === "arguments") {
    const frame = scope.frame.lexical ?? scope.frame;
    return engine.newArray([...frame.args]);
  }
  return engine.getMember(engine.api("global"), name);
}

/** Chains of `+` lean to the left and may be thousands long: they are walked, not descended into. */
function additions(engine: Engine, node: BinaryExpression, scope: Scope): Value {
  const rights: Tree[] = [];
  let left: Tree = node;
  while (left.type === "BinaryExpression" && left.operator === "+") {
    rights.push(left.right);
    left = left.left;
  }
  let sum = engine.evaluate(left, scope);
  for (let index = rights.length - 1; index >= 0; index -= 1) {
    const right = engine.evaluate(rights[index] as Tree, scope);
    sum =
      sum.type === "text" || right.type === "text"
        ? concatenate(engine, sum, right)
        : binary(engine, "+", sum, right);
  }
  return sum;
}

function yielded(engine: Engine, argument: Tree | null, isAll: boolean, scope: Scope): Value {
  const value = argument === null ? undefinedValue : engine.evaluate(argument, scope);
  const yields = (scope.frame.lexical ?? scope.frame).yields ?? scope.frame.yields;
  if (yields !== null && yields.length < 10_000) {
    if (isAll) {
      const { items, isOpen } = engine.iterate(value);
      yields.push(...items.slice(0, 1000));
      if (isOpen) yields.push(unknownOf(engine.taintOf(value)));
    } else yields.push(value);
  }
  return unknownOf(none);
}

/** A component is not called here; what is handed to it goes to somebody unknown. */
function jsxElement(engine: Engine, node: JsxElement, scope: Scope): Value {
  const { name, attributes } = node.openingElement;
  const props: Value[] = [];
  const named = engine.newObject();
  const type = engine.evaluate(name, scope);
  for (const attribute of attributes) {
    if (attribute.type === "JSXSpreadAttribute") {
      props.push(engine.evaluate(attribute.argument, scope));
    } else if (attribute.value !== null) {
      const value = engine.evaluate(attribute.value, scope);
      props.push(value);
      const key = attribute.name;
      if (key.type === "JSXIdentifier") named.props.set(key.name, value);
    }
  }
  engine.at = node;
  renderField(engine, named);
  const children = node.children.map((child) => engine.evaluate(child, scope));
  return unknownOf(withThrough(engine.taintOf(type, ...props, ...children), 0));
}
