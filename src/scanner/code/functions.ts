import { type Engine, normal } from "./engine.ts";
import { adopt, keyOf, setAccessor } from "./expressions.ts";
import { FunctionObject } from "./function-object.ts";
import { type FunctionRecord, recordOf } from "./function-record.ts";
import type { FunctionNode, Node } from "./machine.ts";
import { prototypeOf } from "./members.ts";
import { asNamed } from "./patterns.ts";
import { type Frame, Scope } from "./scope.ts";
import { hoist } from "./statements.ts";
import { none, taintKey, union } from "./taints.ts";
import { type ClassTree, type FunctionLike, functionTree, type Tree } from "./tree.ts";
import type { FunctionValue, Taint, Value } from "./value.ts";
import { eitherOf, isConstant, undefinedValue, unknownOf, unknownValue } from "./values.ts";

/** What is cheap is simply run again: helpers of compilers and bundlers are called for each module. */
const tinySteps = 200;
const tinyBudget = 30_000;
const plentyRuns = 12;
const plentyTaints = 16;
const maxActive = 3;
const maxConstantActive = 90;
const maxCalls = 110;

/** What functions need of the interpreter beyond what its other parts do. */
export interface FunctionHost extends Engine {
  calls: number;
  nestedSteps: number;
  readonly steps: number;
  /** Whether there is work left for looking at the same code with other arguments. */
  readonly hasLeisure: boolean;
  /** Makes sure that a function is looked at in the end. */
  remember(callee: FunctionValue): void;
  /** Code that is looked at once more as if it never was. */
  afresh: Afresh | null;
}

