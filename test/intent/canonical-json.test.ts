import { describe, expect, test } from "vitest";
import { canonicalDocument, canonicalLine } from "../../src/intent/canonical-json.ts";

describe("canonical JSON", () => {
  test("sorts keys by code point and escapes everything outside of printable ASCII", () => {
    const value = {
      "\u{1F600}": 1,
      "\uFF5E": 2,
      b: { z: null, a: [true, "x"] },
      a: '"\\/\n\u0001\u007Fé',
    };
    expect(canonicalLine(value)).toBe(
      '{"a":"\\"\\\\/\\n\\u0001\\u007f\\u00e9","b":{"a":[true,"x"],"z":null},' +
        '"\\uff5e":2,"\\ud83d\\ude00":1}',
    );
  });

  test("ends a document with one newline and keeps empty containers on their line", () => {
    expect(canonicalDocument({ b: [], a: { c: {} }, d: [1] })).toBe(
      '{\n  "a": {\n    "c": {}\n  },\n  "b": [],\n  "d": [\n    1\n  ]\n}\n',
    );
  });

  test("refuses what has no one spelling", () => {
    expect(() => canonicalLine({ a: 1.5 })).toThrow(TypeError);
  });
});
