import { indentedLines, unquoted } from "./lines.ts";
import { type LockFile, LockReading, splitAtName } from "./locked.ts";

/** Reads yarn.lock, of yarn classic or of berry; null for what is neither. */
export function readYarnLock(text: string): LockFile | null {
  if (/^__metadata:/m.test(text)) return readBerry(text);
  return /^# yarn lockfile v1/m.test(text.slice(0, 4096)) ? readClassic(text) : null;
}

interface Entry {
  readonly key: string;
  readonly fields: Map<string, string>;
}

/** The blocks of the file with the fields that stand one step in. */
function* entriesOf(text: string, separator: ":" | " "): Generator<Entry> {
  let entry: Entry | null = null;
  for (const { indent, key, value } of indentedLines(text, separator)) {
    if (indent === 0) {
      if (entry !== null) yield entry;
      entry = { key, fields: new Map() };
    } else if (indent === 2 && entry !== null) entry.fields.set(key, unquoted(value));
  }
  if (entry !== null) yield entry;
}

function readClassic(text: string): LockFile {
  const reading = new LockReading();
  for (const { key, fields } of entriesOf(text, " ")) {
    if (reading.isFull) break;
    const [pattern = ""] = key.split(",", 1);
    const asked = splitAtName(pattern.trim());
    if (asked === null) {
      reading.addUnreadable(key);
      continue;
    }
    // `alias@npm:real@^1.0.0` installs the other package.
    const real = asked.rest.startsWith("npm:") ? splitAtName(asked.rest.slice(4)) : null;
    const name = real?.name ?? asked.name;
    const [resolved = null] = fields.get("resolved")?.split("#", 1) ?? [];
    if (/^(?:file|link|git|github|git\+[a-z]+):/.test(asked.rest)) {
      reading.addForeign(name, resolved ?? asked.rest);
    } else {
      const digests = fields.get("integrity") ?? null;
      reading.add(name, fields.get("version") ?? "", resolved, digests);
    }
  }
  return reading.result();
}

/** Berry keeps digests of archives of its own making, which nobody else can compare. */
function readBerry(text: string): LockFile {
  const reading = new LockReading();
  for (const { key, fields } of entriesOf(text, ":")) {
    if (reading.isFull) break;
    if (key === "__metadata") continue;
    const resolution = fields.get("resolution") ?? "";
    const found = splitAtName(resolution);
    if (found === null) {
      reading.addUnreadable(key);
      continue;
    }
    const { name, rest } = found;
    // Patched, linked and built packages have an entry of what they are made of too.
    if (!rest.startsWith("npm:")) reading.addForeign(name, rest);
    else {
      const [version = "", query = ""] = rest.slice(4).split("::", 2);
      reading.add(name, version, archiveIn(query), null);
    }
  }
  return reading.result();
}

/** An address that is not the registry's usual one is bound to the version. */
function archiveIn(query: string): string | null {
  const address = new URLSearchParams(query).get("__archiveUrl");
  return address === "" ? null : address;
}
