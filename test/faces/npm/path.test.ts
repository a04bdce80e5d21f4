import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalPath, decodeSegment } from "../../../src/faces/npm/path.ts";

const at = (path: string) => canonicalPath(`http://localhost:4873${path}`);

describe("canonicalPath", () => {
  test.each([
    ["/@acme/lib", "/@acme%2flib"],
    ["/@acme%2flib", "/@acme%2flib"],
    ["/@acme%2Flib", "/@acme%2Flib"],
    ["/%40acme%2Flib", "/@acme%2Flib"],
    ["/%40acme/lib", "/@acme%2flib"],
    ["/@acme/lib/", "/@acme%2flib"],
    ["//@acme//lib", "/@acme%2flib"],
    ["/@acme/lib?write=true", "/@acme%2flib"],
    ["/@acme/lib#part", "/@acme%2flib"],
    ["/@acme/lib/1.0.0", "/@acme%2flib/1.0.0"],
    ["/@acme%2flib/1.0.0", "/@acme%2flib/1.0.0"],
    ["/@acme/lib/-/lib-1.0.0.tgz", "/@acme%2flib/-/lib-1.0.0.tgz"],
    ["/@acme/lib/-/@acme/lib-1.0.0.tgz", "/@acme%2flib/-/lib-1.0.0.tgz"],
    ["/@acme%2flib/-/@acme%2flib-1.0.0.tgz", "/@acme%2flib/-/lib-1.0.0.tgz"],
    ["/%40acme%2Flib/-/%40acme%2Flib-1.0.0.tgz", "/@acme%2Flib/-/lib-1.0.0.tgz"],
    ["/lodash", "/lodash"],
    ["/lodash/", "/lodash"],
    ["/lodash/-/lodash-4.0.0.tgz?x=/@a/b", "/lodash/-/lodash-4.0.0.tgz"],
    ["/-/package/@acme/lib/dist-tags", "/-/package/@acme%2flib/dist-tags"],
    ["/-/package/%40acme%2flib/dist-tags", "/-/package/@acme%2flib/dist-tags"],
    ["/-/ping", "/-/ping"],
    ["/@acme", "/@acme"],
    ["/", "/"],
    ["//", "/"],
    ["", "/"],
  ])("%s is %s", (path, canonical) => {
    expect(at(path)).toBe(canonical);
  });

  test("leaves double encoding for the decoder to refuse", () => {
    expect(at("/@acme%252flib")).toBe("/@acme%252flib");
  });

  test("never throws, and says the same about its own answer", () => {
    const pieces = fc.constantFrom(
      "/",
      "@",
      "%40",
      "%2f",
      "%2F",
      "-",
      "/-/",
      "%",
      "%zz",
      "?",
      "#",
      "a",
      "..",
      "package",
      "\0",
      "é",
    );
    fc.assert(
      fc.property(fc.array(pieces), (all) => {
        const canonical = at(`/${all.join("")}`);
        expect(canonical.startsWith("/")).toBe(true);
        expect(canonical).not.toMatch(/[?#]/);
        expect(at(canonical)).toBe(canonical);
      }),
      { numRuns: 1000 },
    );
    fc.assert(fc.property(fc.string(), (text) => void canonicalPath(text)));
  });
});

describe("decodeSegment", () => {
  test("decodes once", () => {
    expect(decodeSegment("@acme%2flib")).toBe("@acme/lib");
  });

  test.each(["%252f", "%25%32%66", "a%252e%252e"])("refuses %s, which is encoded twice", (text) => {
    expect(() => decodeSegment(text)).toThrow(expect.objectContaining({ code: "invalid" }));
  });

  test.each(["%", "%zz", "%c3%28", "a%2"])("refuses the broken escape %s", (text) => {
    expect(() => decodeSegment(text)).toThrow("the path has a broken percent escape");
  });
});
