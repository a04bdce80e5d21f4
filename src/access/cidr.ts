import { isIP } from "node:net";

/** A block of addresses, `10.0.0.0/8` or `2001:db8::/32`. */
export interface Cidr {
  readonly family: 4 | 6;
  /** The bits that all addresses of the block share, as a number of `prefix` bits. */
  readonly network: bigint;
  readonly prefix: number;
}

/** A block, or one address as a block of one; null for what is neither. */
export function parseCidr(text: string): Cidr | null {
  const [address = "", length, ...rest] = text.split("/");
  const parsed = parseAddress(address);
  if (parsed === null || rest.length > 0) return null;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return null;
  const prefix = length === undefined ? widthOf(parsed) : Number(length);
  if (prefix > widthOf(parsed)) return null;
  return {
    family: parsed.family,
    prefix,
    network: parsed.bits >> BigInt(widthOf(parsed) - prefix),
  };
}

/** Whether all of `inner` lies in `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  if (outer.family !== inner.family || inner.prefix < outer.prefix) return false;
  return inner.network >> BigInt(inner.prefix - outer.prefix) === outer.network;
}

/** Whether an address lies in one of the blocks; what is no address lies in none. */
export function isInside(address: string | null, blocks: readonly string[]): boolean {
  const inner = address === null ? null : parseCidr(address);
  if (inner === null) return false;
  return blocks.some((text) => {
    const outer = parseCidr(text);
    return outer !== null && contains(outer, inner);
  });
}

interface Address {
  readonly family: 4 | 6;
  readonly bits: bigint;
}

function widthOf({ family }: Address): 32 | 128 {
  return family === 4 ? 32 : 128;
}

function parseAddress(text: string): Address | null {
  const plain = text.replace(/%.*$/, "");
  if (isIP(plain) === 4) return { family: 4, bits: joinBits(plain.split(".").map(Number), 8) };
  if (isIP(plain) !== 6) return null;
  const bits = joinBits(groupsOf(plain), 16);
  // A socket that listens on both families shows an IPv4 peer as ::ffff:192.0.2.1.
  return bits >> 32n === 0xffffn ? { family: 4, bits: bits & 0xffff_ffffn } : { family: 6, bits };
}

/** The eight groups of an IPv6 address that was found to be one. */
function groupsOf(text: string): number[] {
  const [left = "", right] = text.split("::");
  const before = groupsIn(left);
  if (right === undefined) return before;
  const after = groupsIn(right);
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function groupsIn(part: string): number[] {
  if (part === "") return [];
  return part.split(":").flatMap((group) => {
    if (!group.includes(".")) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split(".").map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

function joinBits(parts: readonly number[], width: number): bigint {
  return parts.reduce((bits, part) => (bits << BigInt(width)) | BigInt(part), 0n);
}
