import { followedBy, pe, png, wasm } from "../../support/media.ts";
import { asCommand, atInstall, base64, describeVerdicts } from "../../support/verdicts.ts";

/** What an obfuscator makes of code, with other names each time; what it holds is inert. */
function rotated(name: (at: number) => string): string {
  const [use, look, turn, list, words, pick] = [0, 1, 2, 3, 4, 5].map(name);
  return `var ${use}=${look};(function(a,b){var ${turn}=${look},${list}=a();while(!![]){try{var s=-parseInt(${turn}(0x1a))/0x1+parseInt(${turn}(0x1b))/0x2;if(s===b)break;else ${list}['push'](${list}['shift']());}catch(e){${list}['push'](${list}['shift']());}}}(${words},0x3c4d5));function ${look}(a,b){var c=${words}();return ${look}=function(d,e){d=d-0x1a;var ${pick}=c[d];return ${pick};},${look}(a,b);}function ${words}(){var w=['log','one','12abc','two','three','four'];${words}=function(){return w;};return ${words}();}console[${use}(0x1a)](${use}(0x1b));console[${use}(0x1c)](${use}(0x1d));`;
}

const minified = `/*! sample */!function(e,t){"object"==typeof exports?module.exports=t():e.s=t()}(this,(function(){${"var n=r(1);n.a.map((function(e){return e.id+1}));".repeat(30)}return n}));\n`;

describeVerdicts("OBF-01", {
  blocks: {
    "an obfuscated hook": atInstall(rotated((at) => `_0x${at}f3a`)),
    "the same with short names": atInstall(rotated((at) => "qwzykj"[at] ?? "")),
    "the same in a module that the hook loads": atInstall("require('./part.js');", {
      "part.js": rotated((at) => `word${at}`),
    }),
  },
  warns: { "an obfuscated library": rotated((at) => `_0x${at}f3a`) },
  passes: {
    "a minified library": minified,
    "messages by number": 'const m=["a","b","c","d","e","f"];exports.t=(id)=>m[id];',
    "a command that was minified": asCommand(`#!/usr/bin/env node\n${minified}`),
  },
});

const symbols = `${"[][(![]+[])[+[]]+(![]+[])[!+[]+!+[]]]+".repeat(60)}[]`;

describeVerdicts("OBF-03", {
  blocks: {
    "symbols in a library": symbols,
    "symbols behind a readable beginning": `module.exports = (a) => a;\n${symbols}`,
    "symbols in a hook": atInstall(symbols),
  },
  passes: {
    "a puzzle among tests": { files: { "index.js": "", "test/puzzle.js": symbols } },
    "a table of bits": `module.exports = [${"[0,1],[1,0],".repeat(300)}];`,
    "a packed library that only computes":
      "eval(function(p,a,c,k,e,d){while(c--)if(k[c])p=p.replace(new RegExp('\\\\b'+c.toString(a)+'\\\\b','g'),k[c]);return p}('0.1=2',3,3,'module|exports|3'.split('|'),0,{}))",
  },
});

const fromFile = (name: string) =>
  `const text = require("fs").readFileSync(__dirname + "/${name}", "utf8");\n`;

describeVerdicts("OBF-07", {
  blocks: {
    "code behind a picture": {
      files: { "index.js": `${fromFile("logo.png")}eval(text.slice(-200));` },
      binaries: { "logo.png": followedBy(png(), "x".repeat(200)) },
    },
    "code behind a picture that a hook finds beside itself": {
      manifest: { scripts: { postinstall: "node a.js" } },
      files: {
        "index.js": "",
        "a.js": `const b = require("fs").readFileSync("logo.png"); eval(b.subarray(b.indexOf("IEND") + 8).toString());`,
      },
      binaries: { "logo.png": followedBy(png(), "x".repeat(200)) },
    },
    "code in a licence": {
      files: {
        "index.js": `${fromFile("LICENSE")}new Function(Buffer.from(text.split("#")[1], "base64").toString())();`,
        LICENSE: `words #${base64("run(1)")}`,
      },
    },
    "code in a file whose place a setting says, when the package is loaded": {
      files: {
        "index.js": `
          const fs = require("fs");
          const text = fs.readFileSync(__dirname + "/" + (process.env.TERMS || "LICENSE"), "utf8");
          new Function(Buffer.from(text.split("#")[1], "base64").toString())();`,
        LICENSE: `words #${base64("run(1)")}`,
      },
    },
    "code in a document, in two steps": {
      files: {
        "index.js": `${fromFile("NOTES.md")}require("./run.js")(text.slice(4));`,
        "run.js": "module.exports = (code) => (0, eval)(code);",
        "NOTES.md": "# a\nrun(1)",
      },
    },
  },
  passes: {
    "a template that is compiled": {
      files: {
        "index.js": `${fromFile("page.ejs")}module.exports = new Function("data", "return \`" + text + "\`");`,
        "page.ejs": "<p>hello</p>",
      },
    },
    "descriptions of terminals that are compiled when one is asked for": {
      files: {
        "index.js": `
          const fs = require("fs");
          const known = (term) => fs.readFileSync(__dirname + "/terms/" + term + ".cap", "latin1");
          exports.open = (term = process.env.TERM) => {
            const [, raw] = /cup=(.*)/.exec(known(term));
            const codes = raw.replace(/\\\\(\\d{3})/g, (_, code) => String.fromCharCode(parseInt(code, 8)));
            return new Function("params", "return '" + codes.split(":")[0] + "' + params[0];");
          };`,
        "terms/plain.cap": "cup=\\033[1:",
      },
    },
    "a banner that is printed": {
      files: {
        "index.js": `${fromFile("LICENSE")}console.log(text.slice(0, 80));`,
        LICENSE: "MIT",
      },
    },
    "a cache that was made before": {
      files: {
        "index.js": `const blob = require("fs").readFileSync(__dirname + "/node_modules/.cache/data.blob");
          exports.load = (code) => new (require("vm").Script)(code, { cachedData: blob }).runInThisContext();`,
      },
    },
    "a codec": {
      files: {
        "index.js":
          'WebAssembly.instantiate(require("fs").readFileSync(__dirname + "/codec.wasm"), { env: {} });',
      },
      binaries: { "codec.wasm": wasm("env.abort") },
    },
  },
});

