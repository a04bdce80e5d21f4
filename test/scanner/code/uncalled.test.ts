import { describe, expect, test } from "vitest";
import { interpretFiles, sinks } from "./run-code.ts";

function arrived(files: Readonly<Record<string, string>>): readonly string[] {
  return sinks(interpretFiles(files)).map(({ detail }) => detail.names?.[0] ?? "");
}

/** Long enough that nobody takes them for a helper of a line. */
const idle = "const list = [1, 2, 3]; let sum = 0; for (const one of list) sum += one;";

describe("functions that nobody calls and that name nothing outside themselves", () => {
  test.each<[how: string, source: string]>([
    [
      "hand a text to one that does",
      `function run(x) { sink(x) } exports.go = () => { ${idle} run('frag') }`,
    ],
    [
      "hand a constant of the file to one that does",
      `function run(x) { sink(x) } const y = 'frag'; exports.go = () => { ${idle} run(y) }`,
    ],
    [
      "go through two others",
      `function c(x) { sink(x) } function b(x) { ${idle} c(x) } exports.go = () => { ${idle} b('frag') }`,
    ],
    [
      "call in a circle",
      `function a(x) { ${idle} if (x) b(x) } function b(x) { ${idle} a(x); c(x) }
       function c(x) { sink(x) } exports.go = () => { ${idle} a('frag') }`,
    ],
    [
      "find it in an object",
      `const tools = { run(x) { sink(x) } }; exports.go = () => { ${idle} tools.run('frag') }`,
    ],
    [
      "find it in another file",
      "const { run } = require('./b'); exports.go = () => { const a = 1 + 2 + 3 + 4 + 5; run('frag') }",
    ],
    [
      "are methods beside it",
      `class A { run(x) { sink(x) } go() { ${idle} this.run('frag') } } exports.A = A`,
    ],
    [
      "use what the constructor kept",
      `class A { constructor() { this.run = (x) => sink(x) } go() { ${idle} this.run('frag') } }
       exports.A = A`,
    ],
  ])("are looked at where they %s", (_, source) => {
    expect(arrived({ "index.js": source, "b.js": "exports.run = (x) => sink(x)" })).toContain(
      "frag",
    );
  });
});

describe("a large package that brings the same code several times", () => {
  const padding = `// ${"word ".repeat(60_000)}\n`;
  const build = `${padding}exports.x = (u) => fetch(u);\n`;
  const files = (more: Record<string, string>) => ({
    "index.js": "module.exports = 1;",
    "dist/a.js": build,
    ...more,
  });

  test("passes over a build that holds nothing new", () => {
    const paths = interpretFiles(files({ "dist/b.js": build })).files.map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith("dist/"))).toHaveLength(1);
  });

  test("reads one with a single line more", () => {
    const more = `${build}fetch(sink('frag'));`;
    expect(arrived(files({ "dist/b.js": more }))).toContain("frag");
  });
});
