import { describe, expect, test } from "vitest";
import type { CodeFacts } from "../../../src/scanner/code/atoms.ts";
import type { Rule } from "../../../src/scanner/rule.ts";
import { protest } from "../../../src/scanner/rules/des-04-protest.ts";
import { loaderHook } from "../../../src/scanner/rules/exe-10-loader-hook.ts";
import { codeForChildren } from "../../../src/scanner/rules/exe-12-code-for-children.ts";
import { webAssembly } from "../../../src/scanner/rules/exe-15-webassembly.ts";
import { tokenProbing } from "../../../src/scanner/rules/exf-10-token-probing.ts";
import { extraRecipient } from "../../../src/scanner/rules/exf-14-extra-recipient.ts";
import { hiddenProcess } from "../../../src/scanner/rules/ins-11-hidden-process.ts";
import { entryTrap } from "../../../src/scanner/rules/man-09-entry-trap.ts";
import { atom, codeFacts, codeFile, foreign } from "../../support/code-facts.ts";
import { packageView, type ViewOptions } from "../../support/package-view.ts";

/** Points of the gravest finding that nothing explains. */
function points(rule: Rule, code: CodeFacts, options: ViewOptions = {}): number {
  const hits = [...rule.check(packageView({ ...options, code }))];
  const open = hits.filter((hit) => hit.explainedBy === undefined);
  return Math.max(0, ...open.map((hit) => hit.points ?? rule.meta.points));
}

describe("EXF-10", () => {
  const whoami = (id: number, text: string) => atom(id, "snk.net", { destination: foreign, text });
  const code = "https://api.github.com/user";
  const registry = "https://registry.example.test/-/whoami";

  test.each<[string, CodeFacts, number]>([
    ["two services", codeFacts([whoami(0, code), whoami(1, registry)]), 100],
    ["one service twice", codeFacts([whoami(0, code), whoami(1, code)]), 0],
    [
      "a command and an address",
      codeFacts([whoami(0, code), atom(1, "snk.proc", { text: "npm whoami" })]),
      100,
    ],
    [
      "commands that somebody starts",
      codeFacts([
        atom(0, "snk.proc", { text: "npm whoami", surface: "cli" }),
        atom(1, "snk.proc", { text: "gh auth status", surface: "cli" }),
      ]),
      0,
    ],
    [
      "other pages",
      codeFacts([whoami(0, "https://api.github.com/users/x"), whoami(1, registry)]),
      0,
    ],
  ])("of %s", (_, facts, expected) => {
    expect(points(tokenProbing, facts)).toBe(expected);
  });
});

describe("EXF-14", () => {
  const mail = (names: readonly string[], surface: "call" | "handler") =>
    codeFacts(
      [
        atom(0, "src.param", { surface }),
        atom(1, "snk.net", { names, destination: { ...foreign, class: "param" }, surface }),
      ],
      [[0, 1]],
    );

  test.each<[string, CodeFacts, number]>([
    ["a copy to somebody", mail(["copy@files.example.test"], "call"), 68],
    ["a copy in a tool of a server", mail(["copy@files.example.test"], "handler"), 110],
    ["an address for examples", mail(["copy@example.com"], "call"), 0],
    ["only the caller's recipients", mail([], "handler"), 0],
    ["words that are no address", mail(["utf-8", "text/plain"], "handler"), 0],
  ])("of %s", (_, facts, expected) => {
    expect(points(extraRecipient, facts)).toBe(expected);
  });
});

describe("EXE-10", () => {
  const patch = (names: readonly string[], surface: "load" | "call") =>
    codeFacts([atom(0, "snk.patch.global", { names, surface })]);
  const aimed = {
    files: { "index.js": 'Module._load = (name) => (name === "ethers" ? other : load(name));' },
  };
  const forms = {
    files: {
      "index.js":
        'Module._load = (n) => { if (dir === "node_modules" || format === "commonjs") return load(n); };',
    },
  };
  const shortened = {
    files: {
      "index.js":
        'const a = k((o) => { M._load = (n) => (n === "ethers" ? o(n) : l(n)); }, "register"); export { a };',
    },
  };
  const tool = {
    files: { "index.js": 'exports.register = () => 1; Module._load = (n) => n === "fs" && 1;' },
  };

  test.each<[string, CodeFacts, ViewOptions, number]>([
    ["one module, at load", patch(["node:module._load"], "load"), aimed, 80],
    ["one module by require", patch(["node:module.prototype.require"], "load"), aimed, 80],
    ["all modules", patch(["node:module._load"], "load"), {}, 18],
    ["all modules of some form", patch(["node:module._load"], "load"), forms, 18],
    ["a tool that a bundler shortened", patch(["node:module._load"], "load"), shortened, 18],
    ["a tool that is switched on", patch(["node:module._load"], "load"), tool, 18],
    ["a hook that is asked for", patch(["node:module._load"], "call"), aimed, 0],
    ["something else", patch(["js:Promise.prototype.then"], "load"), aimed, 0],
  ])("of %s", (_, facts, options, expected) => {
    expect(points(loaderHook, facts, options)).toBe(expected);
  });
});

