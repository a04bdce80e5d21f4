import { bundledHooks } from "../../../src/scanner/rules/ins-13-bundled-hooks.ts";
import { needlessHook } from "../../../src/scanner/rules/ins-18-needless-hook.ts";
import { describeRule, hook } from "../../support/rule-tables.ts";

const inner = (name: string) => JSON.stringify({ name, scripts: { install: "node a.js" } });

describeRule(bundledHooks, {
  flags: {
    "another name than the folder": {
      files: { "node_modules/inner/package.json": inner("other") },
    },
    "a copy that nobody declared": {
      files: { "node_modules/inner/package.json": inner("inner") },
      manifest: { bundleDependencies: ["else"] },
      points: 30,
    },
    "a declared copy, for the record": {
      files: { "node_modules/@a/b/node_modules/inner/package.json": inner("inner") },
      manifest: { bundleDependencies: ["@a/b"] },
      points: 20,
    },
  },
  passes: {
    "a copy without hooks": { files: { "node_modules/inner/package.json": '{"name":"inner"}' } },
    "a fixture": { files: { "test/node_modules/inner/package.json": inner("x") } },
    "no copy at all": hook("node a.js"),
  },
});

describeRule(needlessHook, {
  flags: {
    "types alone": hook("node a.js", {
      "index.d.ts": "export type A = 1;",
      "a.js": "fetch('https://files.example.test')",
    }),
    "styles alone": hook("node a.js", { "a.css": "a{}", "a.js": "require('child_process')" }),
    "a stub": hook("node a.js", { "index.js": "module.exports = 1;", "a.js": "require('https')" }),
  },
  passes: {
    "a banner": {
      ...hook("node a.js", { "index.js": "module.exports = 1;", "a.js": "console.log('hello')" }),
      explainedBy: "R4",
    },
    "a command": hook("node a.js", { "a.js": "require('https')" }, { bin: "b.js" }),
    "a library": hook("node a.js", { "index.js": "x();\n".repeat(40), "a.js": "require('https')" }),
  },
});
