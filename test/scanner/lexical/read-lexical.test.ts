import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LexicalMark } from "../../../src/scanner/lexical/facts.ts";
import { type LexemeKind, lexemes } from "../../../src/scanner/lexical/lexemes.ts";
import { readFile } from "../../../src/scanner/lexical/read-lexical.ts";

function marks(text: string, path = "index.js"): readonly LexicalMark[] {
  return readFile(path, text).marks;
}

function kinds(text: string, path = "index.js"): readonly string[] {
  return [...new Set(marks(text, path).map(({ kind }) => kind))];
}

const far = " ".repeat(240);
const formatted = Array.from(
  { length: 30 },
  (_, at) => `function part${at}(value) {\n  return value + ${at};\n}\n`,
).join("\n");
const dense = `(()=>{${"var a=require('fs'),b=c(d),e=f(g),h=i(j);k(l);".repeat(30)}})();\n`;

/** One character of each letter, hidden: selectors of the supplement, tags, or blanks of two kinds. */
const selectors = [..."an inert sample text"]
  .map((letter) => String.fromCodePoint(0xe0100 + letter.charCodeAt(0)))
  .join("");
const tags = [..."an inert sample text"]
  .map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0)))
  .join("");
const fillers = "\u3164\uffa0".repeat(40);
const zeroWidth = "\u200b\u200c\u200d\u2060".repeat(20);
const interleaved = [..."this is only the cover text of a sample, long enough"]
  .map((letter, at) => letter + String.fromCodePoint(0xfe00 + (at % 16)))
  .join("");

/** One character out of each of many parts of Unicode, as numbers are packed into text. */
const table = Array.from(
  { length: 1200 },
  (_, at) => `ab${String.fromCharCode(0x141 + 0x100 * (at % 30))}`,
).join("");

const family = "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}";
const scotland = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}";

const jjencoded = `$=~[];$={___:++$,$$$$:(![]+"")[$]};${'$.$_$_+(![]+"")[$._$_]+$.$$$_+"\\\\"+$.__$+$.$$_+'.repeat(40)}"")();`;
const aaencoded = `ﾟωﾟﾉ= /｀ｍ´）ﾉ ~┻━┻ ; ${"(ﾟДﾟ)[ﾟεﾟ]+(ﾟΘﾟ)+ (ﾟｰﾟ)+ ((ﾟｰﾟ) + (ﾟΘﾟ))+ (o^_^o)+".repeat(40)}''`;

