import { indentedLines, unquoted } from "./lines.ts";
import { type LockFile, LockReading, splitAtName } from "./locked.ts";

interface Entry {
  readonly key: string;
  name: string | null;
  version: string | null;
  integrity: string | null;
  tarball: string | null;
  /** Whether the resolution is no tarball: a folder, a repository. */
  isOther: boolean;
  /** Whether the lines that come are fields of a resolution. */
  isResolution: boolean;
}

/** Reads pnpm-lock.yaml of the versions 5, 6 and 9; null for what is none. */
export function readPnpmLock(text: string): LockFile | null {
  const reading = new LockReading();
  let section = "";
  let isLock = false;
  let entry: Entry | null = null;
  let importedName = "";
  const finish = () => {
    if (entry !== null) addEntry(entry, reading);
    entry = null;
  };

  for (const { indent, key, value } of indentedLines(text, ":")) {
    if (reading.isFull) break;
    if (indent === 0) {
      finish();
      section = key;
      // Written in another style of YAML, which no release of pnpm does and we do not read.
      if (key === "packages" && value !== "" && value !== "{}") return null;
      isLock ||= key === "lockfileVersion";
    } else if (section === "packages" && indent <= 2) {
      finish();
      if (indent !== 2 || value !== "") return null;
      entry = emptyEntry(key);
    } else if (section === "packages") {
      if (entry === null) return null;
      readField(entry, indent, key, value);
    } else {
      // Packages of the same workspace are linked, and stand nowhere else.
      if (key === "specifier") continue;
      if (key !== "version") importedName = key;
      const linked = unquoted(value);
      if (linked.startsWith("link:")) reading.addForeign(importedName, linked);
    }
  }
  finish();
  return isLock ? reading.result() : null;
}

function emptyEntry(key: string): Entry {
  return {
    ...{ key, name: null, version: null, integrity: null },
    ...{ tarball: null, isOther: false, isResolution: false },
  };
}

function readField(entry: Entry, indent: number, key: string, value: string): void {
  if (indent === 4) {
    entry.isResolution = key === "resolution";
    if (key === "name") entry.name = unquoted(value);
    if (key === "version") entry.version = unquoted(value);
    if (entry.isResolution && value.startsWith("{")) {
      for (const part of value.replace(/^\{|\}$/g, "").split(", ")) {
        const at = part.indexOf(": ");
        if (at !== -1) readResolution(entry, part.slice(0, at).trim(), part.slice(at + 2).trim());
      }
    }
  } else if (indent > 4 && entry.isResolution) readResolution(entry, key, value);
}

function readResolution(entry: Entry, key: string, value: string): void {
  if (key === "integrity") entry.integrity = unquoted(value);
  else if (key === "tarball") entry.tarball = unquoted(value);
  else if (key === "type" || key === "repo" || key === "directory") entry.isOther = true;
}

function addEntry(entry: Entry, reading: LockReading): void {
  const stated = nameAndVersion(entry.key);
  const split = splitAtName(entry.key);
  const name = entry.name ?? stated?.name ?? split?.name ?? entry.key;
  const version = entry.version ?? stated?.version ?? "";
  if (entry.isOther || stated === null) {
    reading.addForeign(name, entry.tarball ?? split?.rest ?? entry.key);
  } else reading.add(name, version, entry.tarball, entry.integrity);
}

/**
 * `/a/1.0.0_peer@1.0.0`, `/@s/a@1.0.0(peer@1.0.0)` and `@s/a@1.0.0` mean a version of a registry's
 * package; what has an address in that place does not, and gives null.
 */
function nameAndVersion(key: string): { name: string; version: string } | null {
  const end = key.indexOf("(");
  const plain = (end === -1 ? key : key.slice(0, end)).replace(/^\//, "");
  const parts = plain.split("/");
  const nameParts = plain.startsWith("@") ? 2 : 1;
  if (parts.length === nameParts) {
    const at = plain.indexOf("@", 1);
    const version = plain.slice(at + 1);
    return at === -1 || version.includes(":") ? null : { name: plain.slice(0, at), version };
  }
  // Before version 6 a slash stood between them, and peers behind an underscore.
  const isOld = key.startsWith("/") && parts.length === nameParts + 1;
  if (!isOld) return null;
  const [version = ""] = (parts.at(-1) ?? "").split("_");
  return { name: parts.slice(0, nameParts).join("/"), version };
}
