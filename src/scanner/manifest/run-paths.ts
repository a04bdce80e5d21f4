import type { Json, Manifest } from "../rule.ts";

const hooks = ["preinstall", "install", "postinstall", "prepare"];
const maxPaths = 10_000;
const maxPathLength = 1024;
/** Many ask, and a hook may be as long as a manifest. */
const known = new WeakMap<Manifest, ReadonlySet<string>>();
const knownRun = new WeakMap<Manifest, ReadonlySet<string>>();

/**
 * Paths that a manifest makes somebody run or load: entry points, commands and words of install
 * hooks, without a leading `./` and with
 * every ending that a loader tries.
 */
export function runPaths(manifest: Manifest | null): ReadonlySet<string> {
  if (manifest === null) return new Set(["index.js"]);
  const before = knownRun.get(manifest);
  if (before !== undefined) return before;
  const paths = new Set<string>(["index.js", ...hookPaths(manifest)]);
  for (const key of ["main", "module", "browser", "bin", "exports", "imports"]) {
    for (const text of texts(manifest.json[key])) addPath(paths, text);
  }
  knownRun.set(manifest, paths);
  return paths;
}

/** The part of `runPaths` that runs during an installation. */
export function hookPaths(manifest: Manifest | null): ReadonlySet<string> {
  if (manifest === null) return new Set();
  const before = known.get(manifest);
  if (before !== undefined) return before;
  const paths = new Set<string>();
  const scripts = manifest.json["scripts"];
  for (const hook of hooks) {
    for (const text of texts(isObject(scripts) ? scripts[hook] : undefined)) {
      for (const word of new Set(text.split(/[\s;&|<>()"'`]+/))) addPath(paths, word);
    }
  }
  known.set(manifest, paths);
  return paths;
}

function addPath(paths: Set<string>, text: string): void {
  // Nothing longer can be in the archive, and what follows may take its square in time.
  if (text.length > maxPathLength || paths.size > maxPaths) return;
  const path = text.replace(/^(?:\.?\/)+/, "").replace(/(?<!\/)\/+$/, "");
  if (path === "") return;
  for (const ending of ["", ".js", ".json", ".node", ".cjs", ".mjs", "/index.js"]) {
    paths.add(path + ending);
  }
}

/** Every string inside a value, however it is nested; the depth of manifests is limited. */
function* texts(json: Json | undefined): Iterable<string> {
  if (typeof json === "string") yield json;
  else if (typeof json === "object" && json !== null) {
    for (const value of Object.values(json)) yield* texts(value);
  }
}

function isObject(json: Json | undefined): json is { readonly [key: string]: Json } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
