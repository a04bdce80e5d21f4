import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "../../src/scanner");

interface Pattern {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression that is written in the scanner. */
function patterns(): Pattern[] {
  const found: Pattern[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts")) continue;
    const source = readFileSync(join(folder, file), "utf8");
    const visit = (node: unknown): void => {
      if (typeof node !== "object" || node === null) return;
      const { regex, start } = node as {
        regex?: { pattern: string; flags: string };
        start?: number;
      };
      if (regex !== undefined) {
        const line = source.slice(0, start).split("\n").length;
        found.push({ place: `${file}:${line}`, source: regex.pattern, flags: regex.flags });
      }
      for (const value of Object.values(node)) visit(value);
    };
    visit(parseSync(file, source).program);
  }
  return found;
}

const length = 60_000;
const usual = [" ", "a", "0", "/", "\n", "-", ".", "'", "=", "(", "\\"];
const slowMs = 250;

/** Long runs of what a pattern itself is made of, which never come to a match at their end. */
function* hostileFor(source: string): Iterable<string> {
  const words = source.match(/[A-Za-z0-9_]{2,}/g) ?? [];
  const marks = [...source].filter((character) => !/[\\[\](){}|*+?^$A-Za-z0-9]/.test(character));
  const parts = [...new Set([...words.slice(0, 12), ...marks, ...usual])].slice(0, 24);
  for (const part of parts) {
    yield part.repeat(Math.ceil(length / part.length));
    yield `${part} `.repeat(Math.ceil(length / (part.length + 1)));
  }
  for (const [at, part] of parts.entries()) {
    const pair = part + (parts[(at + 1) % parts.length] ?? "");
    yield pair.repeat(Math.ceil(length / pair.length));
  }
}

/** The milliseconds of the first input that takes too long, twice; null when none does. */
function slowest({ source, flags }: Pick<Pattern, "source" | "flags">): number | null {
  const pattern = new RegExp(source, flags.replace("y", ""));
  for (const text of hostileFor(source)) {
    const ms = timed(pattern, text);
    // Once may be the machine.
    if (ms >= slowMs && timed(pattern, text) >= slowMs) return Math.round(ms);
  }
  return null;
}

function timed(pattern: RegExp, text: string): number {
  const start = performance.now();
  pattern.lastIndex = 0;
  if (pattern.global) text.replace(pattern, "");
  else pattern.test(`${text}\u0000`);
  return performance.now() - start;
}

/** Patterns that see only what is safe for them. */
const bounded: Readonly<Record<string, string>> = {
  '"(?:[^"\\\\]|\\\\[\\s\\S])*"|[{}[\\],:]':
    "texts that JSON.parse took, where every quote is closed",
  "_CACHE|_DOWNLOAD_HOST$|_BINARY_|_NO_[A-Z]+$|_DISABLE[A-Z_]*$": "names of 512 characters",
  "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'": "the first 8 KiB of a payload",
};

test("no pattern of the scanner takes the square of a long run of its own parts", () => {
  const all = patterns();
  expect(all.length).toBeGreaterThan(100);
  const slow = all.flatMap(({ place, source, flags }) => {
    if (Object.hasOwn(bounded, source)) return [];
    const ms = slowest({ source, flags });
    return ms === null ? [] : [`${place} took ${ms} ms`];
  });
  expect(slow).toEqual([]);
}, 120_000);

test.each(["a+$", "[a ]+:$"])(
  "%s would be seen",
  (source) => {
    expect(slowest({ source, flags: "" })).not.toBeNull();
  },
  60_000,
);
