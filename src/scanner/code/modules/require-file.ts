import { storedValue } from "../builtins/json.ts";
import type { Tree } from "../tree.ts";
import type { Value } from "../value.ts";
import { unknownValue } from "../values.ts";
import type { ModuleLoader } from "./module-loader.ts";

const maxJsonChars = 512 * 1024;

/** The exports of a file of the package, as `require` gives them. */
export function requireFile(loader: ModuleLoader, path: string): Value {
  if (/\.json$/i.test(path)) return jsonFile(loader, path);
  if (/\.node$/i.test(path)) {
    loader.engine.emit("snk.native", { path });
    loader.engine.use("native", path);
    return unknownValue;
  }
  if (!loader.isCode(path)) {
    // Loaders read a file without a known ending as code.
    if (/\.[a-z0-9]{1,8}$/i.test(path) && !/\.(?:es\d?|jsm|bundle|min)$/i.test(path))
      return unknownValue;
  }
  const file = loader.evaluateFile(path);
  return file.module?.props.get("exports") ?? unknownValue;
}

function jsonFile(loader: ModuleLoader, path: string): Value {
  const text = loader.files.text(path);
  if (text === null || text.length > maxJsonChars) return unknownValue;
  try {
    return storedValue(loader.engine, loader.engine.at as Tree, JSON.parse(text));
  } catch {
    // A loader throws here, and what comes behind never runs.
    return unknownValue;
  }
}
