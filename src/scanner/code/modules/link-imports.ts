import type { Engine } from "../engine.ts";
import type { Binding, Scope } from "../scope.ts";
import { none } from "../taints.ts";
import type { ImportDeclaration, Tree } from "../tree.ts";
import type { Value } from "../value.ts";
import { eitherOf, textValue } from "../values.ts";
import { moduleValue } from "./load-module.ts";
import type { LoadedFile } from "./loaded-file.ts";
import type { ModuleLoader } from "./module-loader.ts";

/** Imports are bound before anything else runs. */
export function runImports(
  loader: ModuleLoader,
  node: Tree,
  scope: Scope,
  file: LoadedFile | null,
): void {
  const { engine } = loader;
  if (node.type === "ImportDeclaration") {
    if ("importKind" in node && node.importKind === "type") return;
    engine.at = node;
    importNames(loader, node, scope);
  } else if (node.type === "ExportAllDeclaration" && file !== null) {
    if ("exportKind" in node && node.exportKind === "type") return;
    engine.at = node;
    const { value, target } = loadFrom(loader, String(node.source.value), file.path);
    const exports = file.module?.props.get("exports");
    if (exports?.type !== "object") return;
    if (node.exported != null) {
      const name =
        node.exported.type === "Identifier" ? node.exported.name : String(node.exported.value);
      exports.props.set(name, value);
      file.bindings.set(name, { value, isConst: true });
    } else if (target !== null) {
      file.stars.push(target);
      for (const [name, binding] of exportedBy(target)) {
        if (name !== "default" && !file.bindings.has(name)) file.bindings.set(name, binding);
      }
    } else if (exports.proto === null) {
      exports.proto = value;
    }
  } else if (node.type === "ExportNamedDeclaration" && node.source != null && file !== null) {
    if ("exportKind" in node && node.exportKind === "type") return;
    engine.at = node;
    const { value, target } = loadFrom(loader, String(node.source.value), file.path);
    for (const { local, exported } of node.specifiers) {
      const from = local.type === "Identifier" ? local.name : String(local.value);
      const name = exported.type === "Identifier" ? exported.name : String(exported.value);
      file.bindings.set(name, bindingOf(engine, value, target, from));
    }
  }
}

function importNames(loader: ModuleLoader, node: ImportDeclaration, scope: Scope): void {
  const from = loader.engine.frame.unit.path;
  const { value, target } = loadFrom(loader, String(node.source.value), from);
  for (const specifier of node.specifiers) {
    if ("importKind" in specifier && specifier.importKind === "type") continue;
    const local = specifier.local.name;
    if (specifier.type === "ImportNamespaceSpecifier") {
      scope.declare(local, namespaceOf(loader.engine, value, target), true);
    } else {
      const name =
        specifier.type === "ImportDefaultSpecifier"
          ? "default"
          : specifier.imported.type === "Identifier"
            ? specifier.imported.name
            : String(specifier.imported.value);
      scope.alias(local, bindingOf(loader.engine, value, target, name));
    }
  }
}

function loadFrom(
  loader: ModuleLoader,
  specifier: string,
  from: string,
): { value: Value; target: LoadedFile | null } {
  const resolved = /^(?:data|https?):/i.test(specifier) ? null : loader.resolve(from, specifier);
  if (resolved === null) {
    return { value: loader.engine.loadByValue(textValue(specifier)), target: null };
  }
  const value = moduleValue(loader, resolved, from, none);
  const target = resolved.type === "file" ? (loader.loaded.get(resolved.path) ?? null) : null;
  return { value, target };
}

export function exportedBy(file: LoadedFile): ReadonlyMap<string, Binding> {
  if (file.isEsm) return file.bindings;
  const exports = file.module?.props.get("exports");
  const found = new Map<string, Binding>();
  if (exports?.type === "object") {
    for (const [name, value] of exports.props) found.set(name, { value, isConst: true });
  }
  return found;
}

function bindingOf(engine: Engine, value: Value, target: LoadedFile | null, name: string): Binding {
  const live = target?.isEsm === true ? target.bindings.get(name) : undefined;
  if (live !== undefined) return live;
  return {
    value: name === "default" ? defaultOf(engine, value) : engine.getMember(value, name),
    isConst: true,
  };
}

/** What `import x from` gives: of code that was compiled from modules, its `default`. */
function defaultOf(engine: Engine, exports: Value): Value {
  if (exports.type !== "object") return exports;
  if (exports.props.has("default") && exports.props.has("__esModule")) {
    return engine.getMember(exports, "default");
  }
  return exports.props.has("default") && !exports.props.has("module.exports")
    ? eitherOf([engine.getMember(exports, "default"), exports])
    : exports;
}

function namespaceOf(engine: Engine, value: Value, target: LoadedFile | null): Value {
  if (target === null || target.isEsm || value.type !== "object") return value;
  const made = engine.newObject(new Map(value.props));
  made.rest = value.rest;
  made.proto = value.proto;
  if (!made.props.has("default")) made.props.set("default", value);
  return made;
}
