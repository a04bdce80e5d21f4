import { type AtomKind, type Destination, decoders, type Transform } from "../atoms.ts";
import { type HostKind, hostKind } from "../lists/hosts.ts";
import type { Machine } from "../machine.ts";
import { bitsOf } from "../taints.ts";
import { marks, type Taint, type Value } from "../value.ts";
import { asInstance, isGiven, optionOf, optionsOf } from "./define.ts";

/** Where something is sent, with what is known about the host beyond its class. */
export interface Address {
  readonly destination: Destination;
  readonly kind: HostKind;
  /** What stands behind the host, marks and all. */
  readonly path: string;
}

const decoderBits = bitsOf(decoders);
const joining: readonly Transform[] = ["reverse", "charcode", "splitjoin"];
/** Of a host that nobody knows, cutting and joining say nothing: that is how addresses are put together. */
const packerBits = bitsOf(decoders.filter((name) => !joining.includes(name)));
const anyMark = new RegExp(`[${Object.values(marks).join("")}\uF8EF]`);
/** What follows is the path, which says little. */
const maxAddress = 4096;
/** Options inside options; those of a package may even hold themselves. */
const maxNested = 4;
/** Of several possible destinations the one that asks for most attention counts. */
const gravity: readonly Destination["class"][] = [
  "drop",
  "decoded",
  "ip",
  "chain",
  "literal",
  "unknown",
  "config",
  "param",
  "local",
];

/** Whether a value had to be decoded before it could be used. */
export function isDecoded(taint: Taint): boolean {
  return (taint.through & decoderBits) !== 0;
}

/** What seems to come from everywhere was not unpacked to be an address. */
const maxOrigins = 4;

/** What callers hand in is theirs, whatever was done to it, and so are their secrets: nobody hid a host there. */
const ofUsers: readonly AtomKind[] = ["src.param", "src.env.secret", "src.file.secret"];

function isPacked(machine: Machine, taint: Taint): boolean {
  const { through, atoms } = taint;
  if ((through & packerBits) === 0 || atoms.length > maxOrigins) return false;
  const origin = machine.unknown(taint);
  return !ofUsers.some((kind) => machine.isFrom(kind, origin));
}

/**
 * What a request goes to: an address as text, a URL, or an object of options in which the host stands
 * by itself or in an address.
 */
export function destinationOf(machine: Machine, target: Value | undefined, depth = 0): Address {
  if (depth > maxNested) return unknownAddress("unknown");
  const addresses = optionsOf(target).flatMap((option) => addressesOf(machine, option, depth));
  addresses.sort(
    (a, b) => gravity.indexOf(a.destination.class) - gravity.indexOf(b.destination.class),
  );
  return addresses[0] ?? unknownAddress("unknown");
}

function addressesOf(machine: Machine, value: Value, depth: number): readonly Address[] {
  const url = asInstance(value, "URL") ?? asInstance(value, "Request");
  if (url !== null) {
    const of = url.data["href"] ?? url.data["url"];
    return of === undefined ? [] : [destinationOf(machine, of, depth + 1)];
  }
  const text = machine.textOf(value);
  if (text !== null) return [addressOfText(machine, text, leadOf(value))];
  if (value.type === "object") {
    for (const key of [
      "url",
      "uri",
      "href",
      "endpoint",
      "baseURL",
      "baseUrl",
      "connectionString",
    ]) {
      const inner = optionOf(machine, value, key);
      if (inner !== undefined) {
        const base = key === "url" ? optionOf(machine, value, "baseURL") : undefined;
        return [relativeTo(machine, inner, base, depth + 1)];
      }
    }
    for (const key of ["hostname", "host", "server", "servername"]) {
      const host = optionOf(machine, value, key);
      if (host === undefined) continue;
      const scheme = machine.textOf(optionOf(machine, value, "protocol")) ?? "";
      const path = machine.textOf(optionOf(machine, value, "path")) ?? "";
      return [withPath(hostDestination(machine, host, scheme), path)];
    }
    if (value.rest === null) return [unknownAddress("local")];
  }
  const isParam = value.type === "unknown" && value.isParam;
  return [
    unknownAddress(isPacked(machine, value.taint) ? "decoded" : isParam ? "param" : "unknown"),
  ];
}

/** Where the address in a text comes from, if not all of the text does. */
function leadOf(value: Value): Taint {
  return value.type === "text" ? (value.lead ?? value.taint) : value.taint;
}

