import type { Chain } from "../chains/chain.ts";
import { chainRule } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { isMixedValue } from "../chains/mixed-value.ts";
import type { Atom } from "../code/atoms.ts";
import { documentOf } from "../recognisers/documents.ts";
import { isOwnBrand } from "../recognisers/own-brand.ts";
import { isDocumented } from "../recognisers/own-variable.ts";
import { passThrough } from "../recognisers/r16-pass-through.ts";
import type { PackageView, Rule, RuleMeta } from "../rule.ts";

const meta: RuleMeta = {
  id: "EXF-16",
  family: "theft",
  points: 130,
  solo: false,
  title: "A wrapped function also hands its arguments to a fixed host.",
  advice: "Tracing records names and times and asks where to send them; see what goes out here.",
};

const replaced: Rule = chainRule({
  meta,
  queries: [
    {
      sources: ({ kind, detail }) => kind === "src.param" && detail.api === "patched",
      sinks: ["snk.net"],
      flowOnly: true,
      into: ["body", "data", "url", "headers"],
    },
  ],
  message: "Code wraps a function of others and hands its arguments to a fixed host.",
  weigh: (chain, pkg) => {
    const { sink } = chain;
    const index = codeIndex(pkg.code);
    // What wraps and what sends often stand in files of their own.
    const wraps = index
      .of("snk.patch.global")
      .some(({ file }) => index.isConnected(file, sink.file));
    // To whom the one who called the wrapped function wrote is no host of the package's.
    const place = sink.detail.destination?.class;
    if (!wraps || place === "param") return null;
    // Where much of all kinds arrives, nobody could follow what it is, nor where it goes.
    if (place === "unknown" && isMixedValue(pkg.code, sink, chain.into))
      return { base: 10, floor: 0 };
    return { byDestination: true, ...(isWatching(chain, pkg) ? { base: 15, floor: 0 } : {}) };
  },
  recognisers: [passThrough],
});

const watching =
  /\b(?:telemetry|analytics|observability|monitor(?:s|ing)?|trac(?:e|es|ing)|track(?:s|ing)?|insights)\b/i;
const maxTold = 8192;

/** A service whose package says that it watches what its user has it wrap, and tells him where that goes. */
function isWatching({ sink, surface }: Chain, pkg: PackageView): boolean {
  const { class: place, host, isPlainHttp } = sink.detail.destination ?? {};
  if (surface !== "call" || place !== "literal" || isPlainHttp !== false) return false;
  const { description } = pkg.manifest?.json ?? {};
  const told = [typeof description === "string" ? description : "", documentOf(pkg)];
  return (
    isOwnBrand(pkg, host ?? "") &&
    isDocumented(pkg, host ?? "") &&
    told.some((text) => watching.test(text.slice(0, maxTold)))
  );
}

/** What is handed in to be hashed, checked or signed with goes somewhere else as well. */
const trusted: Rule = chainRule({
  meta,
  queries: [
    {
      sources: ({ kind, detail }) => kind === "src.param" && detail.api === "wrapped",
      sinks: ["snk.net", "snk.dns"],
      flowOnly: true,
      into: ["body", "data", "url", "headers", "name"],
    },
  ],
  message: "Code is trusted with a secret and hands it to a fixed host.",
  weigh: ({ sources, sink }, pkg) => {
    const isSecret = sources.some(({ id }) => isVaulted(pkg, id));
    return isSecret && !isSignedRequest(pkg, sink) ? { byDestination: true } : null;
  },
});

/** Whether this is what is hashed or signed with, holds it, or lies in it. */
function isVaulted(pkg: PackageView, source: number): boolean {
  const index = codeIndex(pkg.code);
  const atom = index.atom(source);
  if (atom === undefined) return false;
  return index
    .of("snk.vault")
    .some(({ id }) => index.into(id).some((flow) => isSame(index.atom(flow.source), atom)));
}

function isSame(one: Atom | undefined, other: Atom): boolean {
  if (one === undefined) return false;
  const [a, b] = [placeIn(one), placeIn(other)];
  return a.of === b.of && a.keys.every((key, at) => (b.keys[at] ?? key) === key);
}

