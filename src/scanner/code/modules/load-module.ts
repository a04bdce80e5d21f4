import { posix } from "node:path";
import type { Atom } from "../atoms.ts";
import { noteIndirect } from "../indirect.ts";
import { shownPath } from "../models/path-text.ts";
import type { Target } from "../resolve.ts";
import { union } from "../taints.ts";
import { marks, type Taint, type Value } from "../value.ts";
import { eitherOf, optionsOf, textValue, unknownOf, unknownValue } from "../values.ts";
import { loadUnresolved } from "./load-unresolved.ts";
import type { ModuleLoader } from "./module-loader.ts";

/** Where a package lies that is resolved and not loaded. */
const installed = `${marks.project}/node_modules/`;

/** What `require` of a specifier gives in the file that runs at present. */
export function loadByName(loader: ModuleLoader, specifier: string, taint: Taint): Value {
  const from = loader.engine.frame.unit.path;
  const path = specifier.startsWith(marks.package)
    ? `/${specifier.slice(marks.package.length).replace(/^\/+/, "")}`
    : specifier;
  return moduleValue(loader, loader.resolve(from, path), from, taint, specifier);
}

export function moduleValue(
  loader: ModuleLoader,
  target: Target,
  from: string,
  taint: Taint,
  path = "",
): Value {
  const importer = loader.loaded.get(from);
  switch (target.type) {
    case "builtin": {
      const name = `node:${target.name.replaceAll("/", ".")}`;
      importer?.modules.add(target.name);
      noteIndirect(loader.engine, name, taint);
      return loader.engine.api(name);
    }
    case "package":
      importer?.modules.add(target.name);
      return dataOf(loader, target.name) ?? loader.engine.api(`pkg:${target.name}`);
    case "file":
      importer?.imports.add(target.path);
      return loader.requireFile(target.path);
    case "missing":
      noteMissing(loader, path, from);
      return unknownValue;
  }
}

const data =
  /^(?:@[^/]{1,100}\/)?[^/]{1,100}\/.{1,400}\.(?:json5?|ya?ml|txt|md|csv|dat|bin|map|svg|png|jpe?g|gif|ico|webp|woff2?|ttf)$/i;

/** What another package brings that is no code: whoever publishes that one decides what is in it. */
function dataOf(loader: ModuleLoader, name: string): Value | null {
  const file = dependencyFile(loader, name);
  return file === null ? null : unknownOf(file);
}

function dependencyFile({ engine }: ModuleLoader, name: string): Taint | null {
  if (!data.test(name) || name.endsWith("/package.json")) return null;
  return engine.source("src.ownfile", { names: [name], path: `<dependency>/${name}` });
}

/** A file that the package does not bring, by a path that was put together: something may write it first. */
function noteMissing(loader: ModuleLoader, specifier: string, from: string): void {
  const { engine } = loader;
  const isRelative = specifier.startsWith(".");
  if (!isRelative && !specifier.startsWith(marks.package)) return;
  const path = shownPath(
    isRelative ? `${marks.package}/${posix.join(posix.dirname(from), specifier)}` : specifier,
  );
  const isWritten = (atom: Atom) =>
    atom.kind === "snk.write" && atom.detail.path?.startsWith(path) === true;
  if (isRelative && !engine.recorder.atoms.some(isWritten)) return;
  engine.sink("snk.module", { names: ["missing"], path }, {});
}

export function loadByValue(loader: ModuleLoader, specifier: Value): Value {
  const results = optionsOf(specifier).map((option) => loadOne(loader, option));
  return results.length === 0 ? unknownValue : eitherOf(results);
}

function loadOne(loader: ModuleLoader, specifier: Value): Value {
  const { engine } = loader;
  const known = engine.knownText(specifier);
  if (known !== null && !/^(?:data|https?|blob):/i.test(known)) {
    return loadByName(loader, known, specifier.taint);
  }
  const text = engine.textOf(specifier);
  if (
    known !== null ||
    specifier.type === "instance" ||
    /^(?:data|https?|blob):/i.test(text ?? "")
  ) {
    return engine.callValue(engine.api("global.import"), [specifier], null);
  }
  if (text?.startsWith(marks.package) === true) {
    const rest = text.slice(marks.package.length);
    const isWhole = !/[\uF8E0-\uF8E7]/.test(rest);
    if (isWhole) return loadByName(loader, text, specifier.taint);
  }
  if (text?.startsWith(installed) === true && !/[\uF8E0-\uF8E7]/.test(text.slice(1))) {
    return loadByName(loader, text.slice(installed.length), specifier.taint);
  }
  if (specifier.type === "primitive") return unknownValue;
  return loadUnresolved(loader, specifier, text);
}

export function resolvedPath(loader: ModuleLoader, specifier: Value): Value {
  const known = loader.engine.knownText(specifier);
  if (known === null) return unknownOf(loader.engine.taintOf(specifier));
  const target = loader.resolve(loader.engine.frame.unit.path, known);
  if (target.type === "file") {
    return textValue(`${marks.package}/${target.path}`, specifier.taint, false);
  }
  if (target.type !== "package") return textValue(known, specifier.taint);
  const file = dependencyFile(loader, known);
  const taint = file === null ? specifier.taint : union(specifier.taint, file);
  return textValue(installed + known, taint, false);
}
