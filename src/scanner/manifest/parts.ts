import { posix } from "node:path";
import type { Json, JsonObject } from "../rule.ts";

/** Reads the parts of a manifest that clients act on. Wrong types read as absent, as clients do. */
export const manifestParts = {
  hooks,
  scripts: (manifest: JsonObject) => strings(manifest["scripts"]),
  dependencies,
  bundled,
  commands,
};

const hookNames = ["preinstall", "install", "postinstall"] as const;

/** What a client runs at install time, without the implicit native build. */
function hooks(manifest: JsonObject): ReadonlyMap<string, string> {
  const scripts = strings(manifest["scripts"]);
  const found = new Map<string, string>();
  for (const name of hookNames) {
    const line = scripts.get(name);
    if (line !== undefined && line.trim() !== "") found.set(name, line);
  }
  return found;
}

/** What is installed along with the package: optional ones win over plain ones, as in clients. */
function dependencies(manifest: JsonObject): ReadonlyMap<string, string> {
  return new Map([
    ...strings(manifest["dependencies"]),
    ...strings(manifest["optionalDependencies"]),
  ]);
}

function bundled(manifest: JsonObject): readonly string[] {
  const value = manifest["bundleDependencies"] ?? manifest["bundledDependencies"];
  if (Array.isArray(value)) return value.filter((name): name is string => typeof name === "string");
  return value === true ? [...dependencies(manifest).keys()] : [];
}

/** Command name → path in the package, without a leading `./`. */
function commands(manifest: JsonObject): ReadonlyMap<string, string> {
  const { bin, name } = manifest;
  if (typeof bin === "string") {
    const command = typeof name === "string" ? name.slice(name.lastIndexOf("/") + 1) : "";
    return new Map([[command, bin.replace(/^\.\//, "")]]);
  }
  const found = new Map<string, string>();
  for (const [key, path] of strings(bin)) found.set(key, path.replace(/^\.\//, ""));
  // Old manifests list files; each becomes a command of its own name.
  if (Array.isArray(bin)) {
    for (const path of bin) if (typeof path === "string") found.set(posix.basename(path), path);
  }
  return found;
}

function strings(value: Json | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (typeof value !== "object" || value === null || Array.isArray(value)) return found;
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === "string") found.set(key, item);
  }
  return found;
}
