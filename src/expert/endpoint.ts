import { BlockList, isIP } from "node:net";

/** Names that never lead out of a machine or a private network (RFC 6761, RFC 6762, RFC 8375). */
const localNames = ["localhost", "local", "internal", "home.arpa", "lan", "localdomain"];

/**
 * Why the endpoint of a published skill is refused, or null. It has to be https on a public host, so
 * that an Expert cannot reach into its user's machine or network (perstack-registry §8). The address is
 * judged as URL parsers read it, which turns spellings such as `127.1` or `0x7f000001` into what they
 * mean; nothing is looked up or fetched.
 */
export function endpointFault(text: string): string | null {
  // Parsers drop these silently, so that people and programs would see two different addresses.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\x00-\x20\x7f\\]/.test(text)) return "must be a URL without blanks or backslashes";
  const url = URL.parse(text);
  if (url === null) return "must be a URL";
  if (url.protocol !== "https:" || !/^https:\/\/[^/]/i.test(text))
    return "must begin with https://";
  if (url.username !== "" || url.password !== "" || /^https:\/\/[^/?#]*@/i.test(text)) {
    return "must not hold a user name or password";
  }
  return hostFault(url.hostname);
}

function hostFault(host: string): string | null {
  if (host.endsWith(".")) return "must not have a host that ends with a dot";
  if (host.startsWith("[")) {
    return isPublicAddress(host.slice(1, -1)) ? null : privateHost;
  }
  if (isIP(host) === 4) return isPublicAddress(host) ? null : privateHost;
  const labels = host.split(".");
  if (labels.some((label) => label.startsWith("xn--"))) {
    return "must not have a punycode host, which can look like another one";
  }
  if (labels.some((label) => !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label))) {
    return "must have a host name of letters, digits and hyphens";
  }
  if (localNames.some((name) => host === name || host.endsWith(`.${name}`))) return privateHost;
  if (labels.length === 1) return "must have a full host name, not one of a local network";
  return null;
}

const privateHost = "must not lead to a private, local or reserved address";

/** What is not on the public internet (RFC 6890 and its registries). */
const ipv4Reserved: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** Inside 2000::/3, which holds all public addresses, these are not, or hold an IPv4 address. */
const ipv6Reserved: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

function isPublicAddress(address: string): boolean {
  const reserved = new BlockList();
  if (isIP(address) === 4) {
    for (const [net, bits] of ipv4Reserved) reserved.addSubnet(net, bits, "ipv4");
    return !reserved.check(address, "ipv4");
  }
  const unicast = new BlockList();
  unicast.addSubnet("2000::", 3, "ipv6");
  for (const [net, bits] of ipv6Reserved) reserved.addSubnet(net, bits, "ipv6");
  return unicast.check(address, "ipv6") && !reserved.check(address, "ipv6");
}
