import { FunctionObject } from "../function-object.ts";
import type { FunctionNode, Node } from "../machine.ts";
import { Scope } from "../scope.ts";
import type { FunctionLike, Tree } from "../tree.ts";
import type { Value } from "../value.ts";
import { undefinedValue } from "../values.ts";
import type { FunctionHost } from "./function-host.ts";

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