describe("EXE-12", () => {
  const worker = atom(0, "snk.code", { api: "global.Worker", isRead: true });

  test.each<[string, CodeFacts, number]>([
    [
      "a worker that steals",
      codeFacts(
        [
          worker,
          atom(1, "src.env.bulk", { layer: 1 }),
          atom(2, "snk.net", { layer: 1, destination: foreign }),
        ],
        [[1, 2]],
      ),
      100,
    ],
    [
      "a worker that runs what it fetches",
      codeFacts(
        [worker, atom(1, "src.remote", { layer: 1 }), atom(2, "snk.code", { layer: 1 })],
        [[1, 2]],
      ),
      100,
    ],
    ["a worker that computes", codeFacts([worker]), 0],
    [
      "a theft outside of it",
      codeFacts(
        [worker, atom(1, "src.env.bulk"), atom(2, "snk.net", { destination: foreign })],
        [[1, 2]],
      ),
      0,
    ],
    [
      "a worker that only asks",
      codeFacts([worker, atom(1, "snk.net", { layer: 1, destination: foreign })]),
      0,
    ],
  ])("of %s", (_, facts, expected) => {
    expect(points(codeForChildren, facts)).toBe(expected);
  });
});

describe("EXE-15", () => {
  const given = (names: readonly string[], surface: "load" | "call" = "load") =>
    codeFacts([atom(0, "snk.code", { api: "global.WebAssembly.instantiate", names, surface })]);

  test.each<[string, CodeFacts, number]>([
    ["an evaluator", given(["global.eval"]), 117],
    ["the disk", given(["node:fs.readFileSync"]), 54],
    ["nothing of note", given([]), 0],
    ["messages", given(["global.console.log"]), 0],
    ["the disk, when it is called", given(["node:fs.readFileSync"], "call"), 0],
  ])("of %s", (_, facts, expected) => {
    expect(points(webAssembly, facts)).toBe(expected);
  });
});

describe("DES-04", () => {
  const gated = (gate: string, target: "home" | "temp" | "project") =>
    codeFacts([
      atom(0, "ctx.gate", { names: [gate], func: 2, line: 3 }),
      atom(1, "snk.write", { target, path: "~/Desktop/a.txt", func: 2, line: 3 }),
    ]);

  test.each<[string, CodeFacts, number]>([
    ["files for a country", gated("country", "home"), 120],
    ["files for a language", gated("locale", "project"), 120],
    ["a marker in a temporary folder", gated("locale", "temp"), 0],
    ["files after a date", gated("time", "home"), 0],
    ["files for everybody", codeFacts([atom(1, "snk.write", { target: "home" })]), 0],
    [
      "files beside something for a language",
      codeFacts([
        atom(0, "ctx.gate", { names: ["locale"], line: 3 }),
        atom(1, "snk.write", { target: "home", line: 4 }),
      ]),
      0,
    ],
  ])("of %s", (_, facts, expected) => {
    expect(points(protest, facts)).toBe(expected);
  });
});

describe("INS-11", () => {
  const options = { manifest: { scripts: { postinstall: "node a.js" } }, files: { "a.js": "" } };
  const detached = atom(0, "snk.proc.detached", {
    surface: "install",
    file: "a.js",
    api: "node:child_process.spawn",
  });

  test.each<[string, CodeFacts, number]>([
    ["a process that goes on", codeFacts([detached]), 60],
    [
      "one beside a secret",
      codeFacts([detached, atom(1, "src.file.secret", { surface: "install", file: "a.js" })]),
      100,
    ],
    [
      "one that is awaited",
      codeFacts([atom(0, "snk.proc", { surface: "install", file: "a.js" })]),
      0,
    ],
    ["one when it is called", codeFacts([{ ...detached, surface: "call" }]), 0],
    ["one that nothing reaches", codeFacts([{ ...detached, surface: "dormant" }]), 0],
  ])("of %s", (_, facts, expected) => {
    expect(points(hiddenProcess, facts, options)).toBe(expected);
  });
});

describe("MAN-09", () => {
  const hard = { isMinified: true, bytes: 9000 };

  test.each<[string, CodeFacts, ViewOptions["manifest"], number]>([
    [
      "a decoy",
      codeFacts(
        [],
        [],
        [codeFile("vendor/x.js", hard), codeFile("index.js", { surface: "dormant" })],
      ),
      { main: "vendor/x.js" },
      50,
    ],
    [
      "a build and its source",
      codeFacts(
        [],
        [],
        [codeFile("dist/x.js", hard), codeFile("index.js", { surface: "dormant" })],
      ),
      { main: "dist/x.js" },
      0,
    ],
    [
      "two readable entries",
      codeFacts([], [], [codeFile("main.js"), codeFile("index.js")]),
      { main: "main.js" },
      0,
    ],
    [
      "an entry for others",
      codeFacts([], [], [codeFile("vendor/x.js", hard), codeFile("index.js")]),
      { main: "vendor/x.js", exports: { import: "./index.js" } },
      0,
    ],
  ])("of %s", (_, facts, manifest = {}, expected) => {
    expect(points(entryTrap, facts, { manifest })).toBe(expected);
  });
});
