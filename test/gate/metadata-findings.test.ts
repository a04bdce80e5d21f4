import { describe, expect, test } from "vitest";
import { metadataFindings } from "../../src/gate/metadata-findings.ts";
import { compareNames } from "../../src/gate/name-similarity.ts";
import { parsePackageName } from "../../src/names/package-name.ts";
import type { Report } from "../../src/scanner/report.ts";
import { parseUpstreamDocument } from "../../src/upstream/document.ts";
import { startRegistry } from "../support/registry.ts";
import { hookFiles, recordOf } from "../support/review.ts";
import { startUpstream } from "../support/upstream.ts";

const now = new Date("2026-06-10T00:00:00.000Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

interface Version {
  /** Days before now. */
  readonly age: number;
  readonly manifest?: object;
  readonly dist?: object;
}

interface Given {
  readonly name?: string;
  readonly versions: Readonly<Record<string, Version>>;
  readonly version?: string;
  readonly document?: object;
  readonly stats?: Partial<Report["stats"]>;
  readonly hasInstallScript?: boolean;
  readonly hasTimes?: boolean;
}

const ann = {
  _npmUser: { name: "ann" },
  maintainers: [{ name: "ann" }],
  repository: "github:ann/own",
};
const bob = {
  _npmUser: { name: "bob" },
  maintainers: [{ name: "bob" }],
  repository: "github:ann/own",
};
const attested = { attestations: { url: "https://registry.example/x", provenance: {} } };
const steady = { "1.0.0": { age: 900 }, "1.1.0": { age: 700 }, "1.2.0": { age: 500 } };

const note = (deprecated: string): Given => ({
  versions: { ...steady, "1.3.0": { age: 300, manifest: { deprecated } } },
});

/** Rule ids with points, of the last version given. */
function found({ name = "some-thing", versions, ...more }: Given): Record<string, number> {
  const { version = Object.keys(versions).at(-1) ?? "", document = {}, stats = {} } = more;
  const entries = Object.entries(versions);
  const json = {
    name,
    "dist-tags": { latest: version },
    versions: Object.fromEntries(
      entries.map(([one, { manifest = {}, dist = {} }]) => [
        one,
        {
          name,
          version: one,
          ...manifest,
          dist: {
            tarball: `https://registry.example/x/-/x-${one}.tgz`,
            shasum: "0".repeat(40),
            ...dist,
          },
        },
      ]),
    ),
    ...(more.hasTimes === false
      ? {}
      : { time: Object.fromEntries(entries.map(([one, { age }]) => [one, daysAgo(age)])) }),
    ...document,
  };
  const parsed = parseUpstreamDocument(Buffer.from(JSON.stringify(json)), parsePackageName(name));
  const report = {
    stats: { files: 5, unpackedBytes: 50_000, ...stats },
    manifest: { hasInstallScript: more.hasInstallScript ?? false },
  } as unknown as Report;
  const findings = metadataFindings(parsePackageName(name), version, parsed, report, now);
  return Object.fromEntries(findings.map(({ ruleId, points }) => [ruleId, points]));
}

describe("what a packument says of a release", () => {
  test.each<[string, Given, Record<string, number>]>([
    ["an old release of an old package", { versions: steady }, {}],
    [
      "a release of yesterday",
      { versions: { ...steady, "1.2.1": { age: 1 } } },
      { "META-03": 15, "META-09": 15 },
    ],
    ["one of four days ago", { versions: { "1.0.0": { age: 40 }, "1.0.1": { age: 4 } } }, {}],
    ["a new package", { versions: { "1.0.0": { age: 10 } } }, { "META-04": 10 }],
    [
      "a new package with a slip in its name",
      { name: "lodahs", versions: { "1.0.0": { age: 10 } } },
      { "META-04": 10, "META-05": 25 },
    ],
    [
      "an old package with such a name",
      { name: "lodahs", versions: { "1.0.0": { age: 900 } } },
      {},
    ],
    [
      "the well-known name itself",
      { name: "lodash", versions: { "1.0.0": { age: 10 } } },
      { "META-04": 10 },
    ],
    [
      "no repository",
      { versions: { "1.0.0": { age: 99, manifest: { ...ann, repository: undefined } } } },
      { "META-06": 10 },
    ],
    [
      "a repository for the package as a whole",
      {
        versions: { "1.0.0": { age: 99, manifest: { ...ann, repository: undefined } } },
        document: { repository: "github:ann/own" },
      },
      {},
    ],
    [
      "the repository of another package",
      {
        versions: {
          "1.0.0": {
            age: 99,
            manifest: { ...ann, repository: { url: "git+https://github.com/someone/express.git" } },
          },
        },
      },
      { "META-06": 20 },
    ],
    [
      "its own scope's repository",
      {
        name: "@expressjs/thing",
        versions: {
          "1.0.0": {
            age: 99,
            manifest: {
              ...ann,
              repository: { url: "git+https://github.com/expressjs/express.git" },
            },
          },
        },
      },
      {},
    ],
    [
      "another publisher",
      {
        versions: {
          "1.0.0": { age: 99, manifest: ann },
          "1.0.1": { age: 9, manifest: { ...ann, _npmUser: { name: "eve" } } },
        },
      },
      { "META-07": 20 },
    ],
    [
      "another publisher and a new hook",
      {
        versions: {
          "1.0.0": { age: 99, manifest: ann },
          "1.0.1": { age: 9, manifest: { ...bob, hasInstallScript: true } },
        },
      },
      { "META-07": 30 },
    ],
    [
      "another publisher long ago",
      { versions: { "1.0.0": { age: 999, manifest: ann }, "1.0.1": { age: 700, manifest: bob } } },
      {},
    ],
    [
      "one maintainer instead of another",
      {
        versions: {
          "1.0.0": {
            age: 99,
            manifest: { ...ann, maintainers: [{ name: "ann" }, { name: "bob" }] },
          },
          "1.0.1": { age: 9, manifest: bob },
        },
      },
      {},
    ],
    [
      "a build instead of a person",
      {
        versions: {
          "1.0.0": { age: 99, manifest: ann },
          "1.0.1": {
            age: 9,
            manifest: { ...ann, _npmUser: { name: "CI", trustedPublisher: { id: "github" } } },
          },
        },
      },
      {},
    ],
    [
      "less evidence than shortly before",
      { versions: { "1.0.0": { age: 50, dist: attested }, "1.0.1": { age: 9 } } },
      { "META-08": 25 },
    ],
    [
      "less evidence than in another major line",
      { versions: { "2.0.0": { age: 50, dist: attested }, "1.0.1": { age: 9 } } },
      {},
    ],
    [
      "less evidence than long before",
      { versions: { "1.0.0": { age: 400, dist: attested }, "1.0.1": { age: 9 } } },
      {},
    ],
    [
      "an attestation that is new",
      { versions: { "1.0.0": { age: 50 }, "1.0.1": { age: 9, dist: attested } } },
      {},
    ],
    ["a release after years", { versions: { ...steady, "1.2.1": { age: 9 } } }, { "META-09": 15 }],
    [
      "an old release after years",
      {
        versions: {
          "0.1.0": { age: 2000 },
          "0.2.0": { age: 1990 },
          "0.3.0": { age: 1980 },
          "1.0.0": { age: 1000 },
        },
      },
      {},
    ],
    [
      "three major lines at once",
      {
        versions: {
          "1.0.0": { age: 99 },
          "1.0.1": { age: 9 },
          "2.0.1": { age: 9 },
          "3.0.1": { age: 9 },
        },
      },
      { "META-09": 15 },
    ],
    [
      "a note that sends to a package that nobody knows",
      note("Deprecated. Please use @kit-next/parser-plus instead."),
      { "META-12": 15 },
    ],
    ["a note that sends to a well-known package", note("Please use react-dom instead."), {}],
    ["a note that names the next version", note("Please upgrade to v3, it is faster."), {}],
    ["a note that just says so", note("This package is no longer maintained."), {}],
    ["a first version of 99", { versions: { "99.1.0": { age: 99 } } }, { "META-10": 15 }],
    [
      "a first version of 99 with a hook",
      { versions: { "99.1.0": { age: 99, manifest: { scripts: { postinstall: "x" } } } } },
      { "META-10": 40 },
    ],
    ["a first version by the year", { versions: { "2026.5.0": { age: 99 } } }, {}],
    [
      "a jump to 60",
      { versions: { "2.0.0": { age: 99 }, "60.0.0": { age: 9 } } },
      { "META-10": 15 },
    ],
    [
      "a high number that was reached step by step",
      { versions: { "58.0.0": { age: 99 }, "60.0.0": { age: 9 } } },
      {},
    ],
    [
      "a prerelease as latest",
      { versions: { "1.0.0": { age: 99 }, "2.0.0-rc.1": { age: 9 } } },
      { "META-10": 15 },
    ],
    [
      "a package of prereleases alone",
      { versions: { "1.0.0-rc.0": { age: 99 }, "1.0.0-rc.1": { age: 9 } } },
      {},
    ],
    [
      "nearly nothing with a hook",
      {
        versions: { "1.0.0": { age: 99 } },
        stats: { files: 2, unpackedBytes: 300 },
        hasInstallScript: true,
      },
      { "META-13": 20 },
    ],
    [
      "nearly nothing without one",
      { versions: { "1.0.0": { age: 99 } }, stats: { files: 2, unpackedBytes: 300 } },
      {},
    ],
  ])("%s", (_, given, expected) => {
    expect(found(given)).toEqual(expected);
  });

  test.each<[string, Given]>([
    ["a name that resembles another", { name: "lodahs", versions: { "1.0.0": { age: 1 } } }],
    [
      "another publisher",
      { versions: { "1.0.0": { age: 99, manifest: ann }, "1.0.1": { age: 9, manifest: bob } } },
    ],
    ["a first version of 99", { versions: { "99.0.0": { age: 1 } } }],
    ["no repository", { versions: { "1.0.0": { age: 9 } } }],
  ])("says nothing of %s where it tells no times and no people", (_, given) => {
    expect(found({ ...given, hasTimes: false })).toEqual({});
  });
});

describe("names", () => {
  const known = new Set([
    "lodash",
    "express",
    "@babel/core",
    "chalk",
    "react-dom",
    "lodash.merge",
    "ms",
    "chai",
    "next",
  ]);

  test.each([
    ["lodahs", "close"],
    ["1odash", "close"],
    ["lodaash", "close"],
    ["lodas", "close"],
    ["expres", "close"],
    ["exprress", "close"],
    ["lodash-merge", "close"],
    ["lodashmerge", "close"],
    ["reactdom", "close"],
    ["@bable/core", "close"],
    ["@babe1/core", "close"],
    ["babel-core", "close"],
    ["express-js", "loose"],
    ["expressjs", "loose"],
    ["lodash-utils", "loose"],
    ["chalks", "close"],
    ["lodash", null],
    ["lodash-webpack-plugin", null],
    ["mz", null],
    ["chat", null],
    ["text", null],
    ["express-session", null],
    ["@acme/core", null],
    ["@acme/express", null],
    ["reaction-dom", null],
  ])("%s: %s", (name, degree) => {
    expect(compareNames(known)(name)?.degree ?? null).toBe(degree);
  });
});

describe("a young release of the upstream", () => {
  test("is weighed with what the scan finds, and never held for its youth alone", async () => {
    await using upstream = startUpstream();
    const time = "2026-06-09T00:00:00.000Z";
    upstream.add("lodahs", "1.0.0", { "index.js": "1" }, { time });
    upstream.add("quiet", "1.0.0", hookFiles, {
      time,
      manifest: { scripts: { postinstall: "sh ./setup.sh" } },
    });
    await using registry = await startRegistry({ upstream, now: () => now });

    expect((await registry.tarball("lodahs", "1.0.0")).status).toBe(200);
    expect((await registry.tarball("quiet", "1.0.0")).status).toBe(403);
    expect(await recordOf(registry, "quiet@1.0.0")).toMatchObject({
      issues: expect.arrayContaining([
        expect.objectContaining({ ruleId: "META-03", family: "metadata", points: 15 }),
        expect.objectContaining({ ruleId: "META-04", points: 10 }),
      ]),
    });
  });
});
