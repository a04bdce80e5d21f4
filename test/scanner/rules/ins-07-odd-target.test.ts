import { oddHookTarget } from "../../../src/scanner/rules/ins-07-odd-target.ts";
import { describeRule, hook } from "../../support/rule-tables.ts";

describeRule(oddHookTarget, {
  flags: {
    "an image": hook("node assets/logo.png", { "assets/logo.png": "1" }),
    "a licence": hook("node ./LICENSE.txt", { "LICENSE.txt": "1" }),
    "a dotfile": hook("node .cache/setup.js", { ".cache/setup.js": "1" }),
    "a test": hook("node test/fixtures/a.js", { "test/fixtures/a.js": "1" }),
    "a bundled dependency": hook("node node_modules/a/b.js", { "node_modules/a/b.js": "1" }),
    "an invisible letter": hook("node set\u200bup.js", { "set\u200bup.js": "1" }),
    "a file that a step makes": hook("cat a.txt b.txt > c.js && node c.js", {
      "a.txt": "1",
      "b.txt": "2",
    }),
    "a file that a step copies": hook("cp notes.txt run.js && node run.js", { "notes.txt": "1" }),
    "another script of the package": {
      manifest: { scripts: { postinstall: "npm run s", s: "bun ./docs/a.js" } },
      files: { "docs/a.js": "1" },
    },
    "a target of JavaScript": hook("node a.js", {
      "a.js":
        "require('child_process').fork('./x'); require('child_process').execSync('node data.dat')",
      "data.dat": "1",
    }),
  },
  passes: {
    "a script among scripts": hook("node scripts/postinstall.js", {
      "scripts/postinstall.js": "1",
    }),
    "a script without ending": hook("./bin/setup && node install", {
      "bin/setup": "1",
      "install.js": "1",
    }),
    "a file that is not shipped": hook("node scripts/dev-only.js"),
    "a tool of a dependency": hook("node node_modules/esbuild/install.js"),
    "native builds": hook("node-gyp-build || prebuild-install"),
  },
});
