import { commandHijack } from "../../../src/scanner/rules/man-04-command-hijack.ts";
import { describeRule } from "../../support/rule-tables.ts";

describeRule(commandHijack, {
  flags: {
    "a system tool": { manifest: { bin: { git: "a.js" } } },
    "a client in capitals": { manifest: { bin: { NPM: "a.js" } } },
    "an agent": { manifest: { bin: { claude: "a.js" } } },
    "the name of a package that is one": {
      manifest: { name: "@other/curl", bin: "a.js" },
      points: 50,
    },
    "a scope before it": { manifest: { bin: { "@x/bash": "a.js" } } },
    "a path for a name": { manifest: { bin: { "../../../.bashrc": "a.js" } } },
    "a program elsewhere": { manifest: { bin: { tool: "../other/a.js" } } },
    "the command of another package": {
      manifest: { name: "mocha-extras", bin: { mocha: "a.js" } },
      points: 50,
    },
    "a second version that only stands before the first": {
      manifest: { name: "mocha2", bin: { mocha: "a.js" }, dependencies: { mocha: "^10" } },
      points: 50,
    },
    "what is made of the parts of a well-known one": {
      manifest: {
        name: "jest-frame",
        bin: { jest: "a.js" },
        dependencies: { "babel-jest": "^29", "@jest/globals": "^29" },
      },
      points: 20,
    },
    "the name that somebody asked for": { manifest: { name: "vault", bin: "a.js" }, points: 30 },
    "a second version of a client": { manifest: { name: "npm2", bin: { npm: "a.js" } } },
    "a well-known command": { manifest: { bin: { tsc: "a.js" } }, points: 50 },
  },
  passes: {
    "its own name": { manifest: { bin: "./a.js" } },
    "the name of a library that has no command": {
      manifest: { name: "web-server", bin: { ws: "a.js" } },
    },
    "the owner": {
      manifest: { name: "npm", bin: { npm: "bin/npm-cli.js", npx: "bin/npx-cli.js" } },
    },
    "a family's command": { manifest: { name: "@babel/cli", bin: { babel: "a.js" } } },
    "what goes on with it": { manifest: { name: "mocha2", bin: { mocha: "a.js" } } },
    "a scoped name as a key": { manifest: { name: "@acme/tool", bin: { "@acme/tool": "a.js" } } },
  },
});
