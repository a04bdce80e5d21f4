import { describe, expect, test } from "vitest";
import {
  type Affected,
  isAffected,
  OsvRecord,
  rangeOf,
  readOsv,
} from "../../src/advisories/osv.ts";
import type { PackageName } from "../../src/names/package-name.ts";

const lib = "lib" as PackageName;
const range = (...events: Record<string, string>[]) => ({ type: "SEMVER", events });
const affected = (fields: object, name = "lib") => [
  { package: { ecosystem: "npm", name }, ...fields },
];

function read(record: object) {
  return readOsv(OsvRecord.parse({ id: "LOCAL-1", ...record }));
}

function affectedOf(fields: object): Affected {
  const found = read({ affected: affected(fields) })?.affected.get(lib);
  if (found === undefined) throw new Error("the record is about nothing");
  return found;
}

describe("the versions that a record is about", () => {
  test.each<[string, object, string, string[], string[]]>([
    [
      "everything",
      { ranges: [range({ introduced: "0" })] },
      "*",
      ["0.0.1", "1.0.0-beta", "9.9.9"],
      [],
    ],
    [
      "what is before a fix",
      { ranges: [range({ introduced: "0" }, { fixed: "1.2.3" })] },
      "<1.2.3",
      ["0.0.0", "1.2.2", "1.2.3-rc.1"],
      ["1.2.3", "2.0.0"],
    ],
    [
      "two stretches, told in any order",
      {
        ranges: [
          range(
            { fixed: "2.0.5" },
            { introduced: "1.0.0" },
            { introduced: "2.0.0" },
            { fixed: "1.5.0" },
          ),
        ],
      },
      ">=1.0.0 <1.5.0 || >=2.0.0 <2.0.5",
      ["1.0.0", "1.4.9", "2.0.4"],
      ["0.9.0", "1.5.0", "1.9.9", "2.0.5"],
    ],
    [
      "up to the last that is affected",
      { ranges: [range({ introduced: "1.0.0" }, { last_affected: "1.2.0" })] },
      ">=1.0.0 <=1.2.0",
      ["1.0.0", "1.2.0"],
      ["1.2.1", "0.9.9"],
    ],
    [
      "single versions, and a range that covers some of them",
      {
        ranges: [range({ introduced: "0" }, { fixed: "1.0.0" })],
        versions: ["0.5.0", "3.0.1", "2.0.0", "odd"],
      },
      "<1.0.0 || 2.0.0 || 3.0.1",
      ["0.5.0", "2.0.0", "3.0.1"],
      ["1.0.0", "3.0.0"],
    ],
    [
      "nothing of a range of commits",
      { ranges: [{ type: "GIT", events: [{ introduced: "0" }] }], versions: ["1.0.0"] },
      "1.0.0",
      ["1.0.0"],
      ["1.0.1"],
    ],
  ])("%s", (_, fields, wanted, hit, missed) => {
    const found = affectedOf(fields);
    expect(rangeOf(found)).toBe(wanted);
    for (const version of hit)
      expect([version, isAffected(version, found)]).toEqual([version, true]);
    for (const version of missed) {
      expect([version, isAffected(version, found)]).toEqual([version, false]);
    }
  });
});

describe("readOsv", () => {
  const all = { affected: affected({ ranges: [range({ introduced: "0" })] }) };

  test.each<[string, object, string]>([
    ["the word of its database", { database_specific: { severity: "MODERATE" } }, "moderate"],
    ["the other word for it", { database_specific: { severity: "Medium" } }, "moderate"],
    [
      "its vector",
      { severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H" }] },
      "high",
    ],
    [
      "its vector when the word means nothing",
      {
        database_specific: { severity: { toString: 1 } },
        severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:L/A:N" }],
      },
      "low",
    ],
    ["nothing, as the middle", {}, "moderate"],
    ["malware", { id: "MAL-2025-1", database_specific: { severity: "LOW" } }, "critical"],
  ])("rates by %s", (_, fields, severity) => {
    expect(read({ ...all, ...fields })?.severity).toBe(severity);
  });

  test.each<[string, object, string]>([
    [
      "its page at GitHub",
      { id: "GHSA-aaaa-bbbb-cccc" },
      "https://github.com/advisories/GHSA-aaaa-bbbb-cccc",
    ],
    [
      "that of an alias",
      { aliases: ["GHSA-aaaa-bbbb-cccc"] },
      "https://github.com/advisories/GHSA-aaaa-bbbb-cccc",
    ],
    [
      "a page of its own",
      {
        references: [
          { type: "WEB", url: "https://a.test/" },
          { type: "ADVISORY", url: "https://b.test/" },
        ],
      },
      "https://b.test/",
    ],
    [
      "a page of its database rather than no web page",
      { references: [{ type: "ADVISORY", url: "javascript:alert(1)" }] },
      "https://osv.dev/vulnerability/LOCAL-1",
    ],
  ])("links to %s", (_, fields, url) => {
    expect(read({ ...all, ...fields })?.url).toBe(url);
  });

  test("leaves aside what is about no npm package", () => {
    expect(read({})).toBeNull();
    expect(read({ affected: [{ package: { ecosystem: "PyPI", name: "lib" } }] })).toBeNull();
    expect(
      read({ affected: affected({ ranges: [range({ introduced: "0" })] }, "../x") }),
    ).toBeNull();
    expect(read({ affected: affected({}) })).toBeNull();
  });
});