export interface Afresh {
  readonly within: FunctionValue;
  readonly seen: Set<Node>;
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

export function makeFunction(
  engine: FunctionHost,
  node: Tree,
  scope: Scope,
  home: Value | null = null,
): Value {
  const tree = node as Tree & FunctionLike;
  // Signatures without a body, as TypeScript writes them, are no functions.
  if (tree.body == null) return undefinedValue;
  let inner = scope;
  if (node.type === "FunctionExpression" && node.id != null) {
    inner = new Scope(scope, scope.frame, engine.branch, false);
  }
  const parts = home === null ? {} : { home };
  const made = new FunctionObject(node as Node as FunctionNode, inner, parts);
  if (inner !== scope && node.type === "FunctionExpression" && node.id != null) {
    inner.declare(node.id.name, made);
  }
  engine.remember(made);
  return made;
}

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

function mayRun(
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
  for (let index = 0; index < params.length; index += 1) {
    const param = params[index] as Tree;
    if (param.type === "Identifier") {
      engine.at = param;
      scope.declare(param.name, asNamed(engine, param.name, frame.args[index] ?? undefinedValue));
    } else if (param.type === "RestElement") {
      engine.assign(param.argument, engine.newArray(frame.args.slice(index)), scope, "let");
    } else {
      engine.assign(param, frame.args[index] ?? undefinedValue, scope, "let");
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
    taint = union(taint, engine.taintOf(arg));
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

/** `new` of a function or class of the package. */
export function construct(
  engine: FunctionHost,
  callee: FunctionValue,
  args: readonly Value[],
  target: FunctionValue = callee,
): Value {
  const object = engine.newObject();
  object.proto = prototypeOf(engine, target);
  return constructInto(engine, callee, args, object, target);
}

function constructInto(
  engine: FunctionHost,
  callee: FunctionValue,
  args: readonly Value[],
  object: Value,
  target: FunctionValue,
): Value {
  const part = callee.class;
  if (part !== undefined && !part.hasConstructor) {
    const { base } = part;
    if (base?.type === "function") constructInto(engine, base, args, object, target);
    else if (base !== null) adopt(engine, object, engine.callValue(base, args, null, true));
    for (const field of part.fields) field(object);
    return object;
  }
  if (part !== undefined && part.base === null) for (const field of part.fields) field(object);
  const result = engine.invoke(callee, args, object, target);
  return result.type === "object" ||
    result.type === "array" ||
    result.type === "function" ||
    result.type === "instance"
    ? result
    : object;
}

const emptyBody = { type: "BlockStatement", start: 0, end: 0, body: [] };

export function makeClass(engine: FunctionHost, node: ClassTree, scope: Scope): Value {
  const inner = new Scope(scope, scope.frame, engine.branch, false);
  const base = node.superClass == null ? null : engine.evaluate(node.superClass, scope);
  const members = node.body.body as readonly Tree[];
  const written = members.find(
    (member) => member.type === "MethodDefinition" && member.kind === "constructor",
  );
  const ownConstructor =
    written?.type === "MethodDefinition" && written.value.body != null ? written.value : null;
  const fields: ((object: Value) => void)[] = [];
  const prototype = engine.newObject();
  const made = new FunctionObject(
    (ownConstructor ?? {
      type: "FunctionExpression",
      start: node.start,
      end: node.end,
      params: [],
      body: emptyBody,
    }) as Node as FunctionNode,
    inner,
    {
      accessors: new Map(),
      home: prototype,
      class: { base, fields, hasConstructor: ownConstructor !== null },
    },
  );
  made.props.set("prototype", prototype);
  prototype.props.set("constructor", made);
  if (base?.type === "function") prototype.proto = prototypeOf(engine, base);
  else if (base !== null && base.type !== "primitive") prototype.proto = unknownProto(base);
  if (node.id != null) inner.declare(node.id.name, made);
  if (ownConstructor !== null) engine.remember(made);

  const statics: (() => void)[] = [];
  for (const member of members) {
    if (member.type === "StaticBlock") {
      statics.push(() => runStatic(engine, member, made, inner));
      continue;
    }
    if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") continue;
    if (member === written) continue;
    const { name } = keyOf(engine, member, inner);
    const holder = member.static ? made : prototype;
    if (member.type === "MethodDefinition") {
      const method = engine.makeFunction(member.value, inner, holder);
      if (name === null) continue;
      if (member.kind === "get" || member.kind === "set") {
        setAccessor(holder, name, member.kind === "get", method);
      } else {
        holder.props.set(name, method);
      }
      continue;
    }
    const { value } = member;
    if ("declare" in member && member.declare === true) continue;
    const initialize = (self: Value) => {
      const field =
        value == null
          ? undefinedValue
          : inFrame(engine, made, self, inner, (inside) => engine.evaluate(value, inside));
      if (name !== null) engine.setMember(self, name, field);
    };
    if (member.static) statics.push(() => initialize(made));
    else fields.push(initialize);
  }
  for (const run of statics) run();
  for (const decorator of decorators(node)) {
    const value = engine.evaluate(decorator, scope);
    engine.callValue(value, [made, unknownValue], null);
  }
  return made;
}

/** Objects of a class whose base is foreign: what they do not have themselves, the base may have. */
function unknownProto(base: Value): Value {
  return unknownOf(base.taint);
}

function decorators(node: ClassTree): readonly Tree[] {
  const list: unknown = "decorators" in node ? node.decorators : null;
  return Array.isArray(list)
    ? (list as { expression: Tree }[]).map(({ expression }) => expression)
    : [];
}

function runStatic(
  engine: FunctionHost,
  node: Tree & { type: "StaticBlock" },
  self: FunctionValue,
  scope: Scope,
): void {
  inFrame(engine, self, self, scope, (inside) => {
    hoist(engine, node, node.body, inside);
    engine.executeAll(node.body, 0, inside);
    return undefinedValue;
  });
}

/** Field initialisers and static blocks see the object as `this`. */
function inFrame(
  engine: FunctionHost,
  callee: FunctionValue,
  self: Value,
  outer: Scope,
  run: (scope: Scope) => Value,
): Value {
  const before = engine.frame;
  const frame: Frame = {
    unit: outer.frame.unit,
    func: outer.frame.unit.base + callee.node.start + 1,
    self,
    callee,
    args: [],
    newTarget: null,
    returns: [],
    yields: null,
    lexical: null,
  };
  engine.frame = frame;
  try {
    return run(new Scope(outer, frame, engine.branch, true));
  } finally {
    engine.frame = before;
  }
}

/** Whether a callback was not looked at again yet; it is marked when it is called. */
function mayReturn({ afresh }: FunctionHost, callee: FunctionValue): boolean {
  return afresh !== null && !afresh.seen.has(callee.node);
}

/** Calls each function among arguments as somebody unknown may, once for each origin of what is handed in. */
export function visitCallbacks(engine: FunctionHost, args: readonly Value[], taint: Taint): Taint {
  let all = none;
  for (const arg of args) {
    for (const option of arg.type === "either" ? arg.options : [arg]) {
      if (option.type !== "function") continue;
      const record = recordOf(option.node);
      const key = taintKey(taint);
      const isKnown = record.visitedWith.has(key) || record.visitedWith.size >= 6;
      if ((isKnown && !mayReturn(engine, option)) || record.active > 0) {
        if (record.result !== null) all = union(all, engine.taintOf(record.result));
        continue;
      }
      record.visitedWith.add(key);
      const given = unknownOf(taint);
      const count = Math.max(2, Math.min(8, functionTree(option.node).params.length));
      const result = engine.fork(() =>
        option.class === undefined
          ? engine.invoke(option, new Array<Value>(count).fill(given), unknownValue, null)
          : construct(engine, option, new Array<Value>(count).fill(given)),
      );
      if (result !== null) all = union(all, engine.taintOf(result));
    }
  }
  return all;
}
