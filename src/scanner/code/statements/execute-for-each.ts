import { type Completion, type Engine, normal, returned } from "../engine.ts";
import { moduleMembers } from "../lists/module-members.ts";
import { Scope } from "../scope.ts";
import type { ForInStatement, ForOfStatement } from "../tree.ts";
import type { Value } from "../value.ts";
import { anyKeyOf, optionsOf, textValue, unknownOf } from "../values.ts";
import { afterBody } from "./execute-loop.ts";

export function executeForEach(
  engine: Engine,
  node: ForInStatement | ForOfStatement,
  scope: Scope,
): Completion {
  const value = engine.evaluate(node.right, scope);
  const label = engine.ownLabel;
  engine.ownLabel = null;
  const { items, isOpen } =
    node.type === "ForOfStatement" ? engine.iterate(value) : keysOf(engine, value);
  if (items.length === 0 && !isOpen) {
    engine.postpone(node.body, scope);
    return normal;
  }
  const visit = (item: Value): Completion => {
    const inner = new Scope(scope, scope.frame, engine.branch, false);
    if (node.left.type === "VariableDeclaration") {
      const [declared] = node.left.declarations;
      const { kind } = node.left;
      const as = kind === "var" ? "var" : kind === "const" ? "const" : "let";
      if (declared !== undefined) engine.assign(declared.id, item, inner, as);
    } else {
      engine.assign(node.left, item, inner, "write");
    }
    return engine.execute(node.body, inner);
  };
  const { maybeBroke, maybeReturned } = engine;
  let isMaybe = false;
  for (const item of items) {
    isMaybe ||= engine.maybeBroke !== maybeBroke || engine.maybeReturned !== maybeReturned;
    engine.maybeBroke = maybeBroke;
    const completion = isMaybe ? engine.fork(() => visit(item)) : visit(item);
    if (isMaybe && completion === returned) continue;
    const end = afterBody(engine, completion ?? returned, label);
    if (end === "stop") return normal;
    if (end !== "next") return end;
    if (!engine.spend(1)) break;
  }
  if (isOpen) {
    const any =
      value.type === "array"
        ? value.rest
        : value.type === "api" && node.type === "ForInStatement" && engine.wholeOf(value) === value
          ? anyKeyOf(value)
          : null;
    const isEach = any?.type === "unknown" && any.each !== undefined;
    const other = isEach ? any : unknownOf(engine.taintOf(value));
    const { undecidedLoops } = engine;
    engine.undecidedLoops += 1;
    engine.fork(() => visit(other));
    if (undecidedLoops === 0) engine.fork(() => visit(other));
    engine.undecidedLoops = undecidedLoops;
  }
  return normal;
}

function keysOf(engine: Engine, value: Value): { items: readonly Value[]; isOpen: boolean } {
  const items: Value[] = [];
  let isOpen = false;
  for (const option of optionsOf(engine.wholeOf(value))) {
    if (option.type === "object") {
      for (const name of option.props.keys()) items.push(textValue(name));
      isOpen ||= option.rest !== null;
    } else if (option.type === "array") {
      for (let index = 0; index < option.items.length; index += 1)
        items.push(textValue(String(index)));
      isOpen ||= option.rest !== null;
    } else if (option.type === "text" && option.isWhole) {
      for (let index = 0; index < option.value.length; index += 1)
        items.push(textValue(String(index)));
    } else if (option.type === "function") {
      for (const name of option.props.keys()) items.push(textValue(name));
    } else if (option.type !== "primitive") {
      const names = option.type === "api" ? moduleMembers(option.name) : null;
      for (const name of names ?? []) items.push(textValue(name));
      isOpen = true;
    }
  }
  return { items, isOpen };
}
