import type { Engine } from "../engine.ts";
import type { FunctionRecord } from "../function-record.ts";
import type { Scope } from "../scope.ts";
import { functionTree } from "../tree.ts";
import type { FunctionValue, Value } from "../value.ts";
import { isConstant } from "../values.ts";
import type { FunctionHost } from "./function-host.ts";

/** What is cheap is simply run again: helpers of compilers and bundlers are called for each module. */
const tinySteps = 200;
const tinyBudget = 30_000;
const plentyRuns = 12;
const plentyTaints = 16;
const maxActive = 3;
const maxConstantActive = 90;
const maxCalls = 110;

export function mayRun(
  engine: FunctionHost,
  callee: FunctionValue,
  record: FunctionRecord,
  args: readonly Value[],
): boolean {
  const isConstantCall = args.length > 0 && args.every(isConstant);
  const maxDeep = isConstantCall && !engine.isOpen ? maxConstantActive : maxActive;
  if (engine.calls >= maxCalls || record.active >= maxDeep) return false;
  if (record.runs === 0) {
    record.signatures.add(signatureOf(engine, callee, args));
    return true;
  }
  if (!engine.hasSteps) return false;
  // What it tells lies in its scope: what another of the same text told is about another module.
  if (args.length === 0 && isView(callee)) return true;
  if ((isConstantCall && !engine.isOpen) || isAfresh(engine, callee)) return true;
  const isTiny = record.spent <= record.runs * tinySteps && record.spent < tinyBudget;
  if (isTiny && (engine.hasLeisure || !engine.isOpen)) return true;
  const { signatures } = record;
  let taints = "";
  for (const arg of args) {
    const { atoms } = engine.taintOf(arg);
    if (atoms.length > 0) taints += `${atoms.join(",")};`;
  }
  if (taints !== "" && signatures.size < plentyTaints && !signatures.has(taints)) {
    signatures.add(taints);
    return true;
  }
  if (!engine.hasLeisure || record.runs >= plentyRuns) return false;
  // Of two calls with unknown values one tells as much as the other.
  if (engine.isOpen && !args.some(isTelling)) return false;
  const signature = signatureOf(engine, callee, args);
  if (signatures.has(signature)) return false;
  signatures.add(signature);
  return true;
}

/** `() => from[key]`, as compilers write it to keep what one module takes of another alive. */
function isView(callee: FunctionValue): boolean {
  const { params, body } = functionTree(callee.node);
  if (params.length > 0) return false;
  const only = body.type === "BlockStatement" && body.body.length === 1 ? body.body[0] : body;
  const told = only?.type === "ReturnStatement" ? only.argument : only;
  if (told?.type !== "MemberExpression") return told?.type === "Identifier";
  const { object, property } = told;
  return object.type === "Identifier" && /^(?:Identifier|Literal)$/.test(property.type);
}

const maxAfresh = 64 * 1024;

/** Whether a function is part of what is looked at once more, and its turn did not come yet. */
function isAfresh({ afresh }: FunctionHost, callee: FunctionValue): boolean {
  if (afresh === null || afresh.seen.has(callee.node)) return false;
  const { unit } = (afresh.within.scope as Scope).frame;
  const isHere = (callee.scope as Scope).frame.unit === unit && unit.source.length < maxAfresh;
  if (isHere) afresh.seen.add(callee.node);
  return isHere;
}

/** Whether an argument may decide what a function does: a text, another function, a module. */
function isTelling(arg: Value): boolean {
  switch (arg.type) {
    case "text":
      return arg.value.length > 2;
    case "function":
    case "api":
    case "instance":
      return true;
    case "object":
      for (const part of arg.props.values()) {
        if (part.type === "text" || part.type === "function" || part.type === "api") return true;
      }
      return false;
    case "array":
      return (
        arg.items.length > 0 &&
        arg.items.length < 16 &&
        arg.items.some((item) => item.type === "text")
      );
    default:
      return false;
  }
}

/** In what a call differs from another as far as it is likely to matter. */
function signatureOf(engine: Engine, callee: FunctionValue, args: readonly Value[]): string {
  let key = engine.isOpen ? "" : `${scopeNumber(callee.scope)}`;
  for (const arg of args) {
    switch (arg.type) {
      case "primitive":
        key += `|${String(arg.value)}`;
        break;
      case "text":
        key += `|"${arg.value.length > 64 ? arg.value.length : arg.value}`;
        break;
      case "function":
        key += `|f${arg.node.start}`;
        break;
      case "api":
        key += `|${arg.name}`;
        break;
      default:
        key += `|${arg.type}`;
    }
  }
  return key;
}

const scopeNumbers = new WeakMap<object, number>();

let scopes = 0;

function scopeNumber(scope: object): number {
  let number = scopeNumbers.get(scope);
  if (number === undefined) {
    scopes += 1;
    number = scopes;
    scopeNumbers.set(scope, number);
  }
  return number;
}