function placeIn({ id, detail }: Atom): { readonly of: number; readonly keys: readonly string[] } {
  return detail.part ?? { of: id, keys: [] };
}

/**
 * A client's request to its own service: what the caller wants there is in its address or body, and what
 * the caller signs in with only in its headers.
 */
function isSignedRequest(pkg: PackageView, { id, detail }: Atom): boolean {
  const host = detail.destination?.host ?? "";
  if (detail.destination?.class !== "literal" || !isOwnBrand(pkg, host)) return false;
  const index = codeIndex(pkg.code);
  const flows = index.into(id).filter(({ source }) => index.atom(source)?.kind === "src.param");
  const secrets = flows.filter(({ source }) => isVaulted(pkg, source));
  const wanted = flows.filter(({ source }) => !isVaulted(pkg, source));
  return (
    // The options that hold it may name the address as well.
    secrets.every(
      ({ into, through }) => into === "headers" || (into === "url" && through.length === 0),
    ) &&
    secrets.some(({ into }) => into === "headers") &&
    wanted.some(({ into }) => into === "url") &&
    wanted.some(({ into }) => into === "body" || into === "data" || into === "headers")
  );
}

/** What authorizes a request to an address of the caller's goes to one that the package chose. */
const credentials: Rule = chainRule({
  meta,
  queries: [
    {
      sources: ({ kind, detail }) =>
        kind === "src.param" &&
        detail.api === "wrapped" &&
        detail.names?.includes("credentials") === true,
      sinks: ["snk.net"],
      flowOnly: true,
      into: ["body", "data", "url", "headers"],
    },
  ],
  message: "Code sends what authorizes the caller's request to a fixed host as well.",
  weigh: ({ sink }, pkg) => {
    const place = sink.detail.destination?.class ?? "unknown";
    if (place !== "literal" && place !== "decoded" && place !== "ip" && place !== "drop")
      return null;
    return isAlsoPassedOn(pkg, sink) ? { byDestination: true } : null;
  },
});

/** Whether the request that it belongs to goes where the caller wants, by another call than this. */
function isAlsoPassedOn(pkg: PackageView, sink: Atom): boolean {
  const index = codeIndex(pkg.code);
  const handedIn = ({ id }: Atom) =>
    index
      .into(id)
      .map(({ source }) => index.atom(source))
      .filter((atom) => atom?.kind === "src.param" && atom.detail.api === "wrapped")
      .map((atom) => atom?.detail.part?.of ?? atom?.id);
  const here = new Set(handedIn(sink));
  return index
    .of("snk.net")
    .filter(({ detail }) => /^(?:param|unknown|config)$/.test(detail.destination?.class ?? ""))
    .filter(({ file, line, column }) => !isAt(sink, file, line, column))
    .some((other) => handedIn(other).some((id) => here.has(id)));
}

/** A client whose caller may name another address sends to either of them at one place. */
function isAt(sink: Atom, file: string, line: number, column: number): boolean {
  return sink.file === file && sink.line === line && sink.column === column;
}

const fixedAddress = /["'`]https?:\/\/[\w-]{1,63}\.[\w.-]{1,200}/;

/** What a compiler is told to put into functions of others hands on what those are called with. */
const built: Rule = chainRule({
  meta,
  queries: [
    {
      sources: ({ kind, detail }) => kind === "src.param" && detail.api === "built",
      sinks: ({ kind, layer }) => kind === "snk.net" && layer > 0,
      flowOnly: true,
      into: ["body", "data", "url", "headers"],
    },
  ],
  message: "Code that is put into what others build hands their data to a fixed host.",
  weigh: ({ sink }, pkg) => {
    if (sink.detail.destination?.class === "literal") return { byDestination: true };
    // The address is put in as well, from where the rest of it stands.
    return fixedAddress.test(pkg.text(sink.file) ?? "") ? {} : { base: 50, floor: 0 };
  },
});

/** A wrapper hands what passes through it to a stranger as well. */
export const mirroredTraffic: Rule = {
  meta,
  check: (pkg) => [
    ...replaced.check(pkg),
    ...trusted.check(pkg),
    ...credentials.check(pkg),
    ...built.check(pkg),
  ],
};
