import { posix } from "node:path";
import type { Atom } from "../atoms.ts";
import { noteIndirect } from "../indirect.ts";
import { shownPath } from "../models/path-text.ts";
import type { Target } from "../resolve.ts";
import { marks, type Taint, type Value } from "../value.ts";
import { eitherOf, optionsOf, textValue, unknownOf, unknownValue } from "../values.ts";
import { loadUnresolved } from "./load-unresolved.ts";
import type { ModuleLoader } from "./module-loader.ts";

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
      return loader.engine.api(`pkg:${target.name}`);
    case "file":
      importer?.imports.add(target.path);
      return loader.requireFile(target.path);
    case "missing":
      noteMissing(loader, path, from);
      return unknownValue;
  }
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
  return textValue(known, specifier.taint);
}
