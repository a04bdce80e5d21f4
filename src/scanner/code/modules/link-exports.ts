import type { Engine } from "../engine.ts";
import { patternNames } from "../hoist.ts";
import type { Scope } from "../scope.ts";
import type { Tree } from "../tree.ts";
import type { ObjectValue, Value } from "../value.ts";
import { isUndefined } from "../values.ts";
import { exportedBy } from "./link-imports.ts";
import type { LoadedFile } from "./loaded-file.ts";

/** Makes what is exported by name visible to others, before and after the file ran. */
export function bindExports(
  file: LoadedFile,
  body: readonly Tree[],
  scope: Scope,
  exports: ObjectValue,
): void {
  const expose = (name: string, local: string) => {
    const binding = scope.own(local);
    if (binding !== undefined) file.bindings.set(name, binding);
  };
  for (const node of body) {
    if (node.type !== "ExportNamedDeclaration" || node.source != null) continue;
    const declared = node.declaration as Tree | null;
    if (declared?.type === "VariableDeclaration") {
      for (const { id } of declared.declarations) patternNames(id, (name) => expose(name, name));
    } else if (declared != null && "id" in declared && declared.id != null) {
      const id = declared.id as Tree;
      if (id.type === "Identifier") expose(id.name, id.name);
    }
    for (const { local, exported } of node.specifiers) {
      const from = local.type === "Identifier" ? local.name : String(local.value);
      expose(exported.type === "Identifier" ? exported.name : String(exported.value), from);
    }
  }
  for (const star of file.stars) {
    for (const [name, binding] of exportedBy(star)) {
      if (name !== "default" && !file.bindings.has(name)) file.bindings.set(name, binding);
    }
  }
  for (const [name, { value }] of file.bindings) {
    if (!isUndefined(value) || !exports.props.has(name)) exports.props.set(name, value);
  }
}

export function exportDefault(
  engine: Engine,
  file: LoadedFile,
  node: Tree,
  scope: Scope,
  exports: ObjectValue,
): void {
  let value: Value;
  if (node.type === "FunctionDeclaration") {
    const name = node.id?.name;
    value =
      (name === undefined ? undefined : scope.own(name)?.value) ?? engine.makeFunction(node, scope);
  } else if (node.type === "ClassDeclaration") {
    value = engine.makeClass(node, scope);
    if (node.id !== null) scope.declare(node.id.name, value);
  } else {
    value = engine.evaluate(node, scope);
  }
  exports.props.set("default", value);
  file.bindings.set("default", { value, isConst: true });
}
