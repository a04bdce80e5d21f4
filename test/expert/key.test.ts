import { describe, expect, test } from "vitest";
import { dependenciesOfDelegates } from "../../src/expert/delegates.ts";
import { isExpertTag, parseExpertKey, pinningOf } from "../../src/expert/key.ts";

describe("a key", () => {
  test.each([
    ["helper", { name: "helper", version: null, tag: null }],
    ["@o/n", { name: "@o/n", version: null, tag: null }],
    ["@o/n@1.0.0", { name: "@o/n", version: "1.0.0", tag: null }],
    ["@o/n@1.0.0-rc.1+b.2", { name: "@o/n", version: "1.0.0-rc.1", tag: null }],
    ["@o/n@stable", { name: "@o/n", version: null, tag: "stable" }],
    ["@o/n@1.0", { name: "@o/n", version: null, tag: "1.0" }],
    ["@o/n@01.0.0", { name: "@o/n", version: null, tag: "01.0.0" }],
    ["@acme.io/n.m", { name: "@acme.io/n.m", version: null, tag: null }],
  ])("%s", (text, key) => {
    expect(parseExpertKey(text)).toEqual(key);
  });

  test.each([
    "",
    "@invalid",
    "n@",
    "@o/n@1.0.0@x",
    "Upper",
    "@o/n@^1.0.0",
    "a/b",
    "../x",
    "a b",
    "n@Tag",
    "x".repeat(512),
  ])("%j is none", (text) => {
    expect(() => parseExpertKey(text)).toThrow(expect.objectContaining({ code: "invalid" }));
  });

  test("a key that no package can have names nothing", () => {
    expect(() => parseExpertKey("node_modules")).toThrow(
      expect.objectContaining({ code: "not_found" }),
    );
  });

  test.each([
    ["a@1.0.0", "pinned"],
    ["a@next", "tagged"],
    ["a", "floating"],
  ])("%s is %s", (text, pinning) => {
    expect(pinningOf(parseExpertKey(text))).toBe(pinning);
  });

  test.each([
    ["stable", true],
    ["v1_2-x", true],
    ["1.0", false],
    ["Stable", false],
    ["", false],
    ["x".repeat(256), false],
  ])("%j as a tag: %s", (text, isTag) => {
    expect(isExpertTag(text)).toBe(isTag);
  });
});

test("delegates are dependencies; a second wish for one name becomes an alias", () => {
  expect(
    dependenciesOfDelegates(["@o/b@1.2.3", "@o/a@stable", "c", "@o/b@2.0.0", "@o/b@1.2.3"]),
  ).toEqual({
    "@o/a": "stable",
    "@o/b": "1.2.3",
    "@o/b--2.0.0": "npm:@o/b@2.0.0",
    c: "latest",
  });
});
