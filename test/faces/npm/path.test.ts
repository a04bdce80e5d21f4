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
    ["/api/registry/v1/experts/", "/api/registry/v1/experts"],
    ["/api/registry/v1/experts/lone%401.0.0", "/api/registry/v1/experts/lone%401.0.0"],
    ["/api/registry/v1/experts/%40a%2Fx%401.0.0", "/api/registry/v1/experts/@a%2Fx%401.0.0"],
    [
      "/api/registry/v1/experts/@a/x@1.0.0/versions",
      "/api/registry/v1/experts/@a%2fx@1.0.0/versions",
    ],
    ["//api/registry/v1/experts/%40a%2Fx", "/api/registry/v1/experts/@a%2Fx"],
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

  test("never throws and always gives a path", () => {
    const pieces = fc.constantFrom(
      "/",
      "@",
      "%40",
      "%2f",
      "/-/",
      "%",
      "%zz",
      "?",
      "#",
      "a",
      "..",
      "\0",
      "é",
    );
    const paths = fc.array(pieces).map((all) => `/${all.join("")}`);
    fc.assert(
      fc.property(paths, (path) => {
        const canonical = at(path);
        expect(canonical.startsWith("/")).toBe(true);
        expect(canonical).not.toMatch(/[?#]|\/\//);
      }),
      { numRuns: 1000 },
    );
    fc.assert(fc.property(fc.string(), (text) => void canonicalPath(text)));
  });

  test("is the same path for every spelling of a scoped name", () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9._-]{0,8}$/);
    const rest = fc.constantFrom("", "/1.0.0", "/-/x-1.0.0.tgz", "/");
    const sign = fc.constantFrom("@", "%40");
    const slash = fc.constantFrom("/", "%2f", "%2F");
    fc.assert(
      fc.property(word, word, rest, sign, slash, (scope, name, end, at1, slash1) => {
        const plain = at(`/@${scope}/${name}${end}`);
        expect(at(`/${at1}${scope}${slash1}${name}${end}`).replace("%2F", "%2f")).toBe(plain);
      }),
    );
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
