import { secondRuntime } from "../../../src/scanner/rules/ins-04-second-runtime.ts";
import { describeRule, hook } from "../../support/rule-tables.ts";

describeRule(secondRuntime, {
  flags: {
    "a global installation": hook("npm install -g bun && bun run setup.ts", { "setup.ts": "1" }),
    "a runner": hook("npx -y bun@1.2 run setup.ts", { "setup.ts": "1" }),
    "the system's installer": hook("sudo apt-get install -y python3 && python3 setup.py", {
      "setup.py": "1",
    }),
    "another script of the package": {
      manifest: {
        scripts: {
          postinstall: "npm run prep",
          prep: "npm i -g deno@2",
          postprep: "deno run -A setup.ts",
        },
      },
      files: { "setup.ts": "1" },
    },
    "commands of a JavaScript target": hook("node a.js", {
      "a.js":
        "const cp = require('child_process');\ncp.execSync('npm i -g bun');\ncp.execSync('bun run b.js');",
      "b.js": "1",
    }),
    "a runtime among the dependencies": {
      ...hook("bun run setup.ts", { "setup.ts": "1" }, { dependencies: { bun: "^1.0.0" } }),
      points: 60,
    },
  },
  passes: {
    "the package of the runtime itself": hook(
      "node install.js",
      { "install.js": "1" },
      { bin: { bun: "bin/bun" } },
    ),
    "the runtime that is there": hook("node setup.js || bun setup.js", { "setup.js": "1" }),
    "a version check": hook("npm -v && python3 --version"),
    "a declared tool": hook("npx node-gyp rebuild"),
  },
});
