import {
  broke,
  type Completion,
  continued,
  type Engine,
  normal,
  PackageThrow,
  returned,
} from "../engine.ts";
import { moduleMembers } from "../lists/module-members.ts";
import { Scope } from "../scope.ts";
import type { Tree } from "../tree.ts";
import type { Value } from "../value.ts";
import { undefinedValue } from "../values.ts";
import { declareEnum, declareNamespace, declareVariables } from "./declare.ts";
import { executeForEach } from "./execute-for-each.ts";
import { executeIf } from "./execute-if.ts";
import { executeBlock } from "./execute-list.ts";
import { executeFor, executeLoop } from "./execute-loop.ts";
import { executeSwitch } from "./execute-switch.ts";
import { executeTry } from "./execute-try.ts";

/** Runs a statement in a scope. */
export function executeStatement(engine: Engine, node: Tree, scope: Scope): Completion {
  engine.thrown.begin(engine.calls);
  switch (node.type) {
    case "ExpressionStatement":
      engine.evaluate(node.expression, scope);
      return normal;
    case "VariableDeclaration":
      declareVariables(engine, node, scope);
      return normal;
    case "ReturnStatement":
      scope.frame.returns.push(
        node.argument == null ? undefinedValue : engine.evaluate(node.argument, scope),
      );
      return returned;
    case "IfStatement":
      return executeIf(engine, node, scope);
    case "BlockStatement":
    case "StaticBlock":
      return executeBlock(engine, node.body, scope);
    case "ForStatement":
      return executeFor(engine, node, scope);
    case "ForInStatement":
    case "ForOfStatement":
      return executeForEach(engine, node, scope);
    case "WhileStatement":
      return executeLoop(
        engine,
        { test: node.test, update: null, body: node.body, isPostTest: false, node },
        scope,
      );
    case "DoWhileStatement":
      return executeLoop(
        engine,
        { test: node.test, update: null, body: node.body, isPostTest: true, node },
        scope,
      );
    case "SwitchStatement":
      return executeSwitch(engine, node, scope);
    case "TryStatement":
      return executeTry(engine, node, scope);
    case "ThrowStatement":
      return throwing(engine, engine.evaluate(node.argument, scope));
    case "BreakStatement":
      engine.label = node.label?.name ?? null;
      return broke;
    case "ContinueStatement":
      engine.label = node.label?.name ?? null;
      return continued;
    case "LabeledStatement":
      return labeled(engine, node.body, node.label.name, scope);
    case "FunctionDeclaration":
      // Hoisted at the top of its function; in a block, its name is bound when the block begins.
      return normal;
    case "ClassDeclaration": {
      const made = engine.makeClass(node, scope);
      if (node.id !== null) engine.assign(node.id, made, scope, "let");
      return normal;
    }
    case "WithStatement":
      return engine.execute(
        node.body,
        scopeWith(engine, engine.evaluate(node.object, scope), scope),
      );
    case "ExportNamedDeclaration":
      return node.declaration == null ? normal : engine.execute(node.declaration, scope);
    case "TSEnumDeclaration":
      if (!node.declare) declareEnum(engine, node, scope);
      return normal;
    case "TSModuleDeclaration":
      if (!node.declare) declareNamespace(engine, node, scope);
      return normal;
    default:
      return normal;
  }
}

/** Inside `with`, names mean members of the object first. */
function scopeWith(engine: Engine, object: Value, outer: Scope): Scope {
  const inner = new Scope(outer, outer.frame, engine.branch, false);
  const names =
    object.type === "object"
      ? [...object.props.keys()].filter((name) => !/^(?:@@|#)/.test(name))
      : object.type === "api"
        ? (moduleMembers(object.name) ?? [])
        : [];
  for (const name of names) inner.declare(name, engine.getMember(object, name));
  return inner;
}

function labeled(engine: Engine, body: Tree, name: string, scope: Scope): Completion {
  const isLoop = /^(?:For|While|DoWhile)/.test(body.type);
  if (isLoop) engine.ownLabel = name;
  const completion = engine.execute(body, scope);
  engine.ownLabel = null;
  if (completion === broke && engine.label === name) {
    engine.label = null;
    return normal;
  }
  return completion;
}

/**
 * A throw that nobody here catches only ends the function: were we wrong about the condition that
 * led to it, everything behind it would stay unseen.
 */
function throwing(engine: Engine, value: Value): Completion {
  engine.thrown.note(value);
  if (engine.tries > 0 && !engine.isOpen) throw new PackageThrow(value);
  return returned;
}
