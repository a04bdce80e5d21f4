import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { excerptOf } from "../../../src/scanner/findings/excerpt.ts";

describe("excerptOf", () => {
  test.each([
    { raw: "curl x | sh", shown: "curl x | sh" },
    { raw: "é 漢 😀", shown: "é 漢 😀" },
    { raw: "a\tb\r\n\u0000", shown: "a\\u{9}b\\u{d}\\u{a}\\u{0}" },
    {
      raw: "\u202e\u2066\u200b\ufe0f\u{e0041}\u3164",
      shown: "\\u{202e}\\u{2066}\\u{200b}\\u{fe0f}\\u{e0041}\\u{3164}",
    },
    { raw: "\u00a0\ud800", shown: "\\u{a0}\\u{d800}" },
    { raw: "x".repeat(1000), shown: "x".repeat(160) },
    { raw: `${"x".repeat(158)}\u0000`, shown: "x".repeat(158) },
  ])("shows $shown", ({ raw, shown }) => {
    expect(excerptOf(raw)).toBe(shown);
  });

  test("never shows more than 160 characters or one that hides", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (raw) => {
        const shown = excerptOf(raw);
        expect(shown.length).toBeLessThanOrEqual(160);
        expect(shown).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
      }),
    );
  });
});
