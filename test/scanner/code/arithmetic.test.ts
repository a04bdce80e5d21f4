import fc from "fast-check";
import { expect, test } from "vitest";
import { sunk } from "./run-code.ts";

/** Expressions over constants that have no effects; we write them, so that evaluating them is safe. */
const { expression } = fc.letrec<{ expression: string; list: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(
    fc.integer({ min: -1000, max: 1000 }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map(String),
    fc.string({ maxLength: 8 }).map((text) => JSON.stringify(text)),
    fc.constantFrom("true", "false", "null", "undefined", "NaN", "[]", "''", "0x1f", "1e3"),
  ),
  list: fc.array(tie("leaf"), { maxLength: 5 }).map((items) => `[${items.join()}]`),
  expression: fc.oneof(
    { maxDepth: 5, depthSize: "medium" },
    tie("leaf"),
    fc
      .tuple(
        tie("expression"),
        fc.constantFrom(..."+ - * / % & | ^ << >> >>> < > <= >= == != === !== && || ??".split(" ")),
        tie("expression"),
      )
      .map(([a, operator, b]) => `((${a}) ${operator} (${b}))`),
    fc
      .tuple(fc.constantFrom("!", "+", "-", "~", "typeof ", "void "), tie("expression"))
      .map(([operator, a]) => `(${operator}(${a}))`),
    fc
      .tuple(tie("expression"), tie("expression"), tie("expression"))
      .map(([a, b, c]) => `((${a}) ? (${b}) : (${c}))`),
    fc.tuple(tie("expression"), tie("leaf")).map(([a, b]) => `\`\${${a}}-\${${b}}\``),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `String(${a}).concat(${b})`),
    fc
      .tuple(
        tie("expression"),
        fc.constantFrom(
          "toUpperCase()",
          "trim()",
          "slice(1, -1)",
          "substr(-3, 2)",
          "substring(2, 0)",
          "split('').reverse().join('')",
          "charCodeAt(1)",
          "indexOf('a')",
          "padStart(5, 'ab')",
          "repeat(2)",
          "replace('a', '$&b')",
          "replace(/[0-9]/g, (d) => +d + 1)",
          "length",
          "at(-1)",
          "split('').map((c) => c.charCodeAt(0) ^ 5).join()",
          "match(/\\d/g)",
          "lastIndexOf('1')",
          "codePointAt(0)",
        ),
      )
      .map(([a, call]) => `String(${a}).${call}`),
    fc
      .tuple(
        tie("list"),
        fc.constantFrom(
          "join('|')",
          "reverse() + ''",
          "slice(-2) + ''",
          "concat([1], 2) + ''",
          "map((x) => x + 1).join()",
          "filter(Boolean).length",
          "reduce((a, b) => a + b, '')",
          "indexOf(1)",
          "includes('')",
          "flat() + ''",
          "some((x) => x)",
          "every((x) => x)",
          "find((x) => x)",
          "sort() + ''",
          "at(-1)",
          "length",
          "splice(1, 1) + ''",
          "entries().next().done",
          "findIndex((x) => x === null)",
        ),
      )
      .map(([a, call]) => `${a}.${call}`),
    tie("expression").map((a) => `parseInt(${a}, 16)`),
    tie("expression").map((a) => `Math.floor(${a})`),
    tie("expression").map((a) => `Number(${a}).toString(16)`),
    tie("expression").map((a) => `JSON.stringify([${a}])`),
    tie("expression").map(
      (a) => `encodeURIComponent(String(${a}).replace(/[\\ud800-\\udfff]/g, ''))`,
    ),
  ),
}));

test("folding gives what the runtime gives", () => {
  fc.assert(
    fc.property(expression, (source) => {
      const expected = String(new Function(`return (${source})`)());
      const [shown] = sunk(`sink(String(${source}))`);
      expect(shown).toBe(expected);
    }),
    { numRuns: 400 },
  );
}, 60_000);

test.each([
  [`["v", undefined].sort().join("|")`, "v|"],
  [`[undefined, 3, 1].sort((a, b) => b - a).join("|")`, "3|1|"],
])("%s: what is undefined is sorted to the end, and never compared", (source, expected) => {
  expect(sunk(`sink(${source})`)).toEqual([expected]);
});
