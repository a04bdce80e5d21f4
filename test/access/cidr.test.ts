import { describe, expect, test } from "vitest";
import { contains, isInside, parseCidr } from "../../src/access/cidr.ts";

describe("blocks of addresses", () => {
  test.each([
    ["127.0.0.1", "127.0.0.0/8"],
    ["::ffff:127.0.0.1", "127.0.0.0/8"],
    ["10.1.2.3", "0.0.0.0/0"],
    ["192.0.2.7", "192.0.2.7"],
    ["2001:db8::1", "2001:db8::/32"],
    ["2001:db8:0:0:0:0:0:1", "2001:db8::1/128"],
    ["::1", "::1"],
    ["fe80::1%eth0", "fe80::/10"],
    ["10.1.2.3", "::ffff:10.1.2.3"],
  ])("%s lies in %s", (address, block) => {
    expect(isInside(address, ["203.0.113.0/24", block])).toBe(true);
  });

  test.each([
    ["128.0.0.1", "127.0.0.0/8"],
    ["192.0.2.8", "192.0.2.0/29"],
    ["2001:db9::1", "2001:db8::/32"],
    ["10.0.0.1", "::/0"],
    ["::1", "0.0.0.0/0"],
    ["", "0.0.0.0/0"],
    ["unix", "0.0.0.0/0"],
  ])("%s does not lie in %s", (address, block) => {
    expect(isInside(address, [block])).toBe(false);
  });

  test("an unknown address lies in none", () => {
    expect(isInside(null, ["0.0.0.0/0", "::/0"])).toBe(false);
  });

  test.each([
    "",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "10.0.0.0/8/8",
    "10.0.0/8",
    "::/129",
    "x/8",
    "1.2.3.4/",
  ])("%j is no block", (text) => expect(parseCidr(text)).toBeNull());

  test("one lies in another only with all of its addresses", () => {
    const block = (text: string) => parseCidr(text) ?? expect.fail(text);
    expect(contains(block("10.0.0.0/8"), block("10.2.0.0/16"))).toBe(true);
    expect(contains(block("10.2.0.0/16"), block("10.0.0.0/8"))).toBe(false);
    expect(contains(block("10.0.0.0/8"), block("11.0.0.0/16"))).toBe(false);
  });
});
