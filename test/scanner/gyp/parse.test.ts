import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type GypValue, parseGyp } from "../../../src/scanner/gyp/parse.ts";

const object = (...entries: [string, GypValue][]) => ({ entries });

describe("parseGyp", () => {
  test.each<[string, GypValue]>([
    ["{}", object()],
    ["{'a': 1, \"b\": -2.5,}", object(["a", 1], ["b", -2.5])],
    ["['a', True, false, None]", ["a", true, false, null]],
    ["('a', ['b'],)", ["a", ["b"]]],
    ["{'a': 1, 'a': 2}", object(["a", 1], ["a", 2])],
    ["{1: 'x'}", object(["1", "x"])],
    ["# a comment\n['a', # another\n 'b']\n#", ["a", "b"]],
    ["['a' 'b'\n 'c']", ["abc"]],
    ["'''a\n'b' '''", "a\n'b' "],
    ["'\\x41\\102\\n\\q\\''", "AB\n\\q'"],
    ["r'\\x41' u'a' b'b'", "\\x41ab"],
    ["\ufeff'a'", "a"],
    ["{'__proto__': {'x': 1}}", object(["__proto__", object(["x", 1])])],
  ])("reads %j", (text, value) => {
    expect(parseGyp(text)).toEqual(value);
  });

  test.each([
    "",
    "__import__('os').system('id')",
    "['a'].pop()",
    "{'a': 1 + 1}",
    "[x for x in 'a']",
    "{'a': open('b')}",
    "'a' % 'b'",
    "{'a' 1}",
    "{'a': 1",
    "['a'",
    "['a' , , 'b']",
    "'never closed",
    "'over\ntwo lines'",
    "'''never closed'",
    "{} {}",
    "1_000x",
  ])("is no plain literal: %j", (text) => {
    expect(parseGyp(text)).toBeNull();
  });

  test.each([
    ["lists", (depth: number) => "[".repeat(depth) + "]".repeat(depth)],
    ["tuples", (depth: number) => "(".repeat(depth) + ")".repeat(depth)],
    ["objects", (depth: number) => `${"{'a':".repeat(depth)}1${"}".repeat(depth)}`],
  ])("reads %s 60 deep and none 70 deep", (_, nested) => {
    expect(parseGyp(nested(60))).not.toBeNull();
    expect(parseGyp(nested(70))).toBeNull();
    expect(parseGyp(nested(100_000))).toBeNull();
  });

  test("reads no text of more than 4 MiB", () => {
    expect(parseGyp(`'${"a".repeat(4 * 1024 * 1024)}'`)).toBeNull();
  });

  test("reads any text without failing", () => {
    const piece = fc.oneof(
      fc.constantFrom(..."{}[]()'\"#,:\\\n \t-._rub"),
      fc.constantFrom("'''", '"""', "'a'", "None", "True", "1", "\\x4", "\\\n"),
      fc.string({ unit: "binary", maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(() => parseGyp(pieces.join(""))).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });

  test("reads what JSON writes", () => {
    const key = fc.string().filter((text) => !/[^\x20-\x7e]/.test(text));
    const { value } = fc.letrec<{ value: GypValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        key,
        fc.integer(),
        fc.boolean(),
        fc.array(tie("value"), { maxLength: 4 }),
      ),
    }));
    fc.assert(
      fc.property(value, (json) => {
        expect(parseGyp(JSON.stringify(json))).toEqual(json);
      }),
    );
  });
});
