import { describe, expect, test } from "vitest";
import { readMarkdown } from "../../admin-ui/parts/markdown-source.ts";
import { decodeReferences, textOfHtml } from "../../admin-ui/parts/markdown-text.ts";

const long = 200_000;

/** Texts whose reading would take minutes, or more stack than there is, if nobody bounded them. */
const hostile: Readonly<Record<string, string>> = {
  "quotes in quotes": `${"> ".repeat(10_000)}a`,
  "lists in lists": `${"1. ".repeat(50_000)}a`,
  "lists in lists, by lines": Array.from(
    { length: 600 },
    (_, depth) => `${"  ".repeat(depth)}- a\n`,
  ).join(""),
  rules: `${"- - ".repeat(50_000)}a`,
  brackets: "[".repeat(long),
  "links in links": "[a](".repeat(long / 4),
  emphasis: "_a".repeat(long / 2),
  "strong emphasis": "**a".repeat(long / 3),
  "one paragraph": "a\n".repeat(long / 2),
  "a paragraph behind a quote": `> a\n${"b\n".repeat(long / 2)}`,
  "line breaks": "a  \n".repeat(long / 4),
  blanks: `a${" ".repeat(2000)}\n`.repeat(100),
  table: `|a|b|\n|-|-|\n${"|c|d|\n".repeat(long / 6)}`,
};

describe("a README", () => {
  test.each(Object.entries(hostile))("of %s is read in a moment", (_name, text) => {
    const begun = performance.now();
    const { tokens } = readMarkdown(text);
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(tokens.length).toBeGreaterThan(0);
  });

  test("keeps its structure where it is a usual one", () => {
    const text =
      "# Tool\n\n> said\n\n- [x] one\n  - two\n\n| a |\n| - |\n| b |\n\n```js\nrun();\n```\n";
    const { tokens, isCut } = readMarkdown(text);
    const kinds = tokens.map(({ type }) => type).filter((type) => type !== "space");
    expect(kinds).toEqual(["heading", "blockquote", "list", "table", "code"]);
    expect(isCut).toBe(false);
  });

  test("says when it is cut", () => {
    expect(readMarkdown("word ".repeat(100_000)).isCut).toBe(true);
  });
});

describe("markup in a README", () => {
  test.each([
    ["<b>bold</b> and plain", "bold and plain"],
    ["a < b and c > d", "a < b and c > d"],
    ["<!-- hidden --> shown", " shown"],
    ["<script>alert(1)</script>after", "after"],
    ["<STYLE>*{}</STYLE >after", "after"],
    ["<script>never closed", ""],
    ["<img src=x onerror=alert(1)", ""],
    ["&lt;b&gt; &amp;amp; &#106;s &#x41; &bogus;", "<b> &amp; js A &bogus;"],
    ["&#0; &#xD800; &#9999999;", "\ufffd \ufffd \ufffd"],
  ])("%s is left as text", (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });

  test("references are read once", () => {
    expect(decodeReferences("&amp;lt;")).toBe("&lt;");
    expect(decodeReferences("&constructor;")).toBe("&constructor;");
  });

  test("of any length is read in one pass", () => {
    const begun = performance.now();
    textOfHtml("<a ".repeat(long));
    textOfHtml("<!--".repeat(long));
    textOfHtml(`${"<script>".repeat(long / 10)}`);
    textOfHtml("<script></script>".repeat(long / 20));
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
