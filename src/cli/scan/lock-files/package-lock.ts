import { type Fields, fieldsOf, parseFields, textOf } from "./json.ts";
import { type LockFile, LockReading } from "./locked.ts";

const inFolder = "node_modules/";

/**
 * Reads package-lock.json or npm-shrinkwrap.json, versions 1 to 3; null for what is neither. What comes
 * inside another package's tarball is left out, as it is scanned with that one.
 */
export function readPackageLock(text: string): LockFile | null {
  const root = parseFields(text);
  if (root === null) return null;
  const reading = new LockReading();
  if (!["packages", "dependencies", "lockfileVersion"].some((key) => root.has(key))) return null;
  // Version 2 has both, for old clients and new ones, and nobody says that they agree.
  readPackages(fieldsOf(root.get("packages")), reading);
  readTree(fieldsOf(root.get("dependencies")), reading);
  return reading.result();
}

/** Since version 2: entries by the folder that they are installed in. */
function readPackages(packages: Fields, reading: LockReading): void {
  for (const [path, value] of packages) {
    if (reading.isFull) return;
    const entry = fieldsOf(value);
    const at = path.lastIndexOf(inFolder);
    // The project itself and its workspaces, which are linked to below.
    if (at === -1) continue;
    const name = textOf(entry.get("name")) ?? path.slice(at + inFolder.length);
    const version = textOf(entry.get("version")) ?? "";
    const resolved = textOf(entry.get("resolved"));
    if (entry.get("link") === true) reading.addForeign(name, `file:${resolved ?? ""}`);
    else if (entry.get("inBundle") !== true)
      reading.add(name, version, resolved, textOf(entry.get("integrity")));
  }
}

/** Version 1: a tree, walked without recursion because it may be as deep as its author likes. */
function readTree(dependencies: Fields, reading: LockReading): void {
  const open: Fields[] = [dependencies];
  for (let level = open.pop(); level !== undefined; level = open.pop()) {
    for (const [key, value] of level) {
      if (reading.isFull) return;
      const entry = fieldsOf(value);
      const below = fieldsOf(entry.get("dependencies"));
      if (below.size > 0) open.push(below);
      const stated = textOf(entry.get("version")) ?? "";
      const alias = /^npm:(.+)@([^@]+)$/.exec(stated.slice(0, 1000));
      const name = alias?.[1] ?? key;
      const resolved = textOf(entry.get("resolved"));
      if (entry.get("bundled") !== true) {
        reading.add(name, alias?.[2] ?? stated, resolved, textOf(entry.get("integrity")));
      }
    }
  }
}
