import type { ApiUse, CodeFacts } from "../../../src/scanner/code/atoms.ts";
import { binaryChange } from "../../../src/scanner/rules/bin-03-binary-change.ts";
import { hookChange } from "../../../src/scanner/rules/dif-01-hook-change.ts";
import { newDependency } from "../../../src/scanner/rules/dif-02-new-dependency.ts";
import { newCapability } from "../../../src/scanner/rules/dif-03-new-capability.ts";
import { newHost } from "../../../src/scanner/rules/dif-04-new-host.ts";
import { becameDense } from "../../../src/scanner/rules/dif-05-became-dense.ts";
import { sizeJump } from "../../../src/scanner/rules/dif-06-size-jump.ts";
import { appendedCode } from "../../../src/scanner/rules/dif-07-appended-code.ts";
import { buildOnly } from "../../../src/scanner/rules/dif-08-build-only.ts";
import { newAgentFiles } from "../../../src/scanner/rules/dif-09-new-agent-files.ts";
import { agentText } from "../../../src/scanner/rules/dif-10-agent-text.ts";
import { quietRelease } from "../../../src/scanner/rules/dif-11-quiet-release.ts";
import { unusedDependency } from "../../../src/scanner/rules/man-06-unused-dependency.ts";
import { elf } from "../../support/media.ts";
import type { ViewOptions } from "../../support/package-view.ts";
import { noCapabilities, release } from "../../support/releases.ts";
import { describeRule } from "../../support/rule-tables.ts";

const code = Array.from({ length: 40 }, (_, at) => `export const value${at} = ${at};\n`).join("");
const dense = `!function(){${"var a=b(c),d=e(f);g(h);".repeat(200)}}();\n`;
const base: ViewOptions = { files: { "index.js": code, "README.md": "# sample\n" } };

interface Step {
  readonly files?: Readonly<Record<string, string>>;
  readonly binaries?: Readonly<Record<string, Uint8Array>>;
  readonly manifest?: ViewOptions["manifest"];
  readonly code?: Partial<CodeFacts>;
}

/** Version 1.0.1 after 1.0.0, both with the files of `base`. */
function patch(before: Step, after: Step, version = "1.0.1"): ViewOptions {
  return release(versionOf(before, "1.0.0"), versionOf(after, version));
}

function versionOf({ files = {}, manifest = {}, ...rest }: Step, version: string): ViewOptions {
  return { files: { ...base.files, ...files }, manifest: { ...manifest, version }, ...rest };
}

const install = { scripts: { postinstall: "node setup.js" } };

describeRule(hookChange, {
  flags: {
    "the first hook, with a new target": {
      ...patch({}, { manifest: install, files: { "setup.js": "run();\n" } }),
      points: 50,
    },
    "the first hook in a patch": {
      ...patch({ files: { "setup.js": "" } }, { manifest: install, files: { "setup.js": "" } }),
      points: 40,
    },
    "another command in a major release": {
      ...patch(
        { manifest: { scripts: { install: "a" } } },
        { manifest: { scripts: { install: "b" } } },
        "2.0.0",
      ),
      points: 30,
    },
  },
  passes: {
    "the same hook": patch({ manifest: install }, { manifest: install }),
    "other scripts": patch({}, { manifest: { scripts: { test: "node test.js" } } }),
    "a hook less": patch({ manifest: install }, {}),
    "a first version": { ...base, manifest: install, code: {} },
  },
});

const needs = { manifest: { dependencies: { "left-part": "^1.0.0" } } };
const uses = { ...needs, files: { "index.js": `import a from "left-part/a";\n${code}` } };

describeRule(newDependency, {
  flags: {
    "one that is used": patch({}, uses),
    "one that nothing names": { ...patch({}, needs), points: 40 },
    "one that only the documentation names": {
      ...patch({}, { ...needs, files: { "README.md": 'uses "left-part"\n' } }),
      points: 40,
    },
    "one that nothing names, in a major release": { ...patch({}, needs, "2.0.0"), points: 40 },
  },
  passes: {
    "one that was there": patch(needs, needs),
    "one that is used, in a minor release": patch({}, uses, "1.1.0"),
    "a peer that became a dependency": patch(
      { manifest: { peerDependencies: { "left-part": "*" } } },
      uses,
    ),
    "one for tests": patch({}, { manifest: { devDependencies: { "left-part": "*" } } }),
  },
});

