import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bestMatch,
  cleanVersion,
  compareVersions,
  isPrerelease,
  latestAmong,
  parseDistTag,
  parseVersion,
} from "../../src/names/version.ts";

const refused = expect.objectContaining({ code: "invalid" });

describe("parseVersion", () => {
  test.each([
    ["1.2.3", "1.2.3"],
    ["1.2.3-beta.1", "1.2.3-beta.1"],
    ["1.0.6-no-external-modules", "1.0.6-no-external-modules"],
    ["1.2.3+build.5", "1.2.3"],
    ["1.2.3-rc.1+build", "1.2.3-rc.1"],
    ["0.0.0", "0.0.0"],
  ])("reads %s as %s", (text, version) => {
    expect(parseVersion(text)).toBe(version);
  });

  test.each([
    "",
    "1",
    "1.2",
    "v1.2.3",
    "=1.2.3",
    " 1.2.3",
    "01.2.3",
    "1.2.3.4",
    "1.2.3-",
    "1.0.0beta",
    "^1.0.0",
    "latest",
    "../1.0.0",
    "1.0.0/..",
    "__proto__",
    `1.0.0-${"a".repeat(256)}`,
    "99999999999999999999.0.0",
  ])("refuses %j", (text) => {
    expect(() => parseVersion(text)).toThrow(refused);
  });

  test("is the same after it was read once", () => {
    const parts = fc.tuple(
      fc.nat(),
      fc.nat(),
      fc.nat(),
      fc.stringMatching(/^[a-z][0-9a-z-]{0,8}$/),
    );
    fc.assert(
      fc.property(parts, ([major, minor, patch, pre]) => {
        const version = parseVersion(`${major}.${minor}.${patch}-${pre}+build`);
        expect(version).toBe(`${major}.${minor}.${patch}-${pre}`);
        expect(parseVersion(version)).toBe(version);
      }),
    );
  });
});

test.each([
  ["v1.2.3", "1.2.3"],
  ["=1.2.3", "1.2.3"],
  [" 1.2.3 ", "1.2.3"],
  ["1.2.3+b5", "1.2.3"],
  ["1.0.0beta", "1.0.0-beta"],
  ["no version", null],
])("cleanVersion makes %j into %j", (text, version) => {
  expect(cleanVersion(text)).toBe(version);
});

describe("parseDistTag", () => {
  test.each(["latest", "beta", "next-11", "constructor", "v", "release/2", "%2f", "a+b"])(
    "takes %s",
    (tag) => {
      expect(parseDistTag(tag)).toBe(tag);
    },
  );

  test.each([
    "",
    "1.x",
    "v1.2.3",
    "1.0.0",
    "*",
    "^1.0.0",
    ">=1",
    "x",
    "__proto__",
    "two words",
    "a\nb",
    "tög",
    "t".repeat(129),
  ])("refuses %j", (tag) => {
    expect(() => parseDistTag(tag)).toThrow(refused);
  });
});

describe("latestAmong", () => {
  test.each([
    {
      served: ["1.0.0", "1.1.0", "2.0.0"],
      wanted: "1.2.0",
      latest: "1.1.0",
      why: "the newest stable one below",
    },
    {
      served: ["1.0.0", "2.0.0-rc.1", "3.0.0"],
      wanted: "0.5.0",
      latest: "3.0.0",
      why: "else the newest stable one",
    },
    {
      served: ["1.0.0-a", "1.0.0-b"],
      wanted: "1.0.0",
      latest: "1.0.0-b",
      why: "else the newest of all",
    },
    {
      served: ["1.0.0", "1.2.0-rc.1"],
      wanted: "1.2.0",
      latest: "1.0.0",
      why: "stable before prerelease",
    },
    {
      served: ["1.9.0", "1.10.0"],
      wanted: undefined,
      latest: "1.10.0",
      why: "by number, not by letter",
    },
    { served: [], wanted: "1.0.0", latest: null, why: "nothing of nothing" },
  ])("$why", ({ served, wanted, latest }) => {
    expect(latestAmong(served, wanted)).toBe(latest);
    expect(latestAmong([...served].reverse(), wanted)).toBe(latest);
  });

  test("names one of those that are served", () => {
    const version = fc
      .tuple(fc.nat(3), fc.nat(3), fc.constantFrom("", "-rc.1"))
      .map(([a, b, pre]) => `${a}.${b}.0${pre}`);
    fc.assert(
      fc.property(fc.array(version, { minLength: 1 }), version, (served, wanted) => {
        expect(served).toContain(latestAmong(served, wanted));
      }),
    );
  });
});

test("what is no version sorts before every version", () => {
  expect(["1.0.0", "not one", "0.1.0", "1.0.0-rc.1"].sort(compareVersions)).toEqual([
    "not one",
    "0.1.0",
    "1.0.0-rc.1",
    "1.0.0",
  ]);
});

test("bestMatch skips what does not satisfy the range, and old loose versions do not break it", () => {
  expect(bestMatch(["1.0.0", "1.2.0", "2.0.0", "1.0.0beta", "junk"], "^1.0.0")).toBe("1.2.0");
  expect(bestMatch(["1.0.0"], "^2.0.0")).toBe(null);
  expect(bestMatch(["1.0.0"], "no range")).toBe(null);
});

test("isPrerelease", () => {
  expect(["1.0.0", "1.0.0-rc.1", "1.0.0beta", "junk"].map(isPrerelease)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
