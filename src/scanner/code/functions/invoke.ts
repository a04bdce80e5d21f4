import { type Engine, normal } from "../engine.ts";
import { type FunctionRecord, recordOf } from "../function-record.ts";
import { isEnvironment } from "../models/env.ts";
import { asNamed } from "../patterns.ts";
import { type Frame, Scope } from "../scope.ts";
import { hoist } from "../statements/execute-list.ts";
import { none, union } from "../taints.ts";
import { type FunctionLike, functionTree, type Tree } from "../tree.ts";
import type { FunctionValue, Value } from "../value.ts";
import { eitherOf, undefinedValue, unknownOf, unknownValue } from "../values.ts";
import type { FunctionHost } from "./function-host.ts";
import { mayRun } from "./may-run.ts";
import { servedRequest } from "./served-request.ts";

/**
 * Interprets a function's body with what is handed in. How often is bounded by the work it makes;
 * beyond that, its result is what it was so far, and where the arguments come from.
 */
export function invoke(
  engine: FunctionHost,
  callee: FunctionValue,
  args: readonly Value[],
  self: Value,
  newTarget: Value | null,
): Value {
  const record = recordOf(callee.node);
  if (!mayRun(engine, callee, record, args)) return summary(engine, callee, record, args);

  const tree = functionTree(callee.node);
  const {
    frame: caller,
    at,
    maybeBroke,
    maybeReturned,
    label,
    ownLabel,
    nestedSteps,
    depth,
  } = engine;
  const start = engine.steps;
  const outerFrame = (callee.scope as Scope).frame;
  const isArrow = tree.type === "ArrowFunctionExpression";
  const frame: Frame = {
    unit: outerFrame.unit,
    func: outerFrame.unit.base + tree.start + 1,
    self: callee.self ?? self,
    callee,
    args: callee.boundArgs.length === 0 ? args : [...callee.boundArgs, ...args],
    newTarget,
    returns: [],
    yields: tree.generator ? [] : null,
    lexical: isArrow ? (outerFrame.lexical ?? outerFrame) : null,
  };
  const gates = engine.gates.length;
  engine.frame = frame;
  engine.nestedSteps = 0;
  engine.calls += 1;
  engine.label = null;
  engine.ownLabel = null;
  record.runs += 1;
  record.active += 1;
  try {
    const result = runBody(engine, tree, frame, callee.scope as Scope);
    remember(record, result);
    return result;
  } finally {
    record.active -= 1;
    const all = engine.steps - start;
    record.spent += all - engine.nestedSteps;
    engine.nestedSteps = nestedSteps + all;
    engine.calls -= 1;
    engine.frame = caller;
    engine.at = at;
    engine.label = label;
    engine.ownLabel = ownLabel;
    engine.maybeBroke = maybeBroke;
    engine.maybeReturned = maybeReturned;
    engine.gates.length = gates;
    engine.depth = depth;
  }
}

function runBody(engine: FunctionHost, tree: FunctionLike, frame: Frame, outer: Scope): Value {
  const scope = new Scope(outer, frame, engine.branch, true);
  bindParameters(engine, tree, frame, scope);
  if (tree.body.type !== "BlockStatement") return engine.evaluate(tree.body, scope);
  const body = tree.body.body;
  hoist(engine, tree.body, body, scope);
  const completion = engine.executeAll(body, 0, scope);
  if (frame.yields !== null) return engine.newArray(frame.yields);
  if (frame.returns.length === 0) return undefinedValue;
  if (frame.returns.length === 1 && completion === normal && !engine.isOpen) {
    return frame.returns[0] as Value;
  }
  return eitherOf(frame.returns);
}

function bindParameters(engine: Engine, tree: FunctionLike, frame: Frame, scope: Scope): void {
  const { params } = tree;
  const served = servedRequest(engine, tree, frame, frame.args[0]);
  for (let index = 0; index < params.length; index += 1) {
    const param = params[index] as Tree;
    if (param.type === "Identifier") {
      engine.at = param;
      scope.declare(
        param.name,
        asNamed(engine, param.name, (index === 0 ? served : frame.args[index]) ?? undefinedValue),
      );
    } else if (param.type === "RestElement") {
      engine.assign(param.argument, engine.newArray(frame.args.slice(index)), scope, "let");
    } else {
      const arg = index === 0 ? served : frame.args[index];
      engine.assign(param, arg ?? undefinedValue, scope, "let");
      if (param.type === "TSParameterProperty") {
        const { parameter } = param;
        const named = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
        if (named.type === "Identifier") {
          engine.setMember(frame.self, named.name, scope.own(named.name)?.value ?? undefinedValue);
        }
      }
    }
  }
}

function remember(record: FunctionRecord, result: Value): void {
  record.summary = null;
  record.result = record.result === null ? result : eitherOf([record.result, result]);
}

function summary(
  engine: FunctionHost,
  callee: FunctionValue,
  record: FunctionRecord,
  args: readonly Value[],
): Value {
  let { taint } = callee;
  let isPlain = true;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] as Value;
    // What it takes out of the environment, it took the first time.
    if (record.runs === 0 || !isEnvironment(arg)) taint = union(taint, engine.taintOf(arg));
    if (arg.type === "unknown" || arg.type === "primitive" || arg.type === "text") continue;
    isPlain = false;
    engine.escape(arg);
  }
  if (!isPlain) engine.visitCallbacks(args, none);
  if (taint === none) {
    record.summary ??= eitherOf([record.result ?? unknownValue, unknownValue]);
    return record.summary;
  }
  return eitherOf([record.result ?? unknownValue, unknownOf(taint)]);
}