describeRule(unusedDependency, {
  flags: {
    "one that nothing names": patch({}, needs),
    "one of the own scope": {
      ...patch(
        { manifest: { name: "@sample/a" } },
        { manifest: { name: "@sample/a", dependencies: { "@sample/b": "*" } } },
      ),
      points: 20,
    },
  },
  passes: {
    "one that is used": patch({}, uses),
    "one that a licence module uses": patch(
      {},
      { ...needs, files: { "lib/license.js": "require('left-part')" } },
    ),
    types: patch({}, { manifest: { dependencies: { "@types/left-part": "*" } } }),
    "a plugin that is found by its name": patch(
      {},
      { manifest: { dependencies: { "sample-plugin-left": "*" } } },
    ),
    "a part for some systems": patch(
      {},
      { manifest: { optionalDependencies: { "sample-linux-x64": "1" } } },
    ),
  },
});

function use(capability: ApiUse["capability"], options: Partial<ApiUse> = {}): Step {
  return {
    code: {
      uses: [{ capability, name: "", file: "index.js", line: 1, surface: "load", ...options }],
    },
  };
}

describeRule(newCapability, {
  flags: {
    "processes in a patch": { ...patch({}, use("subprocess")), points: 40 },
    "network in a major release": { ...patch({}, use("network.out"), "2.0.0"), points: 25 },
    "two in a patch": {
      ...patch({}, { code: { uses: [...usesOf(use("secret")), ...usesOf(use("native"))] } }),
      points: 50,
    },
  },
  passes: {
    "what it could before": release(versionOf({}, "1.0.0"), versionOf(use("subprocess"), "1.0.1"), {
      capabilities: { ...noCapabilities, subprocess: "allow" },
    }),
    "what nothing reaches": patch({}, use("subprocess", { surface: "dormant" })),
    "reading files": patch({}, use("fs.read")),
    "a version whose abilities nobody knows": release(
      versionOf({}, "1.0.0"),
      versionOf(use("subprocess"), "1.0.1"),
      { capabilities: null },
    ),
  },
});

function usesOf(step: Step): readonly ApiUse[] {
  return step.code?.uses ?? [];
}

const calls = use("network.out", { name: "files.example.test" });

describeRule(newHost, {
  flags: { "a host out of nowhere": patch({}, calls) },
  passes: {
    "one host more": release(versionOf({}, "1.0.0"), versionOf(calls, "1.0.1"), {
      capabilities: { ...noCapabilities, network: "outbound" },
    }),
    "a host that the caller names": patch({}, use("network.out")),
    "a host in tests": patch(
      {},
      use("network.out", { name: "a.example.test", surface: "dormant" }),
    ),
  },
});

describeRule(becameDense, {
  flags: {
    "one file": patch({}, { files: { "index.js": dense } }),
    "one file that was obfuscated": {
      ...patch(
        {},
        {
          files: { "index.js": dense },
          code: {
            hiding: [
              {
                kind: "string-array",
                file: "index.js",
                line: 1,
                column: 1,
                excerpt: "",
                surface: "load",
                layer: 0,
              },
            ],
          },
        },
      ),
      points: 100,
    },
  },
  passes: {
    "a build that was dense before": patch(
      { files: { "a.js": dense } },
      { files: { "a.js": `${dense}//` } },
    ),
    "a build that changed as a whole": patch(
      { files: { "a.js": code, "b.js": code, "c.js": code } },
      { files: { "a.js": dense, "b.js": dense, "c.js": `${dense};` } },
    ),
    "a new build": patch({}, { files: { "index.min.js": dense } }),
    "more readable code": patch({}, { files: { "index.js": code + code } }),
  },
});

describeRule(sizeJump, {
  flags: {
    "a large file in a small library": patch(
      {},
      { files: { "data.js": `x="${"ab".repeat(300_000)}"` } },
    ),
    "five times as much": patch({}, { files: { "a.js": code.repeat(60) } }),
  },
  passes: {
    "a few files more": patch({}, { files: { "a.js": code } }),
    "a small package that grows": patch({}, { files: { "a.js": code.repeat(10) } }),
    less: patch({ files: { "a.js": code.repeat(100) } }, {}),
  },
});

describeRule(appendedCode, {
  flags: {
    "code behind": patch(
      {},
      { files: { "index.js": `${code};require("net").connect(4444, "a.example.test");\n` } },
    ),
    "code before": patch(
      {},
      { files: { "index.js": `require("net").connect(4444, "a.example.test");\n${code}` } },
    ),
  },
  passes: {
    "a change in the middle": patch(
      {},
      { files: { "index.js": code.replace("value7", "value_seven_is_longer_now_than_before") } },
    ),
    "a line end": patch({}, { files: { "index.js": `${code}\n` } }),
    "a longer document": patch(
      {},
      { files: { "README.md": "# sample\nand much more about it, all of it new\n" } },
    ),
  },
});

