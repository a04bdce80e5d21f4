import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { strictJson } from "../../../src/cli/scan/lock-files/bun-lock.ts";
import { readLockFile } from "../../../src/cli/scan/lock-files/read-lock-file.ts";
import { RegistryError } from "../../../src/errors.ts";

const digest = `sha512-${"A".repeat(86)}==`;
const address = (name: string, version: string) =>
  `https://registry.example/${name}/-/${name.split("/").at(-1)}-${version}.tgz`;

const names = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
] as const;

/** Packages as `name@version`, with a ! where the digest is known, and what is foreign. */
function read(file: string, text: string) {
  const { packages, foreign } = readLockFile(`/project/${file}`, text);
  return {
    packages: packages.map((p) => `${p.name}@${p.version}${p.integrity === digest ? "!" : ""}`),
    foreign: foreign.map(({ name, from }) => `${name} from ${from}`),
  };
}

describe("package-lock.json", () => {
  test("since version 2: by folder, with aliases, links and what is not from a registry", () => {
    const lock = {
      lockfileVersion: 3,
      packages: {
        "": { name: "root", version: "1.0.0" },
        "packages/ws": { version: "1.0.0" },
        "node_modules/ws": { resolved: "packages/ws", link: true },
        "node_modules/a": { version: "1.0.0", resolved: address("a", "1.0.0"), integrity: digest },
        "node_modules/a/node_modules/@s/b": { version: "2.0.0", integrity: `sha1-x ${digest}` },
        "node_modules/alias": { name: "real", version: "3.0.0" },
        "node_modules/a/node_modules/inside": { version: "1.0.0", inBundle: true },
        "node_modules/g": { version: "1.0.0", resolved: "git+ssh://git@host.test/g.git#abc" },
        "node_modules/t": { version: "1.0.0", resolved: "https://host.test/t.tgz" },
        "node_modules/other": { version: "1.0.0", resolved: address("another", "1.0.0") },
      },
    };
    expect(read("package-lock.json", JSON.stringify(lock))).toEqual({
      packages: ["a@1.0.0!", "@s/b@2.0.0!", "real@3.0.0"],
      foreign: [
        "ws from file:packages/ws",
        "g from git+ssh://git@host.test/g.git#abc",
        "t from https://host.test/t.tgz",
        "other from https://registry.example/another/-/another-1.0.0.tgz",
      ],
    });
  });

  test("version 1: a tree of dependencies", () => {
    const lock = {
      lockfileVersion: 1,
      dependencies: {
        a: {
          version: "1.0.0",
          resolved: address("a", "1.0.0"),
          integrity: digest,
          dependencies: { "@s/b": { version: "2.0.0" }, inside: { version: "1", bundled: true } },
        },
        alias: { version: "npm:@s/real@3.0.0" },
        local: { version: "file:local" },
      },
    };
    const found = read("npm-shrinkwrap.json", JSON.stringify(lock));
    expect(found.packages.sort()).toEqual(["@s/b@2.0.0", "@s/real@3.0.0", "a@1.0.0!"]);
    expect(found.foreign).toEqual(["local from file:local"]);
  });
});

