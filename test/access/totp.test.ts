import { describe, expect, test } from "vitest";
import { codeAt, matchingStep, otpauthUrl, stepOf, toBase32 } from "../../src/access/totp.ts";

const secret = toBase32(Buffer.from("12345678901234567890"));

describe("one-time passwords", () => {
  test("are those of RFC 4226, appendix D", () => {
    const expected = "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489";
    expect(
      expected
        .split(" ")
        .map((_, step) => codeAt(secret, step))
        .join(" "),
    ).toBe(expected);
  });

  test.each([
    [59, "94287082"],
    [1111111109, "07081804"],
    [1111111111, "14050471"],
    [1234567890, "89005924"],
    [2000000000, "69279037"],
    [20000000000, "65353130"],
  ])("at %i seconds are those of RFC 6238, appendix B", (seconds, code) => {
    expect(codeAt(secret, stepOf(new Date(seconds * 1000)), 8)).toBe(code);
  });

  test("base32 is that of RFC 4648, without padding", () => {
    const words = ["", "f", "fo", "foo", "foob", "fooba", "foobar"];
    expect(words.map((word) => toBase32(Buffer.from(word)))).toEqual([
      "",
      "MY",
      "MZXQ",
      "MZXW6",
      "MZXW6YQ",
      "MZXW6YTB",
      "MZXW6YTBOI",
    ]);
  });

  test("count one step early and late, and not further", () => {
    const now = new Date(1_111_111_111_000);
    const step = stepOf(now);
    const match = (at: number) => matchingStep(secret, codeAt(secret, at), now);
    expect([-2, -1, 0, 1, 2].map((offset) => match(step + offset))).toEqual([
      null,
      step - 1,
      step,
      step + 1,
      null,
    ]);
    expect(matchingStep(secret, "", now)).toBeNull();
    expect(matchingStep(secret, "12345", now)).toBeNull();
    expect(matchingStep(secret, "１２３４５６", now)).toBeNull();
  });

  test("come with an address that authenticators read", () => {
    const url = new URL(otpauthUrl(secret, "ann"));
    expect(url.href).toMatch(/^otpauth:\/\/totp\/AgentRegistry:ann\?/);
    expect(url.searchParams.get("secret")).toBe(secret);
  });
});