const hidden = [..."run(1);run(2);run(3)"]
  .map((letter) => String.fromCodePoint(0xe0100 + letter.charCodeAt(0)))
  .join("");

describeVerdicts("OBF-13", {
  blocks: {
    "a hidden payload and its decoder": `const s = "${hidden}"; eval([...s].map((c) => String.fromCharCode(c.codePointAt(0) - 917760)).join(""));`,
    "in another module": {
      files: {
        "index.js":
          'const s = require("./blank.js"); module.exports = [...s].map((c) => c.codePointAt(0));',
        "blank.js": `module.exports = "${hidden}";`,
      },
    },
    "of blanks of two widths": `const s = "${"\u200b\u200c\u200c\u200b".repeat(30)}"; exports.n = s.split("").map((c) => c.charCodeAt(0) & 1);`,
  },
  warns: { "a payload that nothing decodes": `exports.s = "${hidden}";` },
  passes: {
    "emoji and their widths": `const all = "${"\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u2764\ufe0f".repeat(60)}"; exports.w = [...all].map((c) => c.codePointAt(0));`,
    "a locale of Persian": `exports.t = "${"\u0645\u06cc\u200c\u062e\u0648 ".repeat(60)}"; exports.n = (s) => s.charCodeAt(0);`,
    "a table of such characters in escapes": `exports.all = "${"\\u200b\\u200c".repeat(40)}"; exports.n = (s) => s.charCodeAt(0);`,
  },
});

describeVerdicts("OBF-14", {
  blocks: {
    "code in a comment of its own":
      "function f(){/* run(1) */}const t=f.toString();eval(t.slice(t.indexOf('/*')+2,-3));",
    "code in a pattern": "new Function(/run\\(1\\)/.source.replace(/\\\\/g, ''))();",
    "code in a stack": "const s = new Error('run(1)').stack.split(':')[1]; (0, eval)(s);",
  },
  passes: {
    "a heredoc": "exports.t = (f) => f.toString().match(/words/)[0];",
    "a worker":
      "function work(){ return 1; } exports.w = () => new Blob(['(' + work.toString() + ')()']);",
    "patterns that are joined": "exports.r = new RegExp(/a/.source + /b/.source.slice(0, 1));",
  },
});

describeVerdicts("BIN-01", {
  blocks: {
    "a program that a hook starts": {
      manifest: { scripts: { postinstall: "./tools/helper.exe" } },
      binaries: { "tools/helper.exe": pe() },
    },
    "a program with the name of a picture": { binaries: { "logo.png": pe() } },
    "a program that is started at load": {
      files: { "index.js": 'require("child_process").execFile(__dirname + "/tools/helper.exe");' },
      binaries: { "tools/helper.exe": pe() },
    },
  },
  warns: { "a program that nothing explains": { binaries: { "tools/helper.exe": pe() } } },
  passes: {
    "prebuilt addons": { binaries: { "prebuilds/win32-x64/addon.node": pe() } },
    "a program that is started when somebody asks": {
      files: {
        "index.js":
          'exports.run = () => require("child_process").execFile(__dirname + "/tools/helper.exe");',
      },
      binaries: { "tools/helper.exe": pe() },
    },
    "a command": { manifest: { bin: { helper: "helper.exe" } }, binaries: { "helper.exe": pe() } },
  },
});
