import type { JsonObject } from "../../../src/scanner/rule.ts";
import { manifestDiffers } from "../../../src/scanner/rules/man-07-manifest-differs.ts";
import type { ViewOptions } from "../../support/package-view.ts";
import { describeRule } from "../../support/rule-tables.ts";

const full = { name: "sample", version: "1.0.0", maintainers: [] };

function both(
  manifest: JsonObject,
  shown: JsonObject,
  files: Readonly<Record<string, string>> = {},
): ViewOptions {
  return { manifest, files, subject: { manifest: { ...full, ...shown } } };
}

describeRule(manifestDiffers, {
  flags: {
    "a hidden hook": both({ scripts: { postinstall: "node a" } }, { scripts: { test: "x" } }),
    "a hidden hook and no scripts at all": both({ scripts: { preinstall: "node a" } }, {}),
    "another hook": both({ scripts: { install: "node b" } }, { scripts: { install: "node a" } }),
    "an abbreviated manifest that denies hooks": {
      manifest: { scripts: { install: "node b" } },
      subject: { manifest: { name: "sample", version: "1.0.0", hasInstallScript: false } },
    },
    "a hidden dependency": both({ dependencies: { a: "1", b: "1" } }, { dependencies: { a: "1" } }),
    "a hidden optional dependency": both(
      { optionalDependencies: { b: "1" } },
      { dependencies: { a: "1" } },
    ),
    "a dependency from elsewhere": both(
      { dependencies: { a: "github:o/a" } },
      { dependencies: { a: "^1" } },
    ),
    "a hidden command": both({ bin: { x: "a.js" } }, { bin: { y: "a.js" } }),
    "a hidden command in what was published here": {
      manifest: { bin: "a.js" },
      subject: { origin: "hosted", manifest: { name: "sample", version: "1.0.0" } },
    },
    "another version": { ...both({ version: "1.0.1" }, {}), points: 40 },
    "another range": {
      ...both({ dependencies: { a: "^2" } }, { dependencies: { a: "^1" } }),
      points: 40,
    },
  },
  passes: {
    "the same": both(
      { bin: { sample: "./a.js" }, scripts: { install: "node  a " } },
      { bin: "a.js", scripts: { install: "node a" } },
    ),
    "nothing to compare with": { manifest: { scripts: { install: "node a" } } },
    "a thinned manifest": {
      manifest: { scripts: { install: "node a" }, dependencies: { a: "1" }, bin: "a.js" },
      subject: { manifest: { name: "sample", version: "1.0.0" } },
    },
    "optional ones merged": both(
      { optionalDependencies: { a: "1" } },
      { dependencies: { a: "1" }, optionalDependencies: { a: "1" } },
    ),
    "the implicit build line": both(
      { scripts: {} },
      { gypfile: true, scripts: { install: "node-gyp rebuild" } },
      { "binding.gyp": "{}" },
    ),
    "a workspace's range": both(
      { dependencies: { a: "workspace:^" } },
      { dependencies: { a: "^1.0.0" } },
    ),
    "a rewritten entry point": both({ main: "src/a.js" }, { main: "dist/a.js" }),
    "a leading v": both({ version: "v1.0.0" }, {}),
  },
});