/** An address that may be relative to a base, as clients with a base address take it. */
export function relativeTo(
  machine: Machine,
  target: Value,
  base: Value | undefined,
  depth = 0,
): Address {
  const text = machine.textOf(target);
  if (!isGiven(base) || (text !== null && /^[a-z][a-z0-9+.-]*:|^\/\//i.test(text))) {
    return destinationOf(machine, target, depth);
  }
  return destinationOf(machine, base, depth);
}

/** A host, with or without a port, that is given by itself. */
export function hostDestination(machine: Machine, host: Value | undefined, scheme = ""): Address {
  const found = optionsOf(host).map((option) => {
    const text = machine.textOf(option);
    if (text !== null) {
      return addressOfText(
        machine,
        /^[a-z+]+:\/\//i.test(text) ? text : `${scheme || "tcp:"}//${text}`,
        option.taint,
      );
    }
    const isParam = option.type === "unknown" && option.isParam;
    return unknownAddress(
      isPacked(machine, option.taint) ? "decoded" : isParam ? "param" : "unknown",
    );
  });
  found.sort((a, b) => gravity.indexOf(a.destination.class) - gravity.indexOf(b.destination.class));
  return found[0] ?? unknownAddress("unknown");
}

function addressOfText(machine: Machine, text: string, taint: Taint): Address {
  const clean = text.slice(0, maxAddress).trim();
  const [, scheme = "", authority] = /^([a-z][a-z0-9+.-]*:)?\/\/([^/?#\\]*)/i.exec(clean) ?? [];
  if (authority === "") return unknownAddress("unknown");
  if (authority === undefined) {
    const first = clean[0] ?? "";
    const kind = markClass(first);
    if (kind !== null) return unknownAddress(isPacked(machine, taint) ? "decoded" : kind);
    // `data:` and `blob:` go nowhere, and what has no scheme goes to where the page came from.
    return unknownAddress("local");
  }
  const path = clean.slice(clean.indexOf(authority) + authority.length);
  const isPlainHttp = /^(?:http|ws|ftp):$/i.test(scheme);
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const glued = gluedHost(host);
  if (glued !== null) return addressOfText(machine, `${scheme}//${glued}/`, taint);
  if (anyMark.test(host)) return ofPartialHost(machine, host, path, taint, isPlainHttp);
  // No host is called so: somebody puts the real one into its place before this runs.
  if (/[${}<>]|^[^\p{L}\p{N}]*$/u.test(host)) return unknownAddress("unknown");
  const name = canonicalHost(host);
  const kind = hostKind(name);
  const of = isDecoded(taint) && kind !== "local" ? "decoded" : classOf(kind);
  return {
    destination: { class: of, host: name, isPlainHttp: isPlainHttp && kind !== "local" },
    kind,
    path,
  };
}

/** A host with unknown labels in front still belongs to whom its last labels belong to. */
/** `http://169.254.170.2${path}`: what is glued to a whole address is where it leads there. */
function gluedHost(host: string): string | null {
  const head = /^(?:[\d.]{7,20}|0x[\da-f.x]{1,20}|\[[\da-f:.]{2,40}\])(?=[\uF8E0-\uF8EF])/i.exec(
    host,
  )?.[0];
  if (head === undefined) return null;
  const name = canonicalHost(head);
  return hostKind(name) === "imds" ? name : null;
}

function ofPartialHost(
  machine: Machine,
  host: string,
  path: string,
  taint: Taint,
  isPlainHttp: boolean,
): Address {
  const withoutPort = host.replace(/:[^.:]*$/, "");
  if (!anyMark.test(withoutPort)) {
    return addressOfText(
      machine,
      `${isPlainHttp ? "http" : "https"}://${withoutPort}${path}`,
      taint,
    );
  }
  const known = withoutPort.split(/[\uF8E0-\uF8EF]/).at(-1) ?? "";
  const labels = known.split(".").slice(1);
  if (
    known.includes(".") &&
    labels.length >= 2 &&
    labels.every((label) => /^[a-z0-9-]+$/i.test(label))
  ) {
    const name = labels.join(".").toLowerCase();
    const kind = hostKind(name);
    const of = isDecoded(taint) ? "decoded" : classOf(kind);
    return { destination: { class: of, host: name, isPlainHttp }, kind, path };
  }
  const mark = /[\uF8E0-\uF8EF]/.exec(withoutPort)?.[0] ?? "";
  return unknownAddress(isPacked(machine, taint) ? "decoded" : (markClass(mark) ?? "unknown"));
}

/** As URLs write hosts: numbers in any notation become an address, letters become small. */
function canonicalHost(host: string): string {
  try {
    return new URL(`http://${host}/`).hostname;
  } catch {
    return host.toLowerCase().replace(/:\d*$/, "");
  }
}

function classOf(kind: HostKind): Destination["class"] {
  if (kind === "drop" || kind === "chain" || kind === "local") return kind;
  return kind === "ip" || kind === "imds" ? "ip" : "literal";
}

function markClass(mark: string): "param" | "config" | "unknown" | null {
  if (mark === marks.param) return "param";
  if (mark === marks.config || mark === marks.project || mark === marks.home) return "config";
  return /^[\uF8E0-\uF8EF]$/.test(mark) ? "unknown" : null;
}

function unknownAddress(of: Destination["class"]): Address {
  return {
    destination: { class: of, host: null, isPlainHttp: false },
    kind: of === "local" ? "local" : "name",
    path: "",
  };
}

function withPath(address: Address, path: string): Address {
  return { ...address, path };
}
