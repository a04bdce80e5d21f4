import { chainRule } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import type { Atom } from "../code/atoms.ts";
import { isOwnBrand } from "../recognisers/own-brand.ts";
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
  weigh: ({ sink }, pkg) => {
    const index = codeIndex(pkg.code);
    // What wraps and what sends often stand in files of their own.
    const wraps = index
      .of("snk.patch.global")
      .some(({ file }) => index.isConnected(file, sink.file));
    return wraps ? { byDestination: true } : null;
  },
  recognisers: [passThrough],
});

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

function isVaulted(pkg: PackageView, source: number): boolean {
  const index = codeIndex(pkg.code);
  return index.from(source).some(({ sink }) => index.atom(sink)?.kind === "snk.vault");
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
    const passesOn = codeIndex(pkg.code)
      .of("snk.net")
      .some(({ detail }) => /^(?:param|unknown|config)$/.test(detail.destination?.class ?? ""));
    return passesOn ? { byDestination: true } : null;
  },
});

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