describe("pnpm-lock.yaml", () => {
  test.each([
    [
      "5.4",
      `lockfileVersion: 5.4

importers:

  .:
    specifiers:
      a: ^1.0.0
      ws: workspace:*
    dependencies:
      a: 1.0.0
      ws: link:packages/ws

packages:

  /a/1.0.0_peer@9.0.0:
    resolution: {integrity: ${digest}}
    dev: false

  /@s/b/2.0.0-rc.1:
    resolution: {integrity: ${digest}, tarball: ${address("@s/b", "2.0.0-rc.1")}}
    engines: {node: '>=6'}

  github.test/user/g/abc:
    resolution: {tarball: https://host.test/user/g/tar.gz/abc}
    name: g
    version: 1.0.0
`,
    ],
    [
      "6.0",
      `lockfileVersion: '6.0'

dependencies:
  ws:
    specifier: workspace:*
    version: link:packages/ws

packages:

  /a@1.0.0(peer@9.0.0)(@s/b@2.0.0-rc.1):
    resolution: {integrity: ${digest}}

  ? /@s/b@2.0.0-rc.1
  : resolution:
      integrity: ${digest}
    dev: true

  https://host.test/g.tgz:
    resolution: {tarball: https://host.test/g.tgz}
    name: g
    version: 1.0.0
`,
    ],
    [
      "9.0",
      `lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      ws:
        specifier: workspace:*
        version: link:packages/ws

packages:

  a@1.0.0:
    resolution: {integrity: ${digest}}
    hasBin: true

  '@s/b@2.0.0-rc.1':
    resolution: {integrity: ${digest}}

  g@https://host.test/g.tgz:
    resolution: {tarball: https://host.test/g.tgz}
    version: 1.0.0

snapshots:

  a@1.0.0(peer@9.0.0):
    dependencies:
      peer: 9.0.0
`,
    ],
  ])("version %s", (_, text) => {
    const found = read("pnpm-lock.yaml", text);
    expect(found.packages).toEqual(["a@1.0.0!", "@s/b@2.0.0-rc.1!"]);
    expect(found.foreign).toEqual([
      "ws from link:packages/ws",
      expect.stringMatching(/^g from https:\/\/host\.test\//),
    ]);
  });

  test("folders and repositories are not from a registry", () => {
    const text = `lockfileVersion: '9.0'
packages:
  d@file:local:
    resolution: {directory: local, type: directory}
  r@git+https://host.test/r.git#abc:
    resolution: {commit: abc, repo: https://host.test/r.git, type: git}
    version: 1.0.0
`;
    expect(read("pnpm-lock.yaml", text)).toEqual({
      packages: [],
      foreign: ["d from file:local", "r from git+https://host.test/r.git#abc"],
    });
  });
});

describe("yarn.lock", () => {
  test("of yarn classic", () => {
    const text = `# THIS IS AN AUTOGENERATED FILE. DO NOT EDIT THIS FILE DIRECTLY.
# yarn lockfile v1


"@s/b@^2.0.0", "@s/b@~2.0.0":
  version "2.0.0"
  resolved "${address("@s/b", "2.0.0")}#0123abc"
  integrity ${digest}
  dependencies:
    a "^1.0.0"

a@^1.0.0:
  version "1.0.0"
  resolved "${address("a", "1.0.0")}"

"alias@npm:real@^3.0.0":
  version "3.0.0"
  resolved "${address("real", "3.0.0")}"
  integrity ${digest}

"local@file:./local":
  version "1.0.0"

"t@https://host.test/t.tgz":
  version "1.0.0"
  resolved "https://host.test/t.tgz#abc"
`;
    expect(read("yarn.lock", text)).toEqual({
      packages: ["@s/b@2.0.0!", "a@1.0.0", "real@3.0.0!"],
      foreign: ["local from file:./local", "t from https://host.test/t.tgz"],
    });
  });

  test("of berry", () => {
    const text = `# This file is generated by running "yarn install" inside your project.

__metadata:
  version: 8
  cacheKey: 10c0

"@s/b@npm:^2.0.0, @s/b@npm:~2.0.0":
  version: 2.0.0
  resolution: "@s/b@npm:2.0.0"
  dependencies:
    a: "npm:^1.0.0"
  checksum: 10c0/0123
  languageName: node
  linkType: hard

"alias@npm:real@^3.0.0":
  version: 3.0.0
  resolution: "real@npm:3.0.0::__archiveUrl=${encodeURIComponent(address("real", "3.0.0"))}"
  linkType: hard

"p@patch:a@npm%3A1.0.0#./fix.patch":
  version: 1.0.0
  resolution: "p@patch:a@npm%3A1.0.0#./fix.patch::version=1.0.0"
  linkType: hard

"root@workspace:.":
  version: 0.0.0-use.local
  resolution: "root@workspace:."
  linkType: soft
`;
    expect(read("yarn.lock", text)).toEqual({
      packages: ["@s/b@2.0.0", "real@3.0.0"],
      foreign: ["p from patch:a@npm%3A1.0.0#./fix.patch::version=1.0.0", "root from workspace:."],
    });
  });
});

describe("bun.lock", () => {
  test("with comments and commas at the ends", () => {
    const text = `{
  "lockfileVersion": 1, // a comment, with "quotes"
  "workspaces": { "": { "name": "root", "dependencies": { "a": "^1.0.0", }, }, },
  "packages": {
    "a": ["a@1.0.0", "", { "dependencies": { "x": "//,}" } }, "${digest}"],
    "a/@s/b": ["@s/b@2.0.0", "${address("@s/b", "2.0.0")}", {}, "${digest}"], /* , */
    "alias": ["real@3.0.0", "", {}, "${digest}"],
    "t": ["t@https://host.test/t.tgz", {}, "sha512-x"],
    "g": ["g@github:user/g#abc", {}, "user-g-abc"],
    "ws": ["ws@workspace:packages/ws"],
  }
}
`;
    expect(read("bun.lock", text)).toEqual({
      packages: ["a@1.0.0!", "@s/b@2.0.0!", "real@3.0.0!"],
      foreign: [
        "t from https://host.test/t.tgz",
        "g from github:user/g#abc",
        "ws from workspace:packages/ws",
      ],
    });
  });

  test("what is strict already stays as it is, whatever its strings hold", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(JSON.parse(strictJson(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  test("commas before closing brackets and comments anywhere change nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), (values) => {
        const text = `/* , ] */[${values.map((v) => JSON.stringify(v)).join(" // }\n, ")} , /* */ ]`;
        expect(JSON.parse(strictJson(text))).toEqual(JSON.parse(JSON.stringify(values)));
      }),
    );
  });
});

describe("whatever a file holds", () => {
  const line = fc.oneof(
    fc.constantFrom(
      ...["__metadata:", "# yarn lockfile v1", "lockfileVersion: '9.0'", "packages:", "---"],
      ...['"a@^1", b@2:', '  version "1.0.0"', "  resolution: {integrity: x", "  ? key", "  : x:"],
      ...['  resolution: "a@npm:1.0.0::__archiveUrl=%"', "    link:", "  a:", "'", '"', "@", "{"],
    ),
    fc.string(),
  );
  const text = fc.array(line).map((all) => all.join("\n"));
  const json = fc
    .jsonValue()
    .map((value) => JSON.stringify({ lockfileVersion: 1, packages: value, dependencies: value }));

  test.each(names)("%s: it is read or refused", (name) => {
    fc.assert(
      fc.property(fc.oneof(text, json, fc.string()), (garbage) => {
        try {
          readLockFile(name, garbage);
        } catch (error) {
          expect(error).toBeInstanceOf(RegistryError);
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["package-lock.json", "[".repeat(200_000)],
    ["package-lock.json", `${'{"dependencies":{"a":'.repeat(5000)}{}${"}}".repeat(5000)}`],
    ["pnpm-lock.yaml", `lockfileVersion: 9\n${" ".repeat(1_000_000)}x`],
    [
      "pnpm-lock.yaml",
      `lockfileVersion: 9\npackages:\n${"  a@1:\n    resolution: {a: , ".repeat(40_000)}`,
    ],
    ["pnpm-lock.yaml", `lockfileVersion: 9\npackages:\n  ${"(".repeat(60_000)}:\n`],
    ["yarn.lock", `# yarn lockfile v1\n${'"'.repeat(1_000_000)}`],
    ["yarn.lock", `# yarn lockfile v1\n${"a@npm:".repeat(10_000)}:\n  version 1\n`.repeat(20)],
    ["yarn.lock", `__metadata:\n${"x:\n  resolution: a@npm:1::".repeat(40_000)}`],
    ["bun.lock", "/*".repeat(500_000)],
    ["bun.lock", `{"lockfileVersion":1,"packages":${"[,".repeat(500_000)}`],
    ["bun.lock", "// \n".repeat(300_000)],
  ])("%s: time grows with size, not faster", (name, garbage) => {
    const startedAt = performance.now();
    try {
      readLockFile(name, garbage);
    } catch (error) {
      expect(error).toBeInstanceOf(RegistryError);
    }
    expect(performance.now() - startedAt).toBeLessThan(1500);
  });

  test("fields of a prototype are names like others", () => {
    const lock = '{"lockfileVersion":3,"packages":{"node_modules/__proto__":{"version":"1.0.0"}}}';
    expect(read("package-lock.json", lock)).toEqual({
      packages: [],
      foreign: ["__proto__ from 1.0.0"],
    });
  });
});

test("a tree for old clients that differs from the list for new ones is read too", () => {
  const lock = {
    lockfileVersion: 2,
    packages: {
      "node_modules/a": { version: "1.0.0" },
      "node_modules/l": { resolved: "l", link: true },
    },
    dependencies: { a: { version: "1.0.0" }, b: { version: "2.0.0" }, l: { version: "file:l" } },
  };
  expect(read("package-lock.json", JSON.stringify(lock))).toEqual({
    packages: ["a@1.0.0", "b@2.0.0"],
    foreign: ["l from file:l"],
  });
});

describe("what a client might read and we cannot is never called clean", () => {
  test.each([
    [
      "pnpm-lock.yaml",
      "lockfileVersion: '9.0'\npackages: {a@1.0.0: {resolution: {integrity: x}}}\n",
    ],
    ["pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages: &x\n  a@1.0.0:\n"],
    ["pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages:\n    a@1.0.0:\n"],
    ["pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages:\n a@1.0.0:\n"],
    ["pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages:\n  a@1.0.0: {resolution: {}}\n"],
    ["pnpm-lock.yaml", "lockfileVersion: '9.0'\n\"pack\\u0061ges\":\n  a@1.0.0:\n"],
    ["yarn.lock", `# yarn lockfile v1\n${"a@^1, ".repeat(20_000)}a@2:\n  version "1.0.0"\n`],
  ])("%s is refused: %.60j", (name, text) => {
    expect(() => readLockFile(name, text)).toThrow(RegistryError);
  });

  test.each([
    ["yarn.lock", "__metadata:\n  version: 8\n\na@npm:1.0.0:\n    resolution: a@npm:1.0.0\n"],
    ["yarn.lock", "__metadata:\n  version: 8\n\na@npm:1.0.0: {resolution: a@npm:1.0.0}\n"],
    ["yarn.lock", '# yarn lockfile v1\na@^1:\n    version "1.0.0"\n'],
    ["bun.lock", '{"lockfileVersion":1,"packages":{"a@npm:1.0.0":{}}}'],
    ["pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages :\n  a@npm:1.0.0:\n"],
  ])("%s lists it: %j", (name, text) => {
    const { packages, foreign } = read(name, text);
    expect(packages).toEqual([]);
    expect(foreign).toEqual([expect.stringMatching(/^a/)]);
  });

  test("more packages than any project has", () => {
    const entries = Array.from(
      { length: 200_001 },
      (_, at) => `"node_modules/a${at}":{"version":"1.0.0"}`,
    );
    const text = `{"lockfileVersion":3,"packages":{${entries.join(",")}}}`;
    expect(() => readLockFile("package-lock.json", text)).toThrow(/more than 200000 packages/);
  });
});

test.each([
  ["package-lock.json", "{}"],
  ["package-lock.json", "[]"],
  ["pnpm-lock.yaml", "packages:\n"],
  ["yarn.lock", "a@^1:\n"],
  ["bun.lock", '{"packages":{}}'],
  ["bun.lock", "\u0000\u0001"],
])("%s that is none is refused: %j", (name, text) => {
  expect(() => readLockFile(name, text)).toThrow(/cannot be read as a/);
});
