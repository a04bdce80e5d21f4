import { publicRegistry } from "../../../src/names/public-registry.ts";
import { shrinkwrapRedirection } from "../../../src/scanner/rules/ins-14-shrinkwrap.ts";
import { clientSettings } from "../../../src/scanner/rules/ins-15-client-settings.ts";
import { gitPrepare } from "../../../src/scanner/rules/ins-16-git-prepare.ts";
import type { ViewOptions } from "../../support/package-view.ts";
import { describeRule } from "../../support/rule-tables.ts";

const honest = {
  "node_modules/a": {
    resolved: "https://registry.example.test/a/-/a-1.0.0.tgz",
    integrity: "sha512-x",
  },
  "node_modules/@s/b": {
    resolved: "https://registry.example.test/@s/b/-/b-1.0.0.tgz",
    integrity: "sha512-x",
  },
};

const insecure = publicRegistry.replace(/^https:/, "http:");

function shrinkwrap(entry: Readonly<Record<string, string | boolean>>, name = "c"): ViewOptions {
  const packages = { ...honest, [`node_modules/${name}`]: { integrity: "sha512-x", ...entry } };
  return { files: { "npm-shrinkwrap.json": JSON.stringify({ lockfileVersion: 3, packages }) } };
}

describeRule(shrinkwrapRedirection, {
  flags: {
    "another host": shrinkwrap({ resolved: "https://files.example.test/c/-/c-1.0.0.tgz" }),
    "plain http": shrinkwrap({ resolved: "http://registry.example.test/c/-/c-1.0.0.tgz" }),
    "a repository": shrinkwrap({ resolved: "git+ssh://git@git.example.test/o/c.git#abc" }),
    "another package": shrinkwrap({ resolved: "https://registry.example.test/d/-/d-1.0.0.tgz" }),
    "a well-known name": {
      ...shrinkwrap({ resolved: "https://files.example.test/chalk.tgz" }, "chalk"),
      points: 100,
    },
    "hooks behind it": {
      ...shrinkwrap({ resolved: "https://files.example.test/c.tgz", hasInstallScript: true }),
      points: 100,
    },
    "an archive in the place of a declared release": {
      ...shrinkwrap({ resolved: "https://files.example.test/c.tgz" }),
      manifest: { dependencies: { c: "^1.0.0" } },
      points: 100,
    },
    "an archive in the place of a version, old layout": {
      manifest: { dependencies: { c: "^1.0.0" } },
      files: {
        "npm-shrinkwrap.json": JSON.stringify({
          lockfileVersion: 1,
          dependencies: { c: { version: "https://files.example.test/c-1.0.0.tgz" } },
        }),
      },
      points: 100,
    },
    "long ago, from the public registry": {
      manifest: { dependencies: { chalk: "^1.0.0" } },
      files: {
        "npm-shrinkwrap.json": JSON.stringify({
          dependencies: { chalk: { resolved: `${insecure}/chalk/-/chalk-1.0.0.tgz` } },
        }),
      },
      points: 30,
    },
    "long ago, from another host": {
      files: {
        "npm-shrinkwrap.json": JSON.stringify({
          dependencies: { a: { resolved: "http://registry.example.test/a/-/a-1.0.0.tgz" } },
        }),
      },
    },
    "long ago, under another name": {
      manifest: { dependencies: { chalk: "^1.0.0" } },
      files: {
        "npm-shrinkwrap.json": JSON.stringify({
          dependencies: { chalk: { resolved: `${insecure}/d/-/d-1.0.0.tgz` } },
        }),
      },
      points: 100,
    },
    "no integrity, old layout": {
      files: {
        "npm-shrinkwrap.json": JSON.stringify({
          dependencies: { a: { resolved: "https://registry.example.test/a/-/a-1.0.0.tgz" } },
        }),
      },
    },
  },
  passes: {
    "one registry with integrity": shrinkwrap({
      resolved: "https://registry.example.test/c/-/c-1.0.0.tgz",
    }),
    "an alias that says its name": shrinkwrap({
      name: "d",
      resolved: "https://registry.example.test/d/-/d-1.0.0.tgz",
    }),
    "what only developers install": shrinkwrap({
      dev: true,
      resolved: "git+https://git.example.test/o/c.git",
    }),
  },
});

describeRule(clientSettings, {
  flags: {
    "a shell": { files: { ".npmrc": "script-shell=./a.sh\n" } },
    "a loader": { files: { ".npmrc": "node-options = --max-old-space-size=99 --require ./a.js" } },
    "another Git": { files: { ".npmrc": "; c\n  git=./a\n" } },
    "hooks switched on": { files: { ".npmrc": "ignore-scripts=false" } },
    "a client of its own": { files: { ".yarnrc.yml": "yarnPath: ./tools/y.cjs\n" } },
    "a preload": { files: { "bunfig.toml": 'preload = ["./a.ts"]\n[test]\n' } },
    "a repository's settings": { files: { ".git/config": "[core]\n\tfsmonitor = ./a.sh\n" } },
    "a registry": { files: { ".npmrc": "@s:registry=https://files.example.test/" }, points: 40 },
    "a client's hook file": { files: { ".pnpmfile.cjs": "module.exports={}" }, points: 40 },
  },
  passes: {
    "plain preferences": {
      files: { ".npmrc": "package-lock=false\nsave-exact=true\nengine-strict=true\n" },
    },
    "the registry that clients ask anyway": {
      files: {
        "bunfig.toml": `[install]\nregistry = "${publicRegistry}/"\n`,
        ".npmrc": `registry=${publicRegistry}`,
      },
    },
    "more memory": { files: { ".npmrc": "node-options=--max-old-space-size=4096" } },
    "a pinned client release": {
      files: {
        ".yarnrc.yml": "nodeLinker: node-modules\nyarnPath: .yarn/releases/yarn-3.6.0.cjs\n",
        ".yarnrc": 'yarn-path ".yarn/releases/yarn-1.22.0.cjs"\n',
      },
    },
    "a preload of tests": { files: { "bunfig.toml": '[test]\npreload = ["./a.ts"]\n' } },
    "a template": { files: { "template/.npmrc": "registry=https://files.example.test/" } },
  },
});

describeRule(gitPrepare, {
  flags: {
    "a branch": { manifest: { dependencies: { a: "github:o/a#main" } } },
    "an optional dependency": { manifest: { optionalDependencies: { a: "o/a" } }, points: 100 },
    "a bare commit": {
      manifest: {
        dependencies: {
          a: "git+https://git.example.test/o/a.git#79ac49eedf774dd4b0cfa308722bc463cfe5885c",
        },
      },
      points: 100,
    },
    "of the same owner, which MAN-02 weighs": {
      manifest: {
        repository: "git@github.com:Acme/tool.git",
        dependencies: { a: "github:acme/a" },
      },
      points: 20,
    },
    "an alias in front": {
      manifest: { optionalDependencies: { a: "npm:b@github:o/a" } },
      points: 100,
    },
  },
  passes: {
    "a developer's dependency": { manifest: { devDependencies: { a: "github:o/a" } } },
    "versions and paths": {
      manifest: { dependencies: { a: "^1.0.0", b: "npm:c@1", d: "file:../d", e: "workspace:*" } },
    },
  },
});
