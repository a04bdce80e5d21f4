import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unifiedDiff } from "../../src/quarantine/line-diff.ts";

const lines = (...all: string[]) => `${all.join("\n")}\n`;
const diff = (before: string, after: string, max = 1000) => unifiedDiff(before, after, max);

describe("unifiedDiff", () => {
  test.each<[string, string, string, string[]]>([
    ["equal texts", lines("a", "b"), lines("a", "b"), []],
    ["an added text", "", lines("a", "b"), ["@@ -0,0 +1,2 @@", "+a", "+b"]],
    ["a removed text", lines("a"), "", ["@@ -1,1 +0,0 @@", "-a"]],
    [
      "a changed line",
      lines("a", "b", "c"),
      lines("a", "x", "c"),
      ["@@ -1,3 +1,3 @@", " a", "-b", "+x", " c"],
    ],
    [
      "an inserted line",
      lines("a", "c"),
      lines("a", "b", "c"),
      ["@@ -1,2 +1,3 @@", " a", "+b", " c"],
    ],
    [
      "a removed line",
      lines("a", "b", "c"),
      lines("a", "c"),
      ["@@ -1,3 +1,2 @@", " a", "-b", " c"],
    ],
  ])("%s", (_, before, after, expected) => {
    expect(diff(before, after)).toBe(expected.join("\n"));
  });

  test("shows three lines around each change and starts a new hunk where they are far apart", () => {
    const before = Array.from({ length: 40 }, (_, index) => `line ${index}`);
    const after = before.with(5, "first").with(30, "second");
    expect(diff(lines(...before), lines(...after)).split("\n")).toEqual([
      "@@ -3,7 +3,7 @@",
      " line 2",
      " line 3",
      " line 4",
      "-line 5",
      "+first",
      " line 6",
      " line 7",
      " line 8",
      "@@ -28,7 +28,7 @@",
      " line 27",
      " line 28",
      " line 29",
      "-line 30",
      "+second",
      " line 31",
      " line 32",
      " line 33",
    ]);
  });

  test("with all lines shown, leads from each text to the other", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        // A long common beginning and end would be left out.
        const shown = diff(lines("<", ...before), lines("<", ...after))
          .split("\n")
          .slice(1);
        const keep = (mark: string) =>
          shown.filter((line) => line !== "" && !line.startsWith("@@") && line[0] !== mark);
        const inOrder = (all: readonly string[], some: readonly string[]) => {
          let at = 0;
          return some.every((line) => {
            while (at < all.length && all[at] !== line) at++;
            return at++ < all.length;
          });
        };
        expect(
          inOrder(
            ["<", ...before],
            keep("+").map((line) => line.slice(1)),
          ),
        ).toBe(true);
        expect(
          inOrder(
            ["<", ...after],
            keep("-").map((line) => line.slice(1)),
          ),
        ).toBe(true);
        const count = (mark: string) => shown.filter((line) => line.startsWith(mark)).length;
        expect(after.length - before.length).toBe(
          keep("-").filter((l) => l[0] === "+").length -
            keep("+").filter((l) => l[0] === "-").length,
        );
        expect(count("@@")).toBeLessThanOrEqual(6);
      }),
    );
  });

  test("takes little time and room for texts that have nothing in common, and long lines", () => {
    const before = Array.from({ length: 30_000 }, (_, index) => `a${index}`).join("\n");
    const after = Array.from({ length: 30_000 }, (_, index) => `b${index}`).join("\n");
    const startedAt = performance.now();
    const shown = diff(before, after, 100).split("\n");

    expect(performance.now() - startedAt).toBeLessThan(3000);
    expect(shown).toHaveLength(101);
    expect(diff("", "x".repeat(1_000_000)).length).toBeLessThan(1000);
  });
});
