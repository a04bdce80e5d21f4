import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import type { Logger } from "pino";
import { parse as parseToml, TomlError } from "smol-toml";
import type { z } from "zod";
import { RegistryError } from "../errors.ts";

/** A file below trust/ that is followed while the registry runs. */
export interface TrustFile<Content> {
  readonly current: Content;
  /** Changes with the text that is in force; a change while no registry ran is noticed by it. */
  readonly digest: string;
  readonly exists: boolean;
  /** Looks whether the file has changed, at most once a second. Cheap enough for every request. */
  refresh(): void;
}

interface TrustFileOptions<Schema extends z.ZodType, Content> {
  readonly path: string;
  /** As people know it: `trust/policy.toml`. */
  readonly name: string;
  readonly schema: Schema;
  readonly compile: (values: z.output<Schema>) => Content;
  readonly now: () => Date;
  readonly log: Logger;
  /** Called when another content is in force: what was decided before no longer counts. */
  readonly onChange: () => void;
}

const checkEveryMs = 1000;

/**
 * Follows a TOML file. One that turns bad leaves the last good one in force, and says so loudly.
 *
 * @throws RegistryError `invalid` when it is bad from the start, with the line
 */
export function openTrustFile<Schema extends z.ZodType, Content>(
  options: TrustFileOptions<Schema, Content>,
): TrustFile<Content> {
  const { path, name, schema, compile, now, log, onChange } = options;
  const read = () => {
    const text = readTrustText(path);
    const content = compile(parseTrustFile(path, text ?? "", schema));
    const digest = createHash("sha256")
      .update(text ?? "")
      .digest("hex");
    return { content, digest, exists: text !== null };
  };
  let seen = stampOf(path);
  let current = read();
  let nextCheck = 0;

  return {
    get current() {
      return current.content;
    },
    get digest() {
      return current.digest;
    },
    get exists() {
      return current.exists;
    },
    refresh() {
      const at = now().getTime();
      if (at < nextCheck) return;
      nextCheck = at + checkEveryMs;
      const stamp = stampOf(path);
      if (stamp === seen) return;
      seen = stamp;
      try {
        current = read();
      } catch (error) {
        if (!(error instanceof RegistryError)) throw error;
        log.error({ reason: error.message }, `${name} is bad; the last good one counts`);
        return;
      }
      log.warn({ file: path }, `another ${name} is in force`);
      onChange();
    },
  };
}

/** Changes with every way of writing a file, also a replacement of equal length. */
function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? "" : `${stat.mtimeNs}-${stat.size}-${stat.ino}-${stat.mode}`;
}

/** As it was written; null when there is none. @throws RegistryError `invalid` when it cannot be read */
export function readTrustText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new RegistryError("invalid", `${file} cannot be read`);
  }
}

/** @throws RegistryError `invalid` naming each fault with its line */
export function parseTrustFile<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
): z.output<Schema> {
  let values: unknown;
  try {
    values = parseToml(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // Nothing of the file itself: it may hold secrets.
    const [first] = error.message.split("\n");
    throw new RegistryError("invalid", `${file}:${error.line}:${error.column}: ${first}`);
  }
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map((issue) => {
    const unknown = issue.code === "unrecognized_keys" ? issue.keys : [];
    const path = [...issue.path, ...unknown];
    const what = unknown.length > 0 ? "there is no such setting" : issue.message;
    return `${file}:${lineOf(text, path)}: ${path.join(".")}: ${what}`;
  });
  throw new RegistryError("invalid", sentences.join("; "));
}

/** The line of the setting at a path: the closest that can be found in the table that it belongs to. */
function lineOf(text: string, path: readonly PropertyKey[]): number {
  const lines = text.split("\n");
  const tables = lines.flatMap((line, index) => {
    const [, name] = /^\s*\[\[?\s*["']?([^\]"']+?)["']?\s*\]/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, index }];
  });
  const nth = path.find((part) => typeof part === "number") ?? 0;
  const named = tables.filter(({ name }) => name === path[0]);
  const inner = tables.find(({ name }) => name === path.slice(0, 2).join("."));
  const table = (path.length > 2 ? inner : undefined) ?? named[nth];
  const start = table?.index ?? 0;
  const next = tables.find(({ index }) => table === undefined || index > start);
  const keys = path.filter((part) => typeof part === "string");
  for (const key of keys.reverse()) {
    const at = lines
      .slice(start, next?.index ?? lines.length)
      .findIndex((line) => keyOf(line) === key);
    if (at >= 0) return start + at + 1;
  }
  const header = table ?? tables.find(({ name }) => name.split(".")[0] === path[0]);
  return (header?.index ?? 0) + 1;
}

function keyOf(line: string): string | undefined {
  const [, key] = /^\s*["']?([\w-]+)["']?\s*[=.]/.exec(line) ?? [];
  return key;
}