const sources = { "src/a.js": code, "src/b.js": `${code}//b`, "src/c.js": `${code}//c` };
const built = { ...sources, "dist/a.js": code };

describeRule(buildOnly, {
  flags: {
    "another build of the same": patch(
      { files: built },
      { files: { ...built, "dist/a.js": `${code}steal();more();` } },
    ),
  },
  passes: {
    "another build of something else": patch(
      { files: built },
      {
        files: {
          ...built,
          "src/a.js": `${code}steal();more();`,
          "dist/a.js": `${code}steal();more();`,
        },
      },
    ),
    "a banner": patch({ files: built }, { files: { ...built, "dist/a.js": `${code}//1.0.1` } }),
    "no sources": patch({ files: { "dist/a.js": code } }, { files: { "dist/a.js": dense } }),
  },
});

describeRule(newAgentFiles, {
  flags: {
    instructions: patch({}, { files: { "CLAUDE.md": "Be kind.\n" } }),
    "a workflow": patch({}, { files: { ".github/workflows/a.yml": "on: push\n" } }),
    "settings of an editor": patch({}, { files: { ".vscode/tasks.json": "{}" } }),
    "a hidden file": patch({}, { files: { "lib/.cache.js": "run();\n" } }),
  },
  passes: {
    "instructions that were there": patch(
      { files: { "CLAUDE.md": "a" } },
      { files: { "CLAUDE.md": "b" } },
    ),
    "settings of tools": patch({}, { files: { ".eslintrc.json": "{}", ".npmignore": "a" } }),
    documents: patch({}, { files: { "docs/agents.txt": "a" } }),
  },
});

describeRule(agentText, {
  flags: {
    "other instructions": patch({ files: { "AGENTS.md": "a" } }, { files: { "AGENTS.md": "b" } }),
  },
  passes: {
    "the same": patch({ files: { "AGENTS.md": "a" } }, { files: { "AGENTS.md": "a" } }),
    "another document": patch({}, { files: { "README.md": "# other\n" } }),
    "new instructions, which are DIF-09": patch({}, { files: { "AGENTS.md": "a" } }),
  },
});

describeRule(quietRelease, {
  flags: {
    "one new file": patch({}, { files: { "lib/telemetry.js": "run();\n" } }),
    "one new file and a changelog": patch(
      {},
      { files: { "lib/a.js": "run();\n", "CHANGELOG.md": "1.0.1" } },
    ),
  },
  passes: {
    "changes and a new file": patch(
      {},
      { files: { "lib/a.js": "run();\n", "index.js": `${code}//` } },
    ),
    "two new files": patch({}, { files: { "lib/a.js": "run();\n", "lib/b.js": "walk();\n" } }),
    "a document": patch({}, { files: { "SECURITY.md": "Write to us.\n" } }),
    "a file that moved": patch({ files: { "a.js": "x();\n" } }, { files: { "b/a.js": "x();\n" } }),
  },
});

const native = { "src/addon.cc": "int x;\n" };

describeRule(binaryChange, {
  flags: {
    "one program of two": patch(
      {
        binaries: {
          "prebuilds/linux-x64/a.node": elf("1"),
          "prebuilds/linux-arm64/a.node": elf("2"),
        },
      },
      {
        binaries: {
          "prebuilds/linux-x64/a.node": elf("3"),
          "prebuilds/linux-arm64/a.node": elf("2"),
        },
      },
    ),
    "a program whose sources are the same": patch(
      { files: native, binaries: { "a.node": elf("1") } },
      { files: native, binaries: { "a.node": elf("2") } },
    ),
    "a program where there was none, and its loader": {
      ...patch({}, { binaries: { helper: elf() }, files: { "load.js": "run();\n" } }),
      points: 52,
    },
  },
  passes: {
    "a release of native code": patch(
      { files: native, binaries: { "a.node": elf("1") } },
      { files: { "src/addon.cc": "int y;\n" }, binaries: { "a.node": elf("2") } },
    ),
    "all programs, without sources": patch(
      { binaries: { "a.node": elf("1") } },
      { binaries: { "a.node": elf("2") } },
    ),
    "a major release": patch({}, { binaries: { helper: elf() } }, "2.0.0"),
    "the same program": patch({ binaries: { a: elf() } }, { binaries: { a: elf() } }),
  },
});
