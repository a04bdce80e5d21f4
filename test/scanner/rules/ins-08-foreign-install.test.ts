import { foreignInstall } from "../../../src/scanner/rules/ins-08-foreign-install.ts";
import { describeRule, hook } from "../../support/rule-tables.ts";

describeRule(foreignInstall, {
  flags: {
    "a global installation": hook("npm install -g some-tool@latest"),
    "an added package": hook("yarn add some-lib --silent"),
    "a runner": hook("npx -y some-tool --flag"),
    "a global installation that says nothing": {
      ...hook("npm install -g @other/tool@latest --silent"),
      points: 100,
    },
    "another language's package, run at once": { ...hook("uv tool run some-tool"), points: 100 },
    "another language's package": hook("python3 -m pip install some-lib"),
    "another language's package that says nothing": {
      ...hook("pip install --user --quiet some-lib || true"),
      points: 100,
    },
    "a named package of a runner": hook("npx --package=@other/tool cmd"),
    "another runner": hook("pnpm dlx some-tool"),
    "another script of the package": {
      manifest: { scripts: { install: "npm run x", x: "bunx some-tool" } },
    },
    "a command in JavaScript": hook("node a.js", {
      "a.js": "require('child_process').execSync('npm i some-lib --no-save')",
    }),
    "the client as it lies on the disk": hook("node $npm_execpath install some-lib"),
    "the client that runs the hook, out of JavaScript": hook("node a.js", {
      "a.js": `const { execFileSync } = require("child_process"), client = process.env.npm_execpath || "npm";
        const run = (args) => execFileSync(process.execPath, [client, ...args]);
        run(["install", "some-lib"]);`,
    }),
    "a package that runs unasked": {
      ...hook("node a.js", {
        "a.js": `require("child_process").spawnSync("npm", ["exec", "--yes", "--package=some-tool@latest", "--", "tool", "setup"]);`,
      }),
      points: 100,
    },
    "an installation in a folder": { ...hook("cd client && npm install"), points: 40 },
  },
  passes: {
    "a declared tool": {
      ...hook("npx prisma generate", {}, { devDependencies: { prisma: "5" } }),
      explainedBy: "R6",
    },
    "a check of the client": { ...hook("npx only-allow pnpm"), explainedBy: "R7" },
    "a platform package of the same scope": {
      ...hook("npm i --no-save @acme/tool-linux@1.0.0", {}, { name: "@acme/tool" }),
      explainedBy: "R6",
    },
    "a name that only the run knows": hook("node a.js", {
      "a.js": `require('child_process').execSync(\`npm install --no-audit \${name}@\${version}\`)`,
    }),
    "the client that runs the hook, on own scripts": hook("node a.js", {
      "a.js": `require("child_process").execFileSync(process.execPath, [process.env.npm_execpath, "run", "build"]);`,
    }),
    "a declared tool that runs unasked": hook(
      "node a.js",
      { "a.js": `require("child_process").execSync("npx --yes prisma generate");` },
      { dependencies: { prisma: "5" } },
    ),
    "own scripts": {
      manifest: { scripts: { postinstall: "npm run build", build: "patch-package && husky" } },
    },
    "words in a message": hook("echo 'run npm install -g some-tool'"),
  },
});
