import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonKeys } from "../../../src/scanner/manifest/json-keys.ts";

/** `a.b=value@line` for each key. */
const told = (text: string) =>
  jsonKeys(text).map(
    ({ path, key, value, line }) => `${[...path, key].join(".")}=${value}@${line}`,
  );

describe("jsonKeys", () => {
  test.each([
    ["{}", []],
    ['{"a": 1}', ["a=1@1"]],
    ['{"a":1,\n"b" : "x" }', ["a=1@1", 'b="x"@2']],
    ['{"a":1,"a":2}', ["a=1@1", "a=2@1"]],
    ['{"a":{"b":{"c":1}},"d":2}', ['a={"b":{"c":1}}@1', 'a.b={"c":1}@1', "a.b.c=1@1", "d=2@1"]],
    [
      '{"a":[{"b":1},{"c":[{"d":2}]}]}',
      ['a=[{"b":1},{"c":[{"d":2}]}]@1', "a.[].b=1@1", 'a.[].c=[{"d":2}]@1', "a.[].c.[].d=2@1"],
    ],
    ['[{"a":1},["b"]]', ["[].a=1@1"]],
    ['{"a":"b\\":{\\"c\\":1"}', ['a="b\\":{\\"c\\":1"@1']],
    ['{"\\u0061\\n":1}', ["a\n=1@1"]],
    ['{"__proto__":1,"":2}', ["__proto__=1@1", "=2@1"]],
    ['{"a\\q":1}', ["a\\q=1@1"]],
    ['"a"', []],
    ["", []],
  ])("lists the keys of %s", (text, keys) => {
    expect(told(text)).toEqual(keys);
  });

  test("goes on behind what JSON does not know", () => {
    expect(told('{"a":1 // "b"\n,"c":2,}]}{"d":3')).toEqual(['a=1 // "b"@1', "c=2@2", "d=3@2"]);
  });

  test("stops at 128 levels and at 200,000 keys", () => {
    const deep = jsonKeys('{"a":'.repeat(100_000));
    expect(deep).toHaveLength(128);

    const wide = jsonKeys(`{${'"a":1,'.repeat(200_100)}}`);
    expect(wide).toHaveLength(200_000);
  });

  test("lists the keys that JSON.parse keeps, in their order", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const expected: string[] = [];
        const walk = (value: unknown): void => {
          if (typeof value !== "object" || value === null) return;
          for (const [key, item] of Object.entries(value)) {
            if (!Array.isArray(value)) expected.push(key);
            walk(item);
          }
        };
        const json: unknown = JSON.parse(text);
        fc.pre(JSON.stringify(json) === text);
        walk(json);
        expect(jsonKeys(text).map(({ key }) => key)).toEqual(expected);
      }),
    );
  });

  test("reads any text without failing", () => {
    const piece = fc.oneof(
      fc.constantFrom(...'{}[],:"\\ \n'),
      fc.constantFrom('"a"', '"a":', '{"a":', "\\u00", "1", "null"),
      fc.string({ unit: "binary", maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join("");
        const lines = text.split("\n").length;
        const odd = jsonKeys(text).filter(
          ({ value, line }) => line > lines || !text.includes(value),
        );
        expect(odd).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
