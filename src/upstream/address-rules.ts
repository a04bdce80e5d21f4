import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { RegistryError } from "../errors.ts";

/** All addresses of a host name; throws when it has none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export interface AddressRules {
  /**
   * Keeps an answer of the upstream from pointing us at this machine or into its network.
   *
   * @throws RegistryError `upstream_failed` when a host that is not the upstream's own has an address
   *   there, unless the upstream is there itself
   */
  refusePrivate(url: URL): Promise<void>;
}

/** @param base the upstream's own address, which its owner has chosen, wherever it is */
export function createAddressRules(base: URL, resolve: Resolve = resolveAll): AddressRules {
  let baseIsPrivate: Promise<boolean> | null = null;

  async function isPrivate(url: URL): Promise<boolean> {
    const host = url.hostname.replace(/^\[|\]$/g, "");
    if (isIP(host) !== 0) return isPrivateAddress(host);
    try {
      return (await resolve(host)).some(isPrivateAddress);
    } catch {
      // Behind a proxy that resolves for us there may be no answer; the request decides then.
      return false;
    }
  }

  return {
    async refusePrivate(url) {
      if (url.host === base.host) return;
      // Asked anew for each request, since a name can get another address at any time. For https the
      // certificate then binds the connection to the name.
      if (!(await isPrivate(url))) return;
      baseIsPrivate ??= isPrivate(base);
      if (await baseIsPrivate) return;
      throw new RegistryError(
        "upstream_failed",
        "the upstream registry points to an address inside this machine's own network",
      );
    },
  };
}

async function resolveAll(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/** Loopback, link-local, private, shared, multicast and reserved ranges (RFC 6890). */
export function isPrivateAddress(address: string): boolean {
  const inner = embeddedIpv4(address);
  if (inner !== null) return isPrivateAddress(inner);
  const family = isIP(address);
  if (family === 0) return true;
  const list = new BlockList();
  for (const [net, bits] of family === 4 ? ipv4Ranges : ipv6Ranges) {
    list.addSubnet(net, bits, family === 4 ? "ipv4" : "ipv6");
  }
  return list.check(address, family === 4 ? "ipv4" : "ipv6");
}

const ipv4Ranges: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

const ipv6Ranges: readonly (readonly [string, number])[] = [
  ["::", 128],
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
];

/** The IPv4 address inside a mapped or translated IPv6 one (`::ffff:10.0.0.1`, `64:ff9b::a00:1`). */
function embeddedIpv4(address: string): string | null {
  if (isIP(address) !== 6) return null;
  // The URL parser writes the dotted form as two hexadecimal groups and shortens zeros one way.
  const host = URL.parse(`http://[${address.replace(/%.*$/, "")}]`)?.hostname.slice(1, -1) ?? "";
  const [, high, low] =
    /^(?:::ffff:|64:ff9b::|::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host) ?? [];
  if (high === undefined || low === undefined) return null;
  const value = (Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
}
