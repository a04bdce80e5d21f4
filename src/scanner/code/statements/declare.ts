import { assignWhole } from "../awaited.ts";
import type { Engine } from "../engine.ts";
import { Scope } from "../scope.ts";
import type { Tree, TsEnum, TsModule, VariableDeclaration } from "../tree.ts";
import { eitherOf, numberValue, textValue, undefinedValue } from "../values.ts";
import { executeList, hoist } from "./execute-list.ts";

export function declareVariables(engine: Engine, node: VariableDeclaration, scope: Scope): void {
  if ("declare" in node && node.declare === true) return;
  const as = node.kind === "var" ? "var" : node.kind === "const" ? "const" : "let";
  for (const { id, init } of node.declarations) {
    // `var x;` leaves what x is; `let x;` makes it undefined.
    if (init == null) {
      if (as !== "var") engine.assign(id, undefinedValue, scope, as);
      continue;
    }
    assignWhole(engine, id, init, scope, as);
  }
}

export function declareEnum(engine: Engine, node: TsEnum, scope: Scope): void {
  const made = engine.newObject();
  let next = 0;
  for (const { id, initializer } of node.body.members) {
    const name = id.type === "Identifier" ? id.name : String(id.value);
    const value = initializer === null ? numberValue(next) : engine.evaluate(initializer, scope);
    made.props.set(name, value);
    if (value.type === "primitive" && typeof value.value === "number") {
      next = value.value + 1;
      made.props.set(String(value.value), textValue(name));
    }
  }
  engine.assign(node.id, made, scope, "let");
}

export function declareNamespace(engine: Engine, node: TsModule, scope: Scope): void {
  if (node.body === null) return;
  const { body } = node.body;
  if (!Array.isArray(body)) return;
  const inner = new Scope(scope, scope.frame, engine.branch, true);
  const statements = body as readonly Tree[];
  hoist(engine, node.body as Tree, statements, inner);
  executeList(engine, statements, 0, inner);
  const made = engine.newObject();
  for (const name of inner.ownNames()) {
    made.props.set(name, inner.own(name)?.value ?? undefinedValue);
  }
  if (node.id.type !== "Identifier") return;
  const before = scope.own(node.id.name)?.value;
  engine.assign(node.id, before === undefined ? made : eitherOf([before, made]), scope, "let");
}
