import { posix } from "node:path";
import { manifestParts } from "../manifest/parts.ts";
import type { Json, JsonObject } from "../rule.ts";
import { fileAt, type PackageFiles, pathsIn } from "./resolve.ts";

const fields = [
  "main",
  "module",
  "browser",
  "exports",
  "imports",
  "jsnext:main",
  "esnext",
  "es2015",
  "react-native",
  "electron",
  "unpkg",
  "jsdelivr",
  "worker",
  "svelte",
  "umd:main",
] as const;
const maxEntries = 20_000;

/** Files that run when somebody requires or imports the package. */
export function loadEntries(files: PackageFiles): readonly string[] {
  const found = new Set<string>();
  for (const field of fields) {
    for (const path of targets(files.manifest?.[field])) add(files, path, found);
  }
  if (typeof files.manifest?.["main"] !== "string") {
    const index = fileAt(files, "index");
    // Only index.js is what every runtime takes by itself; another one that is a command is just that.
    const isDefault = index.type === "file" && /^index\.(?:c?js|json)$/.test(index.path);
    if (isDefault || (index.type === "file" && !commandEntries(files).includes(index.path))) {
      found.add(index.path);
    }
  }
  return [...found];
}

/** Files that run when somebody starts a command of the package. */
export function commandEntries(files: PackageFiles): readonly string[] {
  const found = new Set<string>();
  if (files.manifest === null) return [];
  for (const path of manifestParts.commands(files.manifest).values()) add(files, path, found);
  const directories = files.manifest["directories"];
  if (isObject(directories)) {
    const bin = directories["bin"];
    const folder = typeof bin === "string" ? posix.normalize(bin).replace(/^\.\/|\/+$/g, "") : null;
    if (folder !== null) {
      for (const path of files.paths) if (path.startsWith(`${folder}/`)) found.add(path);
    }
  }
  return [...found];
}

/** In `browser` and its kin the keys are what is replaced; only values are files that run. */
function targets(json: Json | undefined): readonly string[] {
  return pathsIn(json, 0);
}

function add(files: PackageFiles, raw: string, found: Set<string>): void {
  if (found.size >= maxEntries) return;
  const star = raw.indexOf("*");
  if (star < 0) {
    const target = fileAt(files, raw);
    if (target.type === "file") found.add(target.path);
    return;
  }
  const head = posix.normalize(raw.slice(0, star)).replace(/^\.\//, "");
  const tail = raw.slice(star + 1).replaceAll("*", "");
  const prefix = head === "./" || head === "." ? "" : head;
  for (const path of files.paths) {
    if (path.startsWith(prefix) && path.endsWith(tail) && found.size < maxEntries) found.add(path);
  }
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