describe("odd writing in code", () => {
  test.each<[string, string, string]>([
    ["a statement behind a gap", `module.exports = 1;${far}require("x").run();\n`, "off-screen"],
    ["behind tabs", `module.exports = 1;${"\t".repeat(30)}run("x");\n`, "off-screen"],
    ["behind blanks that are no ASCII", `a = 1;${"\u3000".repeat(210)}run("x");\n`, "off-screen"],
    ["behind a gap at a line's start", `a();\n${far}b(c);\n`, "off-screen"],
    ["behind empty lines", `a();${"\n".repeat(150)}b(c);\n`, "off-screen"],
    ["a part behind empty lines", `a();${"\n".repeat(150)}require("./b");\n`, "off-screen"],
    ["a part at the far right", `a();${far}const b = require("./b");\n`, "off-screen"],
    [
      "another package behind empty lines",
      `a();${"\n".repeat(150)}const b = require("b");\n`,
      "off-screen",
    ],
    ["a dense last line", formatted + dense, "dense-tail"],
    ["below what a module gives out", `${formatted}export { part1 };\n${dense}`, "dense-tail"],
    [
      "a dense last line before a map",
      `${formatted + dense}//# sourceMappingURL=x.map\n`,
      "dense-tail",
    ],
    [
      "an override in a comment",
      "/*\u202e } \u2066if (admin)\u2069 \u2066 begin */\nrun();",
      "bidi",
    ],
    [
      "an isolate that ends a string early",
      "if (level != 'user\u202e \u2066// check\u2069 \u2066') {}",
      "bidi",
    ],
    ["a control in a name", "const is\u202eAdmin = 1;", "bidi"],
    ["letters turned around in a string", "const a = '\u202e" + "gnp.exe" + "\u202c';", "bidi"],
    ["an override in a long text", `const a = "${"abc ".repeat(400)}\u202e"; run("x");`, "bidi"],
    ["an override in a table that is a comment", `/*${table}\u202e } */ run("x");`, "bidi"],
    ["joiners behind words of Latin", `const a = "${"word\u200c.".repeat(60)}";`, "invisible"],
    [
      "joiners in a row behind Arabic",
      `const a = "${"\u0647\u200c\u200d\u200c\u200d.".repeat(20)}";`,
      "invisible",
    ],
    ["hidden selectors", `const a = \`x${selectors}\`;`, "invisible"],
    ["hidden tags in a comment", `// note${tags}\nrun();`, "invisible"],
    ["a name of fillers", `const ${fillers} = 1;`, "invisible"],
    ["blanks without width", `const a = "${zeroWidth}";`, "invisible"],
    ["selectors between letters", `const a = "${interleaved}";`, "invisible"],
    ["private characters in a row", `const a = "${"\ue123\ue456".repeat(12)}";`, "invisible"],
    ["a letter of another script", "const r\u0435quire = load; r\u0435quire('x');", "homograph"],
    ["an escaped letter of another script", "const r\\u0435quire = load;", "homograph"],
    ["wide letters", "const \uff52\uff45\uff51\uff55\uff49\uff52\uff45 = load;", "homograph"],
    ["a joiner in a name", "const requ\u200dire = load;", "homograph"],
    ["two totals", "let total = 1; let t\u043etal = 2;", "homograph"],
    ["six symbols", "[][(![]+[])[+[]]+(![]+[])[!+[]+!+[]]]".repeat(60), "symbols"],
    ["signs and dollars", jjencoded, "symbols"],
    ["faces", aaencoded, "symbols"],
    [
      "a packer",
      "eval(function(p,a,c,k,e,d){return p}('0 1',2,2,'a|b'.split('|'),0,{}))",
      "packed",
    ],
    [
      "a packer with other names",
      'eval ( function(q, w, r, t, y) { return q }(\'0 1\', 2, 2, "a|b".split("|"), 0))',
      "packed",
    ],
    ["a comment of nothing", `/*${" x".repeat(150_000)}*/\nrun();`, "bulk"],
    ["empty statements", `${";".repeat(2000)}run();`, "bulk"],
  ])("%s", (_, text, kind) => {
    expect(kinds(text)).toContain(kind);
  });

  test.each<[string, string]>([
    [
      "parts behind what a translator left empty",
      `"use strict";${"\n".repeat(150)}var _b = require("./b.js");\n\n\nvar _c = require('../c');\n`,
    ],
    ["a minified file", dense.repeat(5)],
    ["a licence above a minified line", `/*!\n${" * words\n".repeat(30)} */\n${dense}`],
    [
      "a formatted file with a map inside",
      `${formatted}//# sourceMappingURL=data:x;base64,${"A".repeat(5000)}`,
    ],
    ["a table as the last line", `${formatted}module.exports = [${"1, 2, 3, ".repeat(500)}0];\n`],
    [
      "a picture as the last line",
      `${formatted}export const icon = "data:image/png;base64,${"iVBO".repeat(800)}";\n`,
    ],
    ["columns of a table", `const rows = [1,${far}2,${far}"three"];\n`],
    ["a gap in a template", `const banner = \`${far}call(me)\n${"\n".repeat(150)}call(me)\`;\n`],
    ["a comment far to the right", `run();${far}// see run(x)\n`],
    [
      "deep nesting",
      Array.from({ length: 60 }, (_, at) => `${" ".repeat(at * 4)}if (a(b)) {\n`).join(""),
    ],
    [
      "balanced isolates in a string",
      "const t = '\u2068name\u2069 \u2067\u05e9\u05dc\u05d5\u05dd\u2069';",
    ],
    ["marks of direction", "const t = 'a\u200e b\u200f \u061c';"],
    [
      "a list of controls",
      "const controls = ['\u202a', '\u202e', '\u2066']; const r = /[\u202a-\u202e]/;",
    ],
    [
      "emoji",
      `const e = "${`${family}${scotland}\u2764\ufe0f1\ufe0f\u20e3`.repeat(40)}"; e.codePointAt(0);`,
    ],
    [
      "Persian words",
      `const t = "${"\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 ".repeat(60)}"; t.charCodeAt(0);`,
    ],
    [
      "words that end in a joiner",
      `const t = "${"\u0626\u0627\u0648\u06cc\u0632\u0647\u200c.".repeat(60)}"; t.charCodeAt(0);`,
    ],
    ["a packed table", `const t = "${table}\u202e${table}\u202a"; run(t);`],
    ["a packed table in a template", `const t = \`${table}\u202e${table}\`; run(t);`],
    [
      "a long statement that a compiler printed",
      `${formatted}return match(${"json(200, a.b), html(300, c.d, { e: f }), ".repeat(30)}last(g));\n`,
    ],
    [
      "a prelude above a build",
      `${formatted}import{a}from"./a.mjs";${dense.trim()}\nexport{a as b};\n`,
    ],
    ["Hindi words", `const t = "${"\u0915\u094d\u200d\u0937 ".repeat(60)}";`],
    [
      "an icon font",
      `const i = {${Array.from({ length: 90 }, (_, at) => `i${at}:"${String.fromCharCode(0xe000 + at)}"`).join(",")}};`,
    ],
    ["a mark at the file's start", "\ufeffmodule.exports = 1;\n"],
    ["words of another language", "const сор = 1, имя = 2, класс = 3, дом = 4; const cop = 5;"],
    ["letters of formulas", "const α = 1, β = 2, ν = 3, Δx = 4; const a = 1, v = 2;"],
    ["a table of Unicode", `const id = /[${"\\uff21-\\uff3a\\u0430-\\u044f".repeat(400)}]/;`],
    ["tables of holes and zeros", `const t = [${"[[],[0,0],{}],".repeat(400)}];`],
    ["arithmetic with short names", `f(${"(a*b+c)*(d+e)+".repeat(200)}0);`],
    ["a split without a packer", "eval(code); const words = 'a|b'.split('|');"],
    ["a rule of a comment", `/*${"*".repeat(2000)}*/\nrun();`],
  ])("%s pass", (_, text) => {
    expect(marks(text)).toEqual([]);
  });

  test("tells places, whether code decodes, and what imitates the runtime", () => {
    const hidden = `a();\nconst b = \`${selectors}\`;\n`;
    expect(marks(hidden)).toMatchObject([{ line: 2, column: 12, decodes: false }]);
    expect(marks(`${hidden}b.codePointAt(0);`)).toMatchObject([{ decodes: true }]);
    expect(marks("const r\u0435quire = 1;")).toMatchObject([{ isBuiltin: true, column: 7 }]);
    expect(marks("let total, t\u043etal;")).toMatchObject([{ isBuiltin: false }]);
  });

  test("knows comments of shells and Python", () => {
    expect(kinds(`echo a # ${far}run it\n`, "x.sh")).toEqual([]);
    expect(kinds(`print("a",${far}"b")\n`, "x.py")).toEqual([]);
    expect(kinds(`import os;${far}os.system("id")\n`, "x.py")).toEqual(["off-screen"]);
  });

  test("calls a file minified that is dense all over", () => {
    expect(readFile("a.js", dense.repeat(5)).isMinified).toBe(true);
    expect(readFile("a.js", formatted + dense).isMinified).toBe(false);
    expect(readFile("a.js", formatted).isMinified).toBe(false);
  });
});

