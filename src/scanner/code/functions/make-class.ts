import { keyOf } from "../expressions/evaluate-member.ts";
import { setAccessor } from "../expressions/fill-object.ts";
import { FunctionObject } from "../function-object.ts";
import type { FunctionNode, Node } from "../machine.ts";
import { prototypeOf } from "../members/get-member.ts";
import { type Frame, Scope } from "../scope.ts";
import { hoist } from "../statements/execute-list.ts";
import type { ClassTree, Tree } from "../tree.ts";
import type { FunctionValue, Value } from "../value.ts";
import { undefinedValue, unknownOf, unknownValue } from "../values.ts";
import type { FunctionHost } from "./function-host.ts";

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
