import { describe, expect, test } from "vitest";
import { interpretFiles, sinks, sunk } from "./run-code.ts";

const many = (count: number, piece: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => piece(index)).join("");

describe("what is built to keep a reader busy comes to an end", () => {
  test.each<[what: string, source: string]>([
    ["an endless loop", "for (;;) {}"],
    ["a loop that never changes its mind", "let i = 0; while (i >= 0) i = (i + 1) % 7"],
    ["loops in loops", `${many(30, (n) => `for (let a${n} = 0; a${n} < 9; a${n}++) `)}1`],
    ["open loops in loops", `${many(40, () => "for (const a of outside()) ")}1`],
    ["doubling text", "let s = 'x'; for (;;) s += s"],
    ["a long text many times", "const a = []; for (;;) a.push('x'.repeat(1e6) + a.length)"],
    ["a padded text", "'x'.padStart(1e9).repeat(1e9)"],
    ["a giant array", "new Array(4e9).fill(0).map((x) => x)"],
    ["a sparse array", "const a = []; a[4e8] = 1; for (const x of a) x"],
    ["arrays in arrays", "let a = [1]; for (;;) a = [...a, ...a]"],
    [
      "an array in itself",
      "const a = []; a.push(a); a.flat(Infinity); String(a); JSON.stringify(a); sink(a)",
    ],
    [
      "an object in itself",
      "const o = {}; o.o = o; JSON.stringify(o); sink(o); ({ ...o }); structuredClone(o)",
    ],
    ["a getter of itself", "const o = { get a() { return this.a; } }; sink(o.a)"],
    ["a setter of itself", "const o = { set a(v) { this.a = v; } }; o.a = 1"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code of the package
    ["a text of itself", "const o = { toString() { return `${this}`; } }; sink(`${o}`)"],
    [
      "an iterator of itself",
      "const o = { [Symbol.iterator]() { return this; }, next() { return { value: [...this] }; } }; sink([...o])",
    ],
    ["a prototype of itself", "const o = {}; o.__proto__ = o; sink(o.missing); 'a' in o"],
    [
      "classes of themselves",
      "class A { constructor() { new A(); } } class B extends B {} new A()",
    ],
    ["endless recursion", "function f(x) { return f(x + 1) + f(x + 2); } sink(f(0))"],
    ["callbacks of callbacks", "const f = (g) => g(g); f(f); outside(f, f, f)"],
    ["comparators that lie", "new Array(5000).fill(1).sort(() => Math.random() - 1 || 1)"],
    [
      "a pattern without end",
      "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.match(/^(a|a)*$|^(\\w+\\s?)*$|(a*)*b/)",
    ],
    [
      "code that makes code",
      "const f = (s) => eval(s); f('f(\\'f(1)\\' + \\'\\')'); for (;;) eval('eval(\"' + Math.random() + '\")')",
    ],
    ["code of itself", "const s = 'eval(s + 1)'; eval(s)"],
    ["ten thousand branches", `${many(10_000, (n) => `if (outside(${n})) x${n % 7} = ${n}; `)}`],
    ["ten thousand `else if`", `${many(10_000, (n) => `if (x === ${n}) y = ${n}; else `)}y = 0`],
    [
      "ten thousand functions that call the next",
      many(10_000, (n) => `function f${n}(a) { return f${n + 1}(a) + f${n + 2}(a); } `),
    ],
    ["ten thousand additions", `sink(${many(10_000, () => "'a' + ")}'b')`],
    ["ten thousand links of a chain", `x${many(10_000, () => ".then(() => 1)")}`],
    ["deep brackets", `${"[".repeat(50_000)}${"]".repeat(50_000)}`],
    ["deep parentheses", `sink(${"(".repeat(3000)}1${")".repeat(3000)})`],
    ["deep functions", `${"(() => ".repeat(2000)}1${")".repeat(2000)}`],
    ["deep blocks", `${"{".repeat(3000)}${"}".repeat(3000)}`],
    ["deep templates", `${"`${".repeat(2000)}1${"}`".repeat(2000)}`],
    ["deep negation", `sink(${"!".repeat(20_000)}1)`],
    [
      "a promise of itself",
      "const p = new Promise((r) => r(p)); p.then((x) => x.then(p)); const t = { then(f) { f(this); } }; t.then((x) => x.then(x))",
    ],
    [
      "a generator without end",
      "function* g() { for (;;) yield 1; } for (const x of g()) x; [...g()]",
    ],
    ["a proxy of itself", "const p = new Proxy({}, { get: (t, k, r) => r[k] }); sink(p.a)"],
    ["a map in itself", "const m = new Map(); m.set(m, m); sink([...m]); for (;;) m.set({}, m)"],
    ["literals of every length", many(5000, (n) => `sink("${"Ab1+".repeat(20)}${n}");`)],
    ["labels without end", `${many(2000, (n) => `l${n}: `)}for (;;) break l0`],
    [
      "names from the language's depths",
      "const o = { __proto__: null, constructor: 1, hasOwnProperty: 2 }; o['__proto__']['polluted'] = 1; ({}).constructor.constructor.prototype.x = 1; sink(o.constructor)",
    ],
  ])(
    "%s",
    (_what, source) => {
      const before = performance.now();
      const facts = interpretFiles({ "index.js": `${source}\nprocess` });
      expect(facts.files).toHaveLength(1);
      expect(performance.now() - before).toBeLessThan(20_000);
    },
    30_000,
  );

  test("and leaves nothing behind", () => {
    sunk("Object.prototype.polluted = 1; ({}).__proto__.polluted = 2; Array.prototype.at = 3;");
    expect("polluted" in {}).toBe(false);
    expect([1].at(0)).toBe(1);
  });
});

describe("what is hidden behind a burden is still seen", () => {
  test.each<[what: string, source: string]>([
    ["a long loop", "for (let i = 0; i < 1e9; i++); sink('seen')"],
    ["an endless recursion", "function f() { f(); f(); } f(); sink('seen')"],
    ["a deep expression", `const x = ${"(".repeat(800)}1${")".repeat(800)}; sink('seen')`],
    ["much dead code", `${many(20_000, (n) => `const a${n} = ${n};\n`)} global.sink('seen')`],
    ["code that does not parse", "const a = ;\nconst b = 'see' + 'n';\nsink(b)"],
    ["a huge file", `const pad = "${"x ".repeat(2_000_000)}";\nglobal.sink('seen')`],
  ])(
    "%s",
    (_what, source) => {
      expect(sunk(source)).toContain("seen");
    },
    30_000,
  );

  test("in the middle of a huge file", () => {
    const pad = `"${"x y ".repeat(500_000)}";\n`;
    const source = `${pad}\nvar z = eval("sink('se' + 'en')");\n${pad}`;
    const { files, atoms } = interpretFiles({ "index.js": source });
    expect(files[0]?.reading).toBe("windows");
    expect(atoms.map(({ detail, line }) => [detail.names?.[0], line])).toContainEqual(["seen", 3]);
  }, 30_000);
});

test("the same bytes give the same facts", () => {
  const source =
    "exports.a = (x) => { for (const y of x) if (y) sink(secret() + y); }; sink([...new Set('abca')].sort())";
  const files = { "index.js": source, "b.js": "process.exit(); sink(require('./index'))" };
  expect(interpretFiles(files)).toEqual(interpretFiles(files));
  expect(sinks(interpretFiles(files)).length).toBeGreaterThan(0);
});
