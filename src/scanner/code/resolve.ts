import { posix } from "node:path";
import type { Json, JsonObject } from "../rule.ts";

/** Where files of the package are, and what its specifiers mean. */
export interface PackageFiles {
  text(path: string): string | null;
  readonly paths: ReadonlySet<string>;
  readonly manifest: JsonObject | null;
}

export type Target =
  | { readonly type: "file"; readonly path: string }
  | { readonly type: "builtin"; readonly name: string }
  | { readonly type: "package"; readonly name: string }
  | { readonly type: "missing" };

const endings = [
  "",
  ".js",
  ".cjs",
  ".mjs",
  ".json",
  ".ts",
  ".tsx",
  ".jsx",
  ".mts",
  ".cts",
  ".node",
];
/** Node's; the runtime that the scanner runs on counts packages such as `ws` among its own. */
const builtinModules = new Set(
  (
    "assert async_hooks buffer child_process cluster console constants crypto dgram " +
    "diagnostics_channel dns domain events fs http http2 https inspector module net os path " +
    "perf_hooks process punycode querystring readline repl sea sqlite stream string_decoder sys " +
    "test timers tls trace_events tty url util v8 vm wasi worker_threads zlib"
  ).split(" "),
);
const subpaths = /\/(?:promises|posix|win32|strict|types|web|consumers|reporters)$/;

function isBuiltin(specifier: string): boolean {
  return builtinModules.has(specifier.replace(subpaths, ""));
}

const missing: Target = { type: "missing" };
const runtimeModules = new Set(["bun", "bun:ffi", "bun:jsc", "bun:sqlite", "electron", "deno"]);

