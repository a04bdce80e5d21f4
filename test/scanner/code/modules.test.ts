import { describe, expect, test } from "vitest";
import { interpretFiles, sinks } from "./run-code.ts";

function arrived(files: Readonly<Record<string, string>>): readonly string[] {
  return sinks(interpretFiles(files)).map(({ detail }) => detail.names?.[0] ?? "");
}

describe("a fragment in another file", () => {
  const fragment = "'fr' + 'ag'";
  test.each<[how: string, files: Record<string, string>]>([
    ["exports.x", { "index.js": "sink(require('./b').x)", "b.js": `exports.x = ${fragment}` }],
    [
      "module.exports",
      { "index.js": "sink(require('./b'))", "b.js": `module.exports = ${fragment}` },
    ],
    [
      "a named import",
      { "index.js": "import { x } from './b.js'; sink(x)", "b.js": `export const x = ${fragment}` },
    ],
    [
      "a default import",
      { "index.js": "import x from './b'; sink(x)", "b.js": `export default ${fragment}` },
    ],
    [
      "a namespace",
      {
        "index.js": "import * as b from './b'; sink(b.x)",
        "b.js": `const y = ${fragment}; export { y as x }`,
      },
    ],
    [
      "a re-export",
      {
        "index.js": "import { x } from './b'; sink(x)",
        "b.js": "export * from './c'",
        "c.js": `export let x = ${fragment}`,
      },
    ],
    [
      "a renamed re-export",
      {
        "index.js": "import { x } from './b'; sink(x)",
        "b.js": "export { default as x } from './c'",
        "c.js": `export default ${fragment}`,
      },
    ],
    [
      "a dynamic import",
      {
        "index.js": "import('./b').then(({ x }) => sink(x))",
        "b.js": `export const x = ${fragment}`,
      },
    ],
    [
      "code compiled from modules",
      {
        "index.js":
          "var b = __importDefault(require('./b')); sink(b.default); function __importDefault(m) { return m && m.__esModule ? m : { default: m }; }",
        "b.js": `Object.defineProperty(exports, '__esModule', { value: true }); exports.default = ${fragment}`,
      },
    ],
    ["JSON", { "index.js": "sink(require('./b').x)", "b.json": `{"x":"frag"}` }],
    [
      "TypeScript",
      {
        "index.js": "sink(require('./b').x)",
        "b.ts": `export const x: string = (${fragment}) as string; export type T = string; enum E { A }`,
      },
    ],
    [
      "a cycle",
      {
        "index.js": "exports.early = 'fr'; sink(require('./b').x())",
        "b.js": "const a = require('./index'); exports.x = () => a.early + 'ag'",
      },
    ],
    [
      "a bundled dependency",
      {
        "index.js": "sink(require('dep'))",
        "node_modules/dep/package.json": `{"main":"lib"}`,
        "node_modules/dep/lib.js": `module.exports = ${fragment}`,
      },
    ],
    [
      "a folder",
      { "index.js": "sink(require('./b'))", "b/index.js": `module.exports = ${fragment}` },
    ],
    [
      "a table of modules",
      {
        "index.js": `(function (table) { var cache = {}; function load(id) { if (cache[id]) return cache[id].exports; var m = cache[id] = { exports: {} }; table[id].call(m.exports, m, m.exports, load); return m.exports; } return load(1); })({ 1: function (m, e, r) { sink(r(2).x); }, 2: function (m, e) { e.x = ${fragment}; } })`,
      },
    ],
    [
      "lazy modules of a bundle",
      {
        "index.js": `var once = (f, m) => () => (m || f((m = { exports: {} }).exports, m), m.exports); var b = once((exports, module) => { module.exports = { x: ${fragment} }; }); sink(b().x)`,
      },
    ],
    [
      "a wrapper for all loaders",
      {
        "index.js": `(function (root, make) { if (typeof define === 'function' && define.amd) define(['exports'], make); else if (typeof exports === 'object') make(exports); else make(root.b = {}); })(this, function (e) { e.x = ${fragment}; sink(e.x); })`,
      },
    ],
  ])("is joined: %s", (_how, files) => {
    expect(arrived(files)).toContain("frag");
  });
});

