import { posix } from "node:path";
import type { Engine } from "../engine.ts";
import type { Scope } from "../scope.ts";
import { none } from "../taints.ts";
import { marks, type ObjectValue, type Value } from "../value.ts";
import { textValue, unknownValue } from "../values.ts";

export function moduleObject(engine: Engine, path: string, exports: ObjectValue): ObjectValue {
  return engine.newObject(
    new Map<string, Value>([
      ["exports", exports],
      ["id", textValue(path)],
      ["filename", ownPath(path)],
      ["path", ownPath(posix.dirname(path))],
      ["loaded", unknownValue],
      ["parent", unknownValue],
      ["children", unknownValue],
      ["paths", unknownValue],
      ["hot", unknownValue],
      ["require", engine.api("global.module.require")],
      ["constructor", engine.api("node:module")],
      ["_compile", engine.api("global.module._compile")],
    ]),
  );
}

export function declareModuleNames(
  engine: Engine,
  scope: Scope,
  path: string,
  module: ObjectValue,
  exports: ObjectValue,
): void {
  const meta = engine.newObject(
    new Map<string, Value>([
      ["url", textValue(`file://${marks.package}/${path}`, none, false)],
      ["filename", ownPath(path)],
      ["dirname", ownPath(posix.dirname(path))],
      ["path", ownPath(path)],
      ["dir", ownPath(posix.dirname(path))],
      ["main", unknownValue],
      ["require", engine.api("global.require")],
      ["resolve", engine.api("global.require.resolve")],
      ["env", unknownValue],
    ]),
  );
  meta.rest = unknownValue;
  scope.declare("require", engine.api("global.require"));
  scope.declare("module", module);
  scope.declare("exports", exports);
  scope.declare("__filename", ownPath(path));
  scope.declare("__dirname", ownPath(posix.dirname(path)));
  scope.declare("import.meta", meta);
}

function ownPath(path: string): Value {
  const inside = path === "." || path === "" ? "" : `/${path}`;
  return textValue(`${marks.package}${inside}`, none, false);
}
