import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCapabilities } from "../../src/intent/bundle/declared-capabilities.ts";
import { parsePackManifest } from "../../src/intent/bundle/pack-manifest.ts";
import { parseToolBindings } from "../../src/intent/bundle/tool-bindings.ts";
import { GrammarError, readField, readLines, unquoted } from "../../src/intent/line-grammar.ts";

/** Text that fits on a line: no control characters, no separators that only some readers break at. */
const line = fc
  .string({ unit: "binary", maxLength: 30 })
  .map((text) => text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, ""));
const shown = line.filter((text) => text.trim() !== "");
const quoted = (text: string) => `"${text.replace(/(["\\])/g, "\\$1")}"`;

describe("the line grammar", () => {
  test("reads every value that it can be given in quotes", () => {
    fc.assert(fc.property(line, (text) => unquoted(quoted(text)) === text));
  });

  test("reads every key and value in quotes back", () => {
    fc.assert(
      fc.property(shown, line, (key, value) => {
        const [read] = readLines("f", `${quoted(key)}: ${quoted(value)}`);
        if (read === undefined) throw new Error("no line");
        expect(readField("f", read)).toEqual({ key, value });
      }),
    );
  });

  test("reads a whole manifest back, whatever stands in it", () => {
    const names = ["name", "version", "description", "author", "license"] as const;
    fc.assert(
      fc.property(
        fc.array(shown, { minLength: 6, maxLength: 6 }),
        fc.array(shown, { maxLength: 5 }),
        ([id = "", ...values], tools) => {
          const text = [
            `id: ${quoted(id)}`,
            ...names.map((name, at) => `${name}: ${quoted(values[at] ?? "")}`),
            "tools:",
            ...tools.map((tool) => `  - ${quoted(tool)}`),
          ].join("\n");
          const read = parsePackManifest(text);
          expect([read.id, ...names.map((name) => read[name]), read.tools]).toEqual([
            id,
            ...values,
            tools,
          ]);
        },
      ),
    );
  });

  test("refuses everything else with a place and nothing but that", () => {
    const pieces = [
      ...[
        "id:",
        "tools:",
        "capabilities:",
        "entrypoints:",
        "runners:",
        "  - ",
        '  "a":',
        "    kind: ",
      ],
      ...["x", '"', "'", "\\", ":", "\n", "\r", "\t", "#", "[", "{", "\u0000", "\u2028", "  ", "é"],
    ];
    const garbage = fc
      .array(fc.constantFrom(...pieces), { maxLength: 40 })
      .map((all) => all.join(""));
    for (const read of [parsePackManifest, parseToolBindings, parseCapabilities]) {
      fc.assert(
        fc.property(fc.oneof(garbage, fc.string({ unit: "binary" })), (text) => {
          try {
            read(text);
          } catch (error) {
            expect(error).toBeInstanceOf(GrammarError);
          }
        }),
      );
    }
  });

  test.each([
    ["a tab", "id:\t1"],
    ["an escape", "id: \u001b[2J"],
    ["a separator that only some break at", "id: a\u2028name: b"],
  ])("refuses %s", (_, text) => {
    expect(() => readLines("f", text)).toThrow(GrammarError);
  });
});
