import { esotericEncoding } from "../../../src/scanner/rules/obf-03-esoteric.ts";
import { offScreenCode } from "../../../src/scanner/rules/obf-05-off-screen.ts";
import { deadBulk } from "../../../src/scanner/rules/obf-10-bulk.ts";
import { homographNames } from "../../../src/scanner/rules/obf-11-homographs.ts";
import { misleadingDirection } from "../../../src/scanner/rules/obf-12-direction.ts";
import { invisiblePayload } from "../../../src/scanner/rules/obf-13-invisible.ts";
import { atom, codeFacts, codeFile } from "../../support/code-facts.ts";
import type { ViewOptions } from "../../support/package-view.ts";
import { describeRule } from "../../support/rule-tables.ts";

/** A package whose code nobody interpreted, so that only its writing counts. */
function files(texts: Readonly<Record<string, string>>, more: ViewOptions = {}): ViewOptions {
  return { files: texts, code: {}, ...more };
}

function main(text: string, more: ViewOptions = {}): ViewOptions {
  return files({ "index.js": text }, more);
}

const atInstall = { manifest: { scripts: { postinstall: "node setup.js" } } };
const far = " ".repeat(240);
const gap = `module.exports = 1;${far}require("x").run();\n`;
const symbols = `${"[][(![]+[])[+[]]+(![]+[])[!+[]+!+[]]]+".repeat(60)}[]`;
const packed = "eval(function(p,a,c,k,e,d){return p}('0',1,1,'a|b'.split('|'),0,{}))";
const hidden = [..."an inert sample text"]
  .map((letter) => String.fromCodePoint(0xe0100 + letter.charCodeAt(0)))
  .join("");
const carrier = `module.exports = "x${hidden}";\n`;
const decoder = "module.exports = (t) => [...t].map((c) => c.codePointAt(0) - 917760);\n";
const emoji = "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u2764\ufe0f".repeat(50);
const turned = "/*\u202e } \u2066if (admin)\u2069 \u2066 begin */ run();\n";
const disguised = "const r\u0435quire = load;\n";

describeRule(esotericEncoding, {
  flags: {
    "symbols at load": { ...main(symbols), points: 100 },
    "a packer at load": { ...main(packed), points: 100 },
    "symbols in a hook": { ...files({ "setup.js": symbols }, atInstall), points: 100 },
    "symbols in a command": {
      ...files({ "cli.js": symbols }, { manifest: { bin: { sample: "cli.js" } } }),
      points: 45,
    },
    "a puzzle that nothing reaches": { ...files({ "test/puzzle.js": symbols }), points: 18 },
    "a packer that was read and only computes": {
      ...main(packed, {
        code: codeFacts([atom(0, "snk.code", { isRead: true })], [], [codeFile("index.js")]),
      }),
      points: 18,
    },
    "a packer that was read and sends": {
      ...main(packed, {
        code: codeFacts(
          [atom(0, "snk.code", { isRead: true }), atom(1, "snk.net", { layer: 1 })],
          [],
          [codeFile("index.js")],
        ),
      }),
      points: 100,
    },
  },
  passes: {
    arithmetic: main(`x = ${"(a*b+c)*(d+e)+".repeat(200)}0;`),
    "a table of bits": main(`x = [${"[0,1],[1,0],".repeat(400)}];`),
    "symbols in a string": main(`const art = "${"[]()!+".repeat(400)}";`),
  },
});

describeRule(offScreenCode, {
  flags: {
    "behind blanks at load": { ...main(gap), points: 63 },
    "behind blanks in a hook": { ...files({ "setup.js": gap }, atInstall), points: 70 },
    "with something to hide": {
      ...main(gap, {
        code: codeFacts([atom(0, "snk.net", { line: 1 })], [], [codeFile("index.js")]),
      }),
      points: 100,
    },
    "behind empty lines": { ...main(`a();${"\n".repeat(120)}b(c);\n`), points: 63 },
    "where nothing reaches": { ...files({ "other.js": gap }), points: 14 },
  },
  passes: {
    "a minified file": main("!function(e){e.exports=function(t){return t+1}}(module);".repeat(40)),
    "a table": main(`const t = [1,${far}2,${far}3];`),
    "a comment at the right": main(`run();${far}// why\n`),
    "a locale bundle": main(`export default {${far}"a": "b"};\n`),
  },
});

describeRule(deadBulk, {
  flags: {
    "a comment of nothing": main(`/*${" x".repeat(150_000)}*/ run();`),
    "empty statements": main(`${";".repeat(1000)}run();`),
  },
  passes: {
    "a licence": main(`/*${" words".repeat(1000)}*/ run();`),
    "a map inside": main(`run();\n/*# sourceMappingURL=data:x;base64,${"A".repeat(300_000)} */`),
    data: main(`module.exports = "${"A".repeat(300_000)}";`),
  },
});