describe("lexemes", () => {
  test("tell strings, templates, patterns and comments apart", () => {
    const found: [LexemeKind, string][] = [];
    const text = `a = /[/]'/.test(\`x\${b + \`'\`}'\`) / 2 // '\nreturn /\\/'/ /* \` */`;
    lexemes(text, "slash", (kind, start, end) => {
      if (kind !== "mark" && kind !== "name") found.push([kind, text.slice(start, end)]);
    });
    expect(found).toEqual([
      ["regex", "/[/]'/"],
      ["template", "`x${"],
      ["template", "`'`"],
      ["template", "}'`"],
      ["number", "2"],
      ["comment", "// '"],
      ["regex", "/\\/'/"],
      ["comment", "/* ` */"],
    ]);
  });

  test("cover any text without overlaps, and reading it twice gives the same", () => {
    const pieces = fc.constantFrom(
      ..."'\"`/*$ {}()[]\\\n +!a0\u202e\u200d\ue000é".split(""),
      "\u{e0101}",
      "//",
      "/*",
      "${",
      "\\u0435",
      far,
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 300 }), (parts) => {
        const text = parts.join("");
        for (const style of ["slash", "hash"] as const) {
          let last = 0;
          lexemes(text, style, (_, start, end) => {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          });
          expect(last).toBeLessThanOrEqual(text.length);
        }
        expect(readFile("a.js", text)).toEqual(readFile("a.js", text));
      }),
    );
  });

  test.each([
    ["open templates", "`${"],
    ["slashes", "/[ "],
    ["quotes", "'\\"],
    ["blanks", " \t"],
    ["empty lines", "\n"],
    ["controls", "\u202e'"],
    ["selectors", "\ufe0f"],
    ["private characters", "\ue000"],
    ["odd letters", "r\u0435 "],
    ["escaped letters", "\\u0435"],
    ["symbols", "[]+("],
    ["comments", "/*"],
    ["ends of comments", "*/ /*"],
    ["packers", "eval(function(a,"],
    ["joiners", "\u200d"],
  ])(
    "read a mebibyte of %s in linear time",
    (_, unit) => {
      readFile("a.js", unit.repeat((1024 * 1024) / unit.length));
    },
    3000,
  );
});
