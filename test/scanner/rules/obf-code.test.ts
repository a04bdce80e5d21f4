import type { CodeFacts, Flow, Hiding, Transform } from "../../../src/scanner/code/atoms.ts";
import { stringArray } from "../../../src/scanner/rules/obf-01-string-array.ts";
import { evasiveStructure } from "../../../src/scanner/rules/obf-02-evasive-structure.ts";
import { decodedLayer } from "../../../src/scanner/rules/obf-04-decoded-layer.ts";
import { splitCode } from "../../../src/scanner/rules/obf-06-split-code.ts";
import { carrierFile } from "../../../src/scanner/rules/obf-07-carrier-file.ts";
import { decoyName } from "../../../src/scanner/rules/obf-08-decoy-name.ts";
import { antiAnalysis } from "../../../src/scanner/rules/obf-09-anti-analysis.ts";
import { textCarrier } from "../../../src/scanner/rules/obf-14-text-carrier.ts";
import { computedGlobal } from "../../../src/scanner/rules/obf-15-computed-global.ts";
import { atom, codeFacts, codeFile } from "../../support/code-facts.ts";
import { followedBy, gif, jpeg, png, wasm } from "../../support/media.ts";
import type { ViewOptions } from "../../support/package-view.ts";
import { describeRule } from "../../support/rule-tables.ts";

function hiding(
  kind: Hiding["kind"],
  options: Partial<Hiding> = {},
  facts: Partial<CodeFacts> = {},
): ViewOptions {
  const where: Hiding = {
    kind,
    file: "index.js",
    line: 1,
    column: 1,
    excerpt: "",
    surface: "load",
    layer: 0,
    ...options,
  };
  const files = [codeFile(where.file, { surface: where.surface })];
  return { code: { files, ...facts, hiding: [where] } };
}

function flow(
  [sourceKind, source]: Parameters<typeof named>,
  [sinkKind, sink]: Parameters<typeof named>,
  through: readonly Transform[] = [],
  into = "code",
): ViewOptions {
  const facts = codeFacts([named(sourceKind, source, 0), named(sinkKind, sink, 1)]);
  const flows: Flow[] = [{ source: 0, sink: 1, into, through }];
  return { code: { ...facts, flows } };
}

function named(kind: Parameters<typeof atom>[1], options: Parameters<typeof atom>[2] = {}, id = 0) {
  return atom(id, kind, options);
}

describeRule(stringArray, {
  flags: {
    "at install, whatever it holds": {
      ...hiding("string-array", { surface: "install" }),
      points: 100,
    },
    "at load": { ...hiding("string-array"), points: 54 },
    "over code that sends": {
      ...hiding("string-array", {}, { atoms: [atom(0, "snk.net")] }),
      points: 99,
    },
    "that could not be read": {
      ...hiding("string-array", {}, { files: [codeFile("index.js", { reading: "windows" })] }),
      points: 99,
    },
    "that nothing reaches": { ...hiding("string-array", { surface: "dormant" }), points: 12 },
  },
  passes: {
    "a minified file": { code: { files: [codeFile("index.js", { isMinified: true })] } },
    "another structure": hiding("flattening"),
    nothing: {},
  },
});

describeRule(evasiveStructure, {
  flags: {
    "flattening in a hook": hiding("flattening", { surface: "install" }),
    "a debugger trap at load": { ...hiding("debugger-trap"), points: 36 },
    "a test of its own text": { ...hiding("self-test", { surface: "call" }), points: 24 },
  },
  passes: { "a string array, which is OBF-01": hiding("string-array"), nothing: {} },
});

describeRule(decodedLayer, {
  flags: {
    "packed code": { ...flow(["src.blob"], ["snk.code"], ["b64"]), points: 27 },
    "a packed command": { ...flow(["src.blob"], ["snk.proc"], ["xor"], "command"), points: 27 },
    "packed code behind a condition, which EXE-03 weighs": {
      code: {
        ...codeFacts([
          atom(0, "src.blob"),
          atom(1, "snk.code"),
          atom(2, "ctx.gate", { names: ["host"] }),
        ]),
        flows: [{ source: 0, sink: 1, into: "code", through: ["b64"] }],
      },
      points: 30,
    },
    "a packed name of a module": {
      ...flow(["src.blob"], ["snk.module"], ["charcode"], "name"),
      points: 27,
    },
  },
  passes: {
    "a module inline": {
      ...flow(["src.blob"], ["snk.code", { api: "global.WebAssembly.instantiate" }], ["b64"]),
      explainedBy: "R14",
    },
    "data that is only sent": flow(["src.blob"], ["snk.net"], ["b64"], "body"),
    "text that was not encoded": flow(["src.blob"], ["snk.code"], ["joined"]),
  },
});

describeRule(splitCode, {
  flags: {
    "two files": {
      code: {
        ...codeFacts(
          [
            atom(0, "src.blob", { file: "a.js" }),
            atom(1, "src.blob", { file: "b.js" }),
            atom(2, "snk.code"),
          ],
          [],
          [codeFile("index.js", { imports: ["a.js", "b.js"] }), codeFile("a.js"), codeFile("b.js")],
        ),
        flows: [
          { source: 0, sink: 2, into: "code", through: ["joined"] },
          { source: 1, sink: 2, into: "code", through: ["joined"] },
        ],
      },
      points: 27,
    },
  },
  passes: {
    "one file": flow(["src.blob", { file: "a.js" }], ["snk.code"], ["joined"]),
    nothing: {},
  },
});

