import { selfCleaningHook } from "../../../src/scanner/rules/ins-12-self-cleaning.ts";
import { describeRule, hook } from "../../support/rule-tables.ts";

describeRule(selfCleaningHook, {
  flags: {
    "the file that ran": hook("node setup.js && rm -f setup.js", { "setup.js": "1" }),
    "a swapped manifest": hook("node setup.js; mv package.md package.json", {
      "setup.js": "1",
      "package.md": "{}",
    }),
    "an edited manifest": hook("node setup.js; sed -i /postinstall/d package.json", {
      "setup.js": "1",
    }),
    "the client's editor": hook("npm pkg delete scripts.postinstall"),
    "another script of the package": {
      manifest: { scripts: { postinstall: "sh a.sh", postpostinstall: "" } },
      files: { "a.sh": "node b.js\nunlink ./a.sh\n", "b.js": "1" },
    },
    "JavaScript that removes itself": hook("node setup.js", {
      "setup.js": "const fs = require('fs');\nfs.unlinkSync(__filename);",
    }),
    "JavaScript that also starts something": {
      ...hook("node setup.js", {
        "setup.js": "require('child_process').execSync('id');\nrequire('fs').rmSync(__filename)",
      }),
      points: 100,
    },
    "a manifest out of which JavaScript takes the hook": hook("node setup.js", {
      "setup.js": `
        const fs = require("fs"), path = require("path");
        const file = path.join(__dirname, "package.json");
        const json = JSON.parse(fs.readFileSync(file, "utf8"));
        json.bin = json.bin;
        delete json.scripts;
        fs.writeFileSync(file, JSON.stringify(json));`,
    }),
    "a manifest in which JavaScript names a ready program": {
      ...hook("node setup.js", {
        "setup.js": `
          const fs = require("fs"), path = require("path");
          const file = path.join(__dirname, "package.json");
          const json = JSON.parse(fs.readFileSync(file, "utf8"));
          json.bin = { sample: process.platform === "win32" ? "bin/sample.exe" : "bin/sample" };
          fs.writeFileSync(file, JSON.stringify(json, null, 2));`,
      }),
      points: 10,
    },
    "a manifest swapped by JavaScript": hook("node setup.js", {
      "setup.js":
        "const fs = require('fs'), path = require('path');\nfs.renameSync(path.join(__dirname, 'clean.json'), path.join(__dirname, 'package.json'));",
    }),
  },
  passes: {
    "an archive that was unpacked": hook("tar xzf a.tgz && rm a.tgz"),
    "build leftovers": hook("node-gyp rebuild && rm -rf build/obj"),
    "another file": hook("node setup.js", { "setup.js": "require('fs').unlinkSync('old.node')" }),
  },
});
