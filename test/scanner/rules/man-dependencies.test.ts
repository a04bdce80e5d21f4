import { archiveDependency } from "../../../src/scanner/rules/man-01-archive-dependency.ts";
import { gitDependency } from "../../../src/scanner/rules/man-02-git-dependency.ts";
import { foreignAlias } from "../../../src/scanner/rules/man-03-foreign-alias.ts";
import { selfReference } from "../../../src/scanner/rules/man-05-self-reference.ts";
import type { ViewOptions } from "../../support/package-view.ts";
import { describeRule } from "../../support/rule-tables.ts";

const commit = "79ac49eedf774dd4b0cfa308722bc463cfe5885c";

function needs(value: string, name = "dep", own: ViewOptions["manifest"] = {}): ViewOptions {
  return { manifest: { ...own, dependencies: { [name]: value } } };
}

describeRule(archiveDependency, {
  flags: {
    "plain http": needs("http://files.example.test/a.tgz"),
    "a page": needs("https://files.example.test/packages"),
    "a bare address": needs("https://203.0.113.7/a.tgz"),
    "an address as a number": needs("https://3405803783/a.tgz"),
    "one hidden behind an alias": needs("npm:dep@https://files.example.test/a.tgz"),
    "an optional one": {
      manifest: { optionalDependencies: { a: "https://user:pw@files.example.test:8443/a" } },
    },
    "an override by a page": {
      manifest: { overrides: { ms: "https://files.example.test/ms?v=latest" } },
    },
    "an override over plain http": {
      manifest: { overrides: { a: { ms: "http://files.example.test/ms.tgz" } } },
    },
    "an override by an archive": {
      manifest: { overrides: { ms: "https://files.example.test/ms-2.tgz" } },
      points: 40,
    },
    "a moving archive": { ...needs("https://github.com/o/r/archive/main.tar.gz"), points: 80 },
    "a fixed archive": { ...needs(`https://codeload.github.com/o/r/tar.gz/${commit}`), points: 60 },
  },
  passes: {
    versions: needs("^1.2.3 || >=2 <3"),
    "a tag": needs("latest"),
    "a developer's archive": {
      manifest: { devDependencies: { a: "https://files.example.test/a.tgz" } },
    },
    "an alias of the registry": needs("npm:other@^1"),
  },
});

const own = { repository: { type: "git", url: "git+https://github.com/acme/lib.git" } };

describeRule(gitDependency, {
  flags: {
    "somebody else's": { ...needs("github:other/dep", "dep", own), points: 100 },
    "a short form": { ...needs("other/dep#semver:^1", "dep", own), points: 100 },
    "a secure shell": { ...needs("git@git.example.test:other/dep.git", "dep", own), points: 100 },
    "a page of a code host": { ...needs("https://github.com/other/dep", "dep", own), points: 100 },
    "the same owner's": needs("git+ssh://git@github.com/acme/dep.git#v1", "dep", own),
    "no repository to compare with": needs("gist:11081aaa281"),
  },
  passes: {
    "a developer's": { manifest: { ...own, devDependencies: { a: "other/dep" } } },
    "a folder": needs("./packages/dep", "dep", own),
    "a scoped alias": needs("npm:@scope/name@1.0.0", "dep", own),
  },
});

describeRule(foreignAlias, {
  flags: {
    "a foreign package": needs("npm:colorful-chalk@1", "chalk"),
    "a scoped one": needs("npm:@other/lodash@4", "lodash"),
    "one without a version": needs("npm:debugs", "debug"),
    "an optional one": { manifest: { optionalDependencies: { semver: "npm:semver2@1" } } },
  },
  passes: {
    "another version of the same": needs("npm:string-width@^4", "string-width-cjs"),
    "the same name": needs("npm:chalk@4", "chalk"),
    "a stand-in": needs("npm:@preact/compat@17", "react"),
  },
});

describeRule(selfReference, {
  flags: {
    itself: needs("^1", "sample"),
    "one letter more": needs("^1", "samples"),
    "two letters swapped": needs("^1", "smaple"),
    "its name without the scope": needs("^1", "sample", { name: "@acme/sample" }),
    "the same, given out as it is": {
      ...needs("^1", "sample", { name: "@acme/sample" }),
      files: { "index.js": `require("./more"); module.exports = require("sample");` },
    },
    "the same, under a name of its own": {
      ...needs("^1", "sample", { name: "@acme/sample" }),
      files: { "index.js": `const real = require("sample");\nmodule.exports = real;` },
    },
    "the same, all of its exports": {
      ...needs("^1", "sample", { name: "@acme/sample", main: "index.mjs" }),
      files: { "index.mjs": `export * from "sample"; export const more = 1;` },
    },
  },
  passes: {
    "a well-known name that is like its own": needs("5.14.0", "tslint", { name: "dtslint" }),
    "a tool together with its parts": {
      manifest: {
        name: "@frame/sample",
        dependencies: {
          sample: "1.2.0",
          "sample-a": "1.2.0",
          "sample-b": "1.2.0",
          "sample-c": "1.2.0",
        },
      },
      files: { "index.js": `module.exports = require("sample");` },
    },
    "a part that fits another into a frame": {
      ...needs("^1", "sample", { name: "@frame/sample" }),
      files: {
        "index.js": `const Sample = require("sample"); module.exports = (frame) => frame.use(new Sample());`,
      },
    },
    "a step that starts a command": {
      ...needs("^1", "sample", { name: "@steps/sample" }),
      files: {
        "index.js": `const { spawnSync } = require("child_process"); exports.run = (cwd) => spawnSync("sample", ["pack"], { cwd });`,
      },
    },
    "types of a package": needs("^1", "sample", { name: "@types/sample" }),
    "a build of itself": needs("npm:sample@1.0.0-linux", "sample-linux"),
    "a numbered sibling": needs("^1", "es6-sample", { name: "es5-sample" }),
    "short names": needs("^1", "ws", { name: "ms" }),
  },
});
