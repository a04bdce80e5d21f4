import { posix } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  baseNameOf,
  escapedName,
  type PackageName,
  parseNewPackageName,
  parsePackageName,
  quoteForMessage,
  scopeOf,
} from "../../src/names/package-name.ts";

const refused = expect.objectContaining({ code: "invalid" });

describe("parsePackageName", () => {
  test.each([
    "lodash",
    "@acme/lib",
    "JSONStream",
    "jsonstream",
    "lib.with-dots_and-lines",
    "~'!()*",
    "@Acme/Lib",
    "constructor",
    "tostring",
    "hasOwnProperty",
    "http",
    "@acme/http",
    "0",
    "a".repeat(300),
  ])("reads %s", (name) => {
    expect(parsePackageName(name)).toBe(name);
  });

  test.each([
    "",
    " ",
    " lodash",
    "lodash ",
    ".",
    "..",
    "-",
    "_",
    "@",
    "@acme",
    "@acme/",
    "@/lib",
    "@acme/..",
    "@../lib",
    "@acme/./lib",
    "@acme/lib/x",
    "acme/lib",
    "..%2f..%2fetc",
    "%2e%2e",
    "a%00b",
    "a\0b",
    "a\nb",
    "a\\b",
    "a:b",
    "a b",
    "a#b",
    "a?b",
    ".hidden",
    "_private",
    "-dash",
    "@acme/.hidden",
    "@.acme/lib",
    "trailing.",
    "__proto__",
    "node_modules",
    "Node_Modules",
    "favicon.ico",
    "@acme/node_modules",
    "con",
    "CON",
    "nul",
    "aux.js",
    "com1",
    "lpt9.tgz",
    "@acme/prn",
    "lödash",
    "a\u202eb",
    "a".repeat(429),
  ])("refuses %j", (name) => {
    expect(() => parsePackageName(name)).toThrow(refused);
    expect(() => parseNewPackageName(name)).toThrow(refused);
  });

  test("never yields a name that a path or a URL changes", () => {
    const pieces = fc.constantFrom(
      "@",
      "/",
      ".",
      "..",
      "%2f",
      "%",
      "\\",
      "\0",
      "?",
      "#",
      "a",
      "B",
      "-",
      "_",
      "~",
      "con",
      " ",
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(pieces).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let name: PackageName;
        try {
          name = parsePackageName(text);
        } catch {
          return;
        }
        expect(posix.normalize(`/root/${name}`)).toBe(`/root/${text}`);
        expect(new URL(`http://host/${name}`).pathname).toBe(`/${text}`);
        expect(decodeURIComponent(escapedName(name))).toBe(text);
        expect(escapedName(name)).not.toContain("/");
      }),
      { numRuns: 2000 },
    );
  });
});

describe("parseNewPackageName", () => {
  test.each(["lodash", "@acme/lib", "a", "constructor", "@acme/http", "7zip", "a".repeat(214)])(
    "takes %s",
    (name) => {
      expect(parseNewPackageName(name)).toBe(name);
    },
  );

  test.each([
    "JSONStream",
    "@Acme/lib",
    "@acme/Lib",
    "tilde~",
    "quote'",
    "wow!",
    "star*",
    "(paren)",
    "http",
    "fs",
    "sqlite",
    "node:fs",
    "a".repeat(215),
    `@acme/${"a".repeat(209)}`,
  ])("refuses %s for a first publish", (name) => {
    expect(() => parseNewPackageName(name)).toThrow(refused);
  });

  test("says what is wrong without repeating control characters", () => {
    expect(() => parseNewPackageName("\u001b[31mred")).toThrow(
      '"?[31mred" is not a package name: it has characters that a package name cannot hold',
    );
  });
});

test("quoteForMessage cuts what is long", () => {
  expect(quoteForMessage("x".repeat(100))).toBe(`"${"x".repeat(77)}..."`);
  expect(quoteForMessage("x".repeat(80))).toBe(`"${"x".repeat(80)}"`);
});

test("scope and base name are the halves of a name", () => {
  const scoped = parsePackageName("@acme/lib");
  const plain = parsePackageName("lib");

  expect([scopeOf(scoped), baseNameOf(scoped), escapedName(scoped)]).toEqual([
    "acme",
    "lib",
    "@acme%2flib",
  ]);
  expect([scopeOf(plain), baseNameOf(plain), escapedName(plain)]).toEqual([null, "lib", "lib"]);
});