const started = `\`file://\${process.argv[1]}\``;

/** However much a function did before, a view shows what its own module holds, and not another's. */
test("what a compiler keeps alive by a function for each name", () => {
  const code = interpretFiles({
    "index.js": `
      const b = require("./b");
      module.exports = (x) => { ${"x.n += 1; ".repeat(2000)} if (x.m) sink(b.one); };`,
    "b.js": `
      const view = (to, from) => {
        for (const key of Object.getOwnPropertyNames(from)) Object.defineProperty(to, key, { get: () => from[key] });
        return to;
      };
      module.exports = view({}, { one: "first" });
      sink(view({}, { two: "second" }).two);`,
  });
  expect(sinks(code).map(({ detail }) => detail.names?.[0])).toEqual(["second", "first"]);
});

describe("where code acts", () => {
  const manifest = {
    name: "sample",
    main: "main.js",
    bin: "tool.js",
    exports: { ".": "./main.js", "./sub/*": "./sub/*.js" },
  };
  const files = {
    "main.js": "sink('load'); exports.f = () => sink('call'); require('./shared')",
    "shared.js": "sink('shared')",
    "tool.js":
      "#!/usr/bin/env node\nsink('cli'); require('./shared'); function never() { sink('cli-call') }",
    "sub/a.js": "sink('sub')",
    "setup.js": "sink('install')",
    "left.js": "fetch(1); sink('dormant'); exports.f = () => sink('dormant-call')",
  };
  const found = (extra: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(
      sinks(
        interpretFiles({ ...files, ...extra }, manifest, [
          { file: "setup.js" },
          { inline: "sink('inline')", file: "package.json", line: 7 },
        ]),
      ).map(({ detail, surface }) => [detail.names?.[0], surface]),
    );

  test("is told by what reaches it", () => {
    expect(found()).toEqual({
      install: "install",
      inline: "install",
      load: "load",
      sub: "load",
      shared: "load",
      call: "call",
      cli: "cli",
      "cli-call": "cli",
      dormant: "dormant",
      "dormant-call": "dormant",
    });
  });

  test("is not told of tests among what a folder offers", () => {
    const tests = {
      "sub/__tests__/a.js": "fetch(1); sink('test')",
      "sub/b.spec.js": "fetch(1); sink('spec')",
      "sub/tested.js": "sink('tested'); require('./c.test.js')",
      "sub/c.test.js": "sink('required')",
    };
    expect(found(tests)).toMatchObject({
      test: "dormant",
      spec: "dormant",
      tested: "load",
      required: "load",
    });
  });

  test.each([
    ["class StdioServerTransport {} sink('x');", "cli"],
    ["class StdioServerTransport {} sink('x'); exports.f = () => 1;", "load"],
    ["class Transport {} sink('x');", "load"],
  ])("is that of a program where its main file only serves streams: %s", (code, surface) => {
    const server = { "main.js": `#!/usr/bin/env node\n${code}` };
    const [atom] = sinks(interpretFiles(server, { main: "main.js", bin: "main.js" }));
    expect(atom?.surface).toBe(surface);
  });

  test("is told as called where an open loader may reach it", () => {
    const open = found({ "shared.js": "sink('shared'); exports.load = (x) => require('./' + x)" });
    expect(open).toMatchObject({ dormant: "call" });
  });

  test.each<[string, string]>([
    ["if (require.main === module) sink('x')", "call"],
    ["if (module === require.main && process.argv.length > 2) { sink('x') }", "call"],
    ["if (import.meta.main) sink('x'); export {}", "call"],
    [
      "import { pathToFileURL } from 'url'; if (import.meta.url === pathToFileURL(process.argv[1]).href) sink('x')",
      "call",
    ],
    [
      "import { realpathSync } from 'fs'; import { fileURLToPath } from 'url'; const isMain = process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url); if (isMain) sink('x')",
      "call",
    ],
    [`if (import.meta.url === ${started}) sink('x'); export {}`, "call"],
    ["if (import.meta.url.endsWith(process.argv[1])) sink('x'); export {}", "call"],
    [`if (import.meta.url !== ${started}) sink('x'); export {}`, "load"],
    ["if (import.meta.url === import.meta.url + process.argv[1]) sink('x'); export {}", "load"],
    [
      "const same = () => 1; if (same(import.meta.url) === same(process.argv[1])) sink('x'); export {}",
      "load",
    ],
    [`process.argv[1] = 'x'; if (import.meta.url === ${started}) sink('x'); export {}`, "load"],
    [
      `let isMain = import.meta.url === ${started}; isMain = 1; if (isMain) sink('x'); export {}`,
      "load",
    ],
    ["if (require.main !== module) sink('x')", "load"],
    ["if (require.main === module) {} else sink('x')", "load"],
    ["if (require.main === module || Date.now()) sink('x')", "load"],
    ["require.main = module; if (require.main === module) sink('x')", "load"],
    ["const require = { main: 1 }, module = 1; if (require.main === module) sink('x')", "load"],
    ["process.mainModule = module; if (require.main === module) sink('x')", "load"],
    ["import.meta.main = true; if (import.meta.main) sink('x'); export {}", "load"],
    ["require('child_process').fork(__filename); if (require.main === module) sink('x')", "load"],
  ])("a program's part is not what loading runs: %s", (code, surface) => {
    const [atom] = sinks(interpretFiles({ "index.js": code }));
    expect(atom?.surface).toBe(surface);
  });

  test("a program's part is what installing runs", () => {
    const files = { "setup.js": "if (require.main === module) sink('x')" };
    const [atom] = sinks(interpretFiles(files, {}, [{ file: "setup.js" }]));
    expect(atom?.surface).toBe("install");
  });

  test("what is open as a whole is as if nothing were said, and a command is a command", () => {
    const exports = { ".": "./main.js", "./*": "./*", "./cli": "./run.js", "./sub": "./sub/a.js" };
    const all = { ...files, "run.js": "sink('run')" };
    const surfaces = Object.fromEntries(
      sinks(interpretFiles(all, { name: "sample", exports })).map(({ detail, surface }) => [
        detail.names?.[0],
        surface,
      ]),
    );
    expect(surfaces).toMatchObject({ load: "load", sub: "load", run: "cli", dormant: "dormant" });
    const alone = interpretFiles({ "left.js": "sink('x')" }, { exports: { "./*": "./*" } });
    expect(sinks(alone)[0]?.surface).toBe("load");
  });

  test("inline code stands in its carrier", () => {
    const [atom] = sinks(
      interpretFiles({}, {}, [{ inline: "sink(1)", file: "package.json", line: 7 }]),
    );
    expect(atom).toMatchObject({ file: "package.json", line: 7, surface: "install" });
  });
});

describe("a loader", () => {
  const loads = (source: string) => {
    const { atoms, files } = interpretFiles({ "index.js": source });
    return [
      ...(files[0]?.modules ?? []),
      ...atoms.flatMap(({ kind, detail }) =>
        kind === "ctx.indirect" || kind === "snk.module"
          ? `${kind} ${detail.api ?? detail.names?.[0]} ${detail.folded}`
          : [],
      ),
    ];
  };
  test.each<[source: string, loads: readonly string[]]>([
    ["require('fs')", ["fs"]],
    ["import fs from 'node:fs'", ["fs"]],
    ["const r = require; r('fs')", ["fs"]],
    ["require('child_' + 'process')", ["child_process", "ctx.indirect node:child_process joined"]],
    ["require(atob('ZnM='))", ["fs", "ctx.indirect node:fs decoded"]],
    ["globalThis['ev' + 'al']", ["ctx.indirect global.eval joined"]],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code of the package
    ["require(`./locales/${outside()}.js`)", ["snk.module bounded plain"]],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code of the package
    ["require(`@scope/native-${outside()}`)", ["snk.module bounded plain"]],
    ["exports.f = (x) => require(x)", ["snk.module caller plain"]],
    ["require(remote())", ["snk.module free plain"]],
  ])("%s", (source, expected) => {
    expect(loads(source)).toEqual(expected);
  });
});
