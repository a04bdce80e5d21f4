import { describe, expect, test } from "vitest";
import { interpretFiles } from "./run-code.ts";

/** Whether what `secret` or `remote` gives reaches `sink`, and how it was changed on the way. */
function flows(source: string): readonly string[] {
  const { flows, atoms } = interpretFiles({ "index.js": source });
  return flows.map(({ source, sink, through }) =>
    [atoms[source]?.kind, atoms[sink]?.kind, ...through].join(" "),
  );
}

const plain = ["src.env.secret snk.code"];

describe("a source reaches a sink", () => {
  test.each<[way: string, source: string]>([
    ["through a variable", "const a = secret(); sink(a)"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code of the package
    ["inside a text", "sink(`token=${secret()}`)"],
    ["inside an object", "sink({ headers: { a: [secret()] } })"],
    ["through a property", "const o = {}; o.a = secret(); sink(o)"],
    ["through an array", "const a = []; a.push(secret()); sink(a)"],
    ["through a map", "const m = new Map(); m.set('k', secret()); sink(m.get('k'))"],
    ["through a function", "const f = (x) => x; sink(f(secret()))"],
    ["through a parameter", "function send(x) { sink(x) } send(secret())"],
    ["through somebody unknown", "sink(outside(secret()))"],
    [
      "through a method of somebody unknown",
      "const o = outside(); o.append('a', secret()); sink(o)",
    ],
    ["through a property of somebody unknown", "const o = outside(); o.body = secret(); sink(o)"],
    ["through a callback of somebody unknown", "outside(secret(), (x) => sink(x))"],
    ["through a promise", "Promise.resolve(secret()).then((x) => sink(x))"],
    ["through await", "(async () => { const x = await secret(); sink(x); })()"],
    [
      "through a class",
      "class A { constructor(x) { this.x = x; } get() { return this.x; } } sink(new A(secret()).get())",
    ],
    ["through a generator", "function* g() { yield secret(); } for (const x of g()) sink(x)"],
    ["through a branch", "let x = ''; if (outside) x = secret(); sink(x)"],
    ["through a loop", "let x = ''; for (const y of outside()) { sink(x); x = secret(); }"],
    ["through destructuring", "const { a: { b } } = { a: { b: secret() } }; sink(b)"],
    ["through spreading", "const o = { ...{ a: secret() } }; sink({ ...o })"],
    ["through Object.assign", "sink(Object.assign({}, { a: secret() }))"],
    ["through the global object", "globalThis.kept = secret(); sink(kept)"],
    ["through JSON", "sink(JSON.stringify({ a: secret() + '' }))"],
    ["through bind and call", "sink.bind(null, secret())(); "],
    [
      "stored by one function, sent by another",
      "let kept; exports.b = () => sink(kept); exports.a = () => { kept = secret(); };",
    ],
    ["in a function that nobody calls", "exports.f = () => sink(secret())"],
    [
      "in a handler that is never seen to run",
      "exports.f = (o) => { o.onclick = () => sink(secret()); }",
    ],
    ["in the catch of what may throw", "try { outside(); } catch { sink(secret()); }"],
    [
      "behind a condition that seems decided",
      "let on = false; exports.go = () => { on = true; }; exports.f = () => { if (!on) return; sink(secret()); }",
    ],
    [
      "behind code that ends early",
      "const off = true; exports.f = () => { if (off) { return 1; } sink(secret()); }",
    ],
    ["in a default of a parameter", "exports.f = (x = sink(secret())) => x"],
    ["in a getter", "exports.o = { get a() { return sink(secret()); } }"],
    ["in a static block", "class A { static { sink(secret()); } }"],
    [
      "behind a label and a switch",
      "switch (outside()) { case 1: break; default: sink(secret()); }",
    ],
  ])("%s", (_way, source) => {
    expect(flows(source).map((flow) => flow.split(" ").slice(0, 2).join(" "))).toEqual(plain);
  });

  test("tells how the value was changed", () => {
    expect(flows("sink(atob('x').concat(secret().split('').reverse().join('')))")).toEqual([
      "src.env.secret snk.code b64 reverse splitjoin",
    ]);
  });

  test("of an answer that comes as an error", () => {
    expect(flows("try { remote(); } catch (e) { sink(e.body); }")).toEqual(["src.remote snk.code"]);
  });
});

describe("a source does not reach a sink", () => {
  test.each<[why: string, source: string]>([
    [
      "that only stands beside what a method gives",
      `exports.A = class {
        constructor() { this.key = secret(); this.name = "a"; }
        about(x) { return { name: this.name, x }; }
        send(x) { sink(this.about(x)); }
      };`,
    ],
    ["it is dropped", "secret(); sink('a')"],
    ["it is overwritten", "let a = secret(); a = 'b'; sink(a)"],
    ["the other field is sent", "const o = { a: secret(), b: 'c' }; sink(o.b)"],
    ["another call had it", "const f = (x) => x; f(secret()); sink(f('b'))"],
  ])("because %s", (_why, source) => {
    expect(flows(source)).toEqual([]);
  });
});

describe("variables of the environment", () => {
  test.each([
    "if (process.env.A) 1",
    "!process.env.A",
    "process.env.A === undefined",
    "process.env.A && 1",
    "typeof process.env.A",
  ])("are not read by asking whether they are there: %s", (source) => {
    const { uses } = interpretFiles({ "index.js": source });
    expect(uses.map(({ capability, name }) => [capability, name])).toEqual([["env", "A"]]);
  });
});

describe("what is asked about a secret is no secret", () => {
  test.each([
    "!secret()",
    "!!secret()",
    "secret() === 'a'",
    "typeof secret()",
    "Boolean(secret())",
    "secret() > 'a'",
  ])("%s", (question) => {
    expect(flows(`sink(${question})`)).toEqual([]);
  });
});

describe("conditions that hide what stands behind them", () => {
  test.each<[condition: string, gates: readonly string[]]>([
    ["Date.now() > 17e11", ["time"]],
    ["new Date().getHours() === 3", ["time"]],
    ["Math.random() < 0.01", ["random"]],
    ["Intl.DateTimeFormat().resolvedOptions().timeZone.startsWith('Europe/')", ["locale"]],
    ["!process.env.CI", ["ci"]],
    ["process.env.USER !== 'a'", ["user"]],
    ["outside()", []],
    ["process.env.DEBUG", []],
  ])("%s", (condition, gates) => {
    for (const source of [
      `if (${condition}) sink(1)`,
      `(${condition}) && sink(1)`,
      `function f() { if (!(${condition})) return; sink(1); } f()`,
    ]) {
      const { atoms } = interpretFiles({ "index.js": source });
      expect(
        atoms.filter(({ kind }) => kind === "ctx.gate").flatMap(({ detail }) => detail.names),
      ).toEqual(gates);
    }
  });
});

test("an unknown answer is handed to what takes it", () => {
  expect(flows("remote().then((r) => r.text()).then(sink)")).toEqual(["src.remote snk.code"]);
});

test("what a consumer calls a key is followed", () => {
  expect(flows("exports.f = (mnemonic) => sink({ mnemonic })")).toEqual(["src.param snk.code"]);
  expect(flows("exports.f = ({ privateKey }, other) => sink(privateKey + other)")).toEqual([
    "src.param snk.code",
  ]);
  expect(flows("exports.f = (text) => sink(text)")).toEqual([]);
});
