import { isIP } from "node:net";
import { RegistryError } from "../errors.ts";
import { type Cidr, contains, parseCidr } from "./cidr.ts";

/** What an IP rule is about, in the one spelling that is stored. */
export interface IpPattern {
  readonly text: string;
  readonly block: Cidr;
  /** Whether host bits were set and were dropped: `10.1.2.3/8` means `10.0.0.0/8`. */
  readonly wasNormalised: boolean;
}

/**
 * Reads an address, a block, whole trailing octets as `192.168.*`, or `localhost`.
 *
 * @throws RegistryError `invalid`
 */
export function parseIpPattern(given: string): IpPattern {
  const text = given.trim().toLowerCase();
  if (text.length > 64) throw noPattern();
  if (text === "localhost") return patternOf("localhost", "127.0.0.1");
  const wild = /^((?:\d{1,3}\.){1,3})\*$/.exec(text)?.[1];
  if (wild !== undefined) {
    const octets = wild.split(".").slice(0, -1);
    const padded = [...octets, ...new Array<string>(4 - octets.length).fill("0")].join(".");
    if (isIP(padded) !== 4) throw noPattern();
    return patternOf(text, `${padded}/${octets.length * 8}`);
  }
  const [address = "", prefix, ...rest] = text.split("/");
  if (rest.length > 0 || isIP(address) === 0 || address.includes("%")) throw noPattern();
  if (prefix === undefined) return patternOf(text, address);
  if (!/^(?:0|[1-9]\d{0,2})$/.test(prefix)) throw noPattern();
  const block = parseCidr(`${address}/${mappedPrefix(address, Number(prefix))}`);
  if (block === null) throw noPattern();
  const network = networkText(block);
  const isExact = parseCidr(address)?.network === parseCidr(network)?.network;
  return { text: `${network}/${block.prefix}`, block, wasNormalised: !isExact };
}

/** A block of IPv4 addresses in their IPv6 form is the block of those IPv4 addresses. */
function mappedPrefix(address: string, prefix: number): number {
  const isMapped = address.includes(":") && parseCidr(address)?.family === 4;
  if (!isMapped) return prefix;
  if (prefix < 96) throw noPattern();
  return prefix - 96;
}

function patternOf(text: string, address: string): IpPattern {
  const block = parseCidr(address);
  if (block === null) throw noPattern();
  return { text, block, wasNormalised: false };
}

function networkText({ family, network, prefix }: Cidr): string {
  const width = family === 4 ? 32 : 128;
  const bits = network << BigInt(width - prefix);
  if (family === 4) {
    return [24n, 16n, 8n, 0n].map((shift) => String((bits >> shift) & 0xffn)).join(".");
  }
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((bits >> BigInt(112 - 16 * at)) & 0xffffn).toString(16),
  );
  return new URL(`http://[${groups.join(":")}]/`).hostname.slice(1, -1);
}

function noPattern(): RegistryError {
  return new RegistryError(
    "invalid",
    "pattern: use an address, a block such as 10.0.0.0/8 or fd00::/8, 192.168.*, or localhost",
  );
}

const loopbacks = ["127.0.0.1", "::1"].map(parseCidr);

/** An address with those that are the same host: the two loopback addresses count as one. */
export function addressesOf(text: string): Cidr[] | null {
  const trimmed = text.trim();
  const address = isIP(trimmed.replace(/%.*$/, "")) === 0 ? null : parseCidr(trimmed);
  if (address === null) return null;
  const isLoopback = loopbacks.some((one) => one !== null && contains(one, address));
  return isLoopback ? loopbacks.filter((one) => one !== null) : [address];
}