describeRule(homographNames, {
  flags: {
    "a letter of another script": { ...main(disguised), points: 72 },
    "in a hook": { ...files({ "setup.js": disguised }, atInstall), points: 80 },
    "two names of one file": { ...main("let total = 1; t\u043etal = 2;"), points: 72 },
    "with something to hide": {
      ...main(disguised, { code: codeFacts([atom(0, "snk.proc")], [], [codeFile("index.js")]) }),
      points: 100,
    },
  },
  passes: {
    formulas: main("const \u03b1 = 1, \u03b2 = 2; const a = \u03b1 + \u03b2;"),
    "another language": main(
      "const \u0441\u043e\u0440 = 1, \u0438\u043c\u044f = 2, \u043a\u043b\u0430\u0441\u0441 = 3, \u0434\u043e\u043c\u0430 = 4, cop = 5;",
    ),
    "a table of the names of characters": main(
      'module.exports = { \ufb03: "ffilig", ffi: "three", \ufb00: "fflig", ff: "two" };',
    ),
    "texts of another language": main(
      'export default { title: "\u0442\u043e\u0442\u0430l", require: "r\u0435quire" };',
    ),
  },
});

describeRule(misleadingDirection, {
  flags: {
    "a comment that ends early": main(turned),
    "in a command": files({ "cli.js": turned }, { manifest: { bin: { sample: "cli.js" } } }),
    "in a name": main("const is\u202eAdmin = 1;"),
    "code behind a control that nothing closes": main("const a = '\u202b admin' + check(1);"),
    "an override among words in a string": main(
      'if (level !== "[user\u202e\u2066\\\\u2028]") { grant(); }',
    ),
    "letters that look escaped": main(
      'if (level !== "\\u0075\\ser\u202e\u2066 \\r\\b") { grant(); }',
    ),
    "where nothing reaches": { ...files({ "locale.js": turned }), points: 30 },
  },
  passes: {
    "isolates in a locale": main(
      "export default { hi: '\u2068{name}\u2069 \u2067\u05e9\u05dc\u05d5\u05dd\u2069' };",
    ),
    marks: main("const t = 'a\u200e \u200f \u061c';"),
    "a text of a script that runs to the left": main(
      "export default '\u202b\u05e9\u05dc\u05d5\u05dd <b>Tab</b>' + more;",
    ),
    "a list of them": main("const all = ['\u202a', '\u202b', '\u202e', '\u2067'];"),
    "a class of them and others by their numbers": main(
      'const odd = new RegExp("[\\\\0-\\b\\\\n-\u200b\\\\u2028\u202d\u202e\u2066\u2067\u2069\\\\ufeff\\ufff9]", flags), name = { 0: 1 };',
    ),
  },
});

describeRule(invisiblePayload, {
  flags: {
    "a payload beside its decoder": { ...main(`${carrier}${decoder}`), points: 108 },
    "a payload alone": { ...main(carrier), points: 54 },
    "a payload and a decoder in two files": {
      ...files(
        { "index.js": decoder, "words.js": carrier },
        {
          code: codeFacts(
            [],
            [],
            [codeFile("index.js", { imports: ["words.js"] }), codeFile("words.js")],
          ),
        },
      ),
      points: 108,
    },
    "in a comment": { ...main(`// x${hidden}\n${decoder}`), points: 108 },
    "where nothing reaches": { ...files({ "other.js": carrier }), points: 12 },
    "in code of another ending that a manifest names": {
      ...files({ "code.data": carrier }, { manifest: { main: "./code.data" } }),
      points: 54,
    },
    "bytes in a comment above it": {
      ...files({ "code.data": `/*\0\ufffd*/${carrier}` }, { manifest: { main: "./code.data" } }),
      points: 54,
    },
    "among characters that count up": {
      ...main(`module.exports = "\ue000\ue001\ue002\ue003\ue004${hidden}";\n${decoder}`),
      points: 108,
    },
  },
  passes: {
    emoji: main(`const e = "${emoji}"; e.codePointAt(0);`),
    "an icon font": main(
      `const i = {${Array.from({ length: 90 }, (_, at) => `i${at}:"${String.fromCharCode(0xe000 + at)}"`).join(",")}}; i.a.charCodeAt(0);`,
    ),
    "joiners between letters": main(
      `const t = "${"\u0645\u06cc\u200c\u062e\u0648 ".repeat(60)}"; t.charCodeAt(0);`,
    ),
    "a table of characters that count up": main(
      `const t = "${Array.from({ length: 90 }, (_, at) => String.fromCharCode(0xf800 + at)).join("")}"; t.charCodeAt(0);`,
    ),
    "bytes as characters": main(
      `const t = "${Array.from({ length: 900 }, (_, at) => String.fromCharCode(0x30 + (at % 9), 0xad, 0xb0)).join("")}"; t.charCodeAt(0);`,
    ),
    "data that a manifest names": files(
      {
        "image.data": `root:x\n\0\0\0\ufffd${"\u200b\ufffd\u200c".repeat(60)}`,
        "index.js": decoder,
      },
      { manifest: { exports: { ".": "./index.js", "./image.data": "./image.data" } } },
    ),
    "escapes, which show": main(`const t = "${"\\u200b\\u200c".repeat(60)}"; t.charCodeAt(0);`),
  },
});