/** What a specifier in a file of the package means to the loaders that exist. */
export function resolveSpecifier(files: PackageFiles, from: string, specifier: string): Target {
  const plain = specifier.replace(/[?#].*$/, (tail) => (specifier.startsWith("#") ? tail : ""));
  if (plain === "" || plain.length > 1024 || plain.includes("\0")) return missing;
  if (plain.startsWith("node:")) return { type: "builtin", name: plain.slice(5) };
  if (plain.startsWith("file://")) return fileAt(files, plain.replace(/^file:\/\/\/?/, ""));
  if (plain.startsWith(".")) return fileAt(files, posix.join(posix.dirname(from), plain));
  if (plain.startsWith("/")) return fileAt(files, plain.slice(1));
  if (plain.startsWith("#")) return mapped(files, files.manifest?.["imports"], plain);
  if (isBuiltin(plain)) return { type: "builtin", name: plain };
  const [name, rest] = splitName(plain);
  if (name === files.manifest?.["name"]) return ownName(files, rest);
  const bundled = inBundled(files, from, name, rest);
  if (bundled !== null) return bundled;
  if (runtimeModules.has(plain)) return { type: "package", name: plain };
  return { type: "package", name: plain };
}

/** The file that a path means, with the endings and index files that loaders try. */
export function fileAt(files: PackageFiles, raw: string): Target {
  const path = posix.normalize(raw).replace(/^\/+|\/+$/g, "");
  if (path.startsWith("..")) return missing;
  const found = withEnding(files, path === "." ? "" : path);
  if (found !== null) return { type: "file", path: found };
  const folder = path === "." || path === "" ? "" : `${path}/`;
  const main = manifestAt(files, `${folder}package.json`)?.["main"];
  if (typeof main === "string" && folder !== "") {
    const entry =
      withEnding(files, posix.join(folder, main)) ??
      withEnding(files, posix.join(folder, main, "index"));
    if (entry !== null) return { type: "file", path: entry };
  }
  const index = withEnding(files, `${folder}index`);
  return index === null ? missing : { type: "file", path: index };
}

function withEnding(files: PackageFiles, path: string): string | null {
  if (path === "") return null;
  for (const ending of endings) {
    if (files.paths.has(path + ending)) return path + ending;
  }
  // TypeScript's sources name what they will be compiled to.
  const source = path.replace(/\.([cm]?)js(x?)$/, ".$1ts$2");
  return source !== path && files.paths.has(source) ? source : null;
}

function manifestAt(files: PackageFiles, path: string): JsonObject | null {
  if (path === "package.json") return files.manifest;
  const text = files.paths.has(path) ? files.text(path) : null;
  if (text === null || text.length > 256 * 1024) return null;
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null ? (json as JsonObject) : null;
  } catch {
    return null;
  }
}

function splitName(specifier: string): readonly [name: string, rest: string] {
  const parts = specifier.split("/");
  const count = specifier.startsWith("@") ? 2 : 1;
  return [parts.slice(0, count).join("/"), parts.slice(count).join("/")];
}

function ownName(files: PackageFiles, rest: string): Target {
  const exports = files.manifest?.["exports"];
  if (exports !== undefined) {
    const found = mapped(files, exports, rest === "" ? "." : `./${rest}`);
    if (found.type === "file") return found;
  }
  if (rest !== "") return fileAt(files, rest);
  const main = files.manifest?.["main"];
  return fileAt(files, typeof main === "string" ? main : "index");
}

function inBundled(files: PackageFiles, from: string, name: string, rest: string): Target | null {
  let folder = posix.dirname(from);
  for (let depth = 0; depth < 40; depth += 1) {
    const base = folder === "." ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    const path = `${base}/package.json`;
    if (files.paths.has(path)) {
      const manifest = manifestAt(files, path);
      const targets = pathsIn(exportOf(manifest?.["exports"], rest === "" ? "." : `./${rest}`), 0);
      for (const target of targets) {
        const found = fileAt(files, posix.join(base, target));
        if (found.type === "file") return found;
      }
      const found = fileAt(files, rest === "" ? base : posix.join(base, rest));
      return found.type === "file" ? found : null;
    }
    if (folder === ".") return null;
    folder = posix.dirname(folder);
  }
  return null;
}

/** A specifier in `exports` or `imports`: the first branch that names a file, or a package. */
function mapped(files: PackageFiles, map: Json | undefined, key: string): Target {
  for (const target of pathsIn(exportOf(map, key), 0)) {
    if (target.startsWith(".")) {
      const found = fileAt(files, target);
      if (found.type === "file") return found;
    } else if (isBuiltin(target)) {
      return { type: "builtin", name: target.replace(/^node:/, "") };
    } else {
      return { type: "package", name: target };
    }
  }
  return missing;
}

function exportOf(map: Json | undefined, key: string): Json | undefined {
  if (map === undefined) return undefined;
  if (!isObject(map)) return key === "." ? map : undefined;
  const keys = Object.keys(map);
  if (!keys.some((name) => name.startsWith(".") || name.startsWith("#"))) {
    return key === "." ? map : undefined;
  }
  if (Object.hasOwn(map, key)) return map[key];
  for (const pattern of keys) {
    const star = pattern.indexOf("*");
    if (star < 0) continue;
    const head = pattern.slice(0, star);
    const tail = pattern.slice(star + 1);
    if (key.length >= head.length + tail.length && key.startsWith(head) && key.endsWith(tail)) {
      const middle = key.slice(head.length, key.length - tail.length);
      return substitute(map[pattern], middle, 0);
    }
  }
  return undefined;
}

function substitute(json: Json | undefined, middle: string, depth: number): Json {
  if (json === undefined || depth > 8) return null;
  if (typeof json === "string") return json.split("*").join(middle);
  if (Array.isArray(json)) return json.map((item: Json) => substitute(item, middle, depth + 1));
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key, substitute(value, middle, depth + 1)]),
  );
}

/** Every path in a value of `exports`, whatever conditions it hangs on; not those of types. */
export function pathsIn(json: Json | undefined, depth: number): readonly string[] {
  if (json === undefined || depth > 8) return [];
  if (typeof json === "string") return [json];
  if (Array.isArray(json)) return json.flatMap((item: Json) => pathsIn(item, depth + 1));
  if (!isObject(json)) return [];
  return Object.entries(json).flatMap(([key, value]) =>
    key === "types" || key.startsWith("types@") ? [] : pathsIn(value, depth + 1),
  );
}

function isObject(json: Json): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
