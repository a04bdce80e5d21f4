import { manifestTricks } from "../../../src/scanner/rules/man-08-manifest-tricks.ts";
import { describeRule } from "../../support/rule-tables.ts";

function text(body: string): { files: Record<string, string> } {
  return { files: { "package.json": `{"name":"sample","version":"1.0.0",${body}}` } };
}

describeRule(manifestTricks, {
  flags: {
    "a hook twice": text('"scripts":{"install":"echo","install":"node a"}'),
    "scripts twice": text('"scripts":{"test":"a"},"scripts":{"install":"node a"}'),
    "scripts that no client runs, twice": {
      ...text('"scripts":{"test":"a"},"scripts":{"test":"b"}'),
      points: 50,
    },
    "a dependency twice": text('"dependencies":{"a":"1","a":"github:o/a"}'),
    "an escaped twin": text('"bin":{"a":"x.js","\\u0061":"y.js"}'),
    "a key in another case": text('"dependencies":{"a":"1"},"Dependencies":{"b":"1"}'),
    "an invisible letter": text('"scripts":{"post\u200binstall":"node a"}'),
    "a prototype": text('"__proto__":{"scripts":{"install":"node a"}}'),
  },
  passes: {
    "the same twice": text('"dependencies":{"a":"1","a":"1"}'),
    "other keys twice": text('"scripts":{"test":"a","test":"b"},"keywords":["a"],"x":1,"x":2'),
    "headings among scripts": text('"scripts":{"--- build ---":"","prepublishOnly ":"x"}'),
    "names that differ in case": text('"dependencies":{"JSONStream":"1","jsonstream":"1"}'),
    "the same key in two places": text(
      '"dependencies":{"a":"1"},"devDependencies":{"a":"2"},"config":{"scripts":{"install":"x"}}',
    ),
  },
});
