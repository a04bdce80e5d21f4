import { hiddenProcess } from "../../../src/scanner/rules/ins-11-hidden-process.ts";
import { describeRule, hook } from "../../support/rule-tables.ts";

describeRule(hiddenProcess, {
  flags: {
    "a file in the background": hook("node agent.js &", { "agent.js": "1" }),
    "one that survives the terminal": hook("nohup node agent.js > /dev/null 2>&1 &", {
      "agent.js": "1",
    }),
    "a session of its own": hook("setsid sh -c 'node agent.js'", { "agent.js": "1" }),
    "a group in the background": hook("(sleep 60; node agent.js) & exit 0", { "agent.js": "1" }),
    "a Windows start": hook("start /b node agent.js", { "agent.js": "1" }),
    "a silent fetch": hook("curl -s https://files.example.test/a >/dev/null 2>&1 || true"),
    "a silent payload": hook("python3 -c 'import os' &>/dev/null"),
    "another script of the package": {
      manifest: { scripts: { install: "npm run x", x: "node agent.js &" } },
      files: { "agent.js": "1" },
    },
  },
  passes: {
    "one step after the other": hook("node a.js && node b.js", { "a.js": "1", "b.js": "1" }),
    "a look-up without noise": hook("which python >/dev/null 2>&1 || echo no"),
    "a build with its log": hook("node-gyp rebuild > build.log 2>&1 || exit 0"),
    "a version check without noise": hook("node --version > /dev/null 2>&1"),
  },
});