const payload = "x".repeat(200);

describeRule(carrierFile, {
  flags: {
    "a licence that is run": {
      ...flow(["src.ownfile", { path: "LICENSE" }], ["snk.code"], ["slice"]),
      points: 112.5,
    },
    "a picture that is run": {
      ...flow(["src.ownfile", { path: "logo.png" }], ["snk.code"]),
      points: 112.5,
    },
    "a decoded command": {
      ...flow(
        ["src.ownfile", { path: "data.json" }],
        ["snk.proc", { surface: "install" }],
        ["b64"],
        "command",
      ),
      points: 125,
    },
    "data behind a picture": { binaries: { "logo.png": followedBy(png(), payload) }, points: 50 },
    "a program behind an animation": {
      binaries: { "a.gif": followedBy(gif(), payload) },
      points: 50,
    },
    "data behind a photograph": { binaries: { "a.jpg": followedBy(jpeg(), payload) }, points: 50 },
    "data behind a module": {
      binaries: { "a.wasm": followedBy(wasm("e.a"), `\xff${payload}`) },
      points: 50,
    },
  },
  passes: {
    "whole pictures": {
      binaries: { "a.png": png(), "a.jpg": jpeg(), "a.gif": gif(), "a.wasm": wasm() },
    },
    "a photograph with a preview behind": {
      binaries: { "a.jpg": followedBy(jpeg(), followedBy(jpeg(), payload)) },
    },
    "a template that is compiled": flow(["src.ownfile", { path: "views/a.ejs" }], ["snk.code"]),
    "a setting that names a command": flow(
      ["src.ownfile", { path: "package.json" }],
      ["snk.proc"],
      [],
      "command",
    ),
    "a picture with blanks behind": { binaries: { "a.png": followedBy(png(), "\0".repeat(400)) } },
  },
});

describeRule(decoyName, {
  flags: {
    "a licence that is loaded": { code: { files: [codeFile("LICENSE")] }, points: 27 },
    "a picture that a hook runs": {
      code: { files: [codeFile("logo.png", { surface: "install" })] },
    },
    "a script in a font": { files: { "a.woff2": "const a = require('fs');\n" }, code: {} },
    "an obfuscated build": { ...hiding("string-array", { file: "a.min.js" }), points: 27 },
  },
  passes: {
    "code with the names of code": { code: { files: [codeFile("index.js"), codeFile("bin/run")] } },
    "documents that nothing runs": {
      code: { files: [codeFile("README.md", { surface: "dormant" })] },
    },
    "a pointer in the place of a picture": {
      files: { "a.png": "version https://git.example/spec/v1\noid 1\n" },
      code: {},
    },
    "a minified build": { code: { files: [codeFile("a.min.js", { isMinified: true })] } },
  },
});

describeRule(antiAnalysis, {
  flags: {
    "a date that guards a process": {
      code: codeFacts([atom(0, "ctx.gate", { names: ["time"] }), atom(1, "snk.proc")]),
      points: 13.5,
    },
    "a debugger in a hook": {
      code: codeFacts([atom(0, "ctx.gate", { names: ["ci", "debugger"], surface: "install" })]),
    },
  },
  passes: {
    "colours and prompts": { code: codeFacts([atom(0, "ctx.gate", { names: ["ci"] })]) },
    "a cache that grows old": { code: codeFacts([atom(0, "ctx.gate", { names: ["time"] })]) },
    "texts of a country": { code: codeFacts([atom(0, "ctx.gate", { names: ["locale"] })]) },
    nothing: {},
  },
});

describeRule(textCarrier, {
  flags: {
    "in a hook": hiding("carrier", { surface: "install" }),
    "at load": { ...hiding("carrier"), points: 112.5 },
    "in a command": { ...hiding("carrier", { surface: "cli" }), points: 100 },
  },
  passes: { "another structure": hiding("self-test"), nothing: {} },
});

function indirect(api: string, folded: "plain" | "joined" | "decoded", id = 0) {
  return atom(id, "ctx.indirect", { api, folded });
}

describeRule(computedGlobal, {
  flags: {
    "one name": { code: codeFacts([indirect("global.eval", "joined")]), points: 27 },
    "two names": {
      code: codeFacts([indirect("global.eval", "joined"), indirect("global.fetch", "decoded", 1)]),
      points: 54,
    },
    "many names": {
      code: codeFacts([
        indirect("global.eval", "joined"),
        indirect("node:child_process", "decoded", 1),
        indirect("global.process.env", "joined", 2),
      ]),
      points: 54,
    },
  },
  passes: {
    "a literal name": { code: codeFacts([indirect("global.fetch", "plain")]) },
    "a harmless name": { code: codeFacts([indirect("global.Array", "joined")]) },
    nothing: {},
  },
});
