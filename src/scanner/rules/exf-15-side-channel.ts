import type { Chain } from "../chains/chain.ts";
import { destinationFactor } from "../chains/chain-points.ts";
import { chainRule } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { isMixedValue } from "../chains/mixed-value.ts";
import type { Atom, AtomKind } from "../code/atoms.ts";
import { isNarrowed } from "../recognisers/narrowed-environment.ts";
import { isOwnMatter, serviceClient } from "../recognisers/r10-service-client.ts";
import type { PackageView, Rule, RuleMeta } from "../rule.ts";

const sources: readonly AtomKind[] = [
  "src.env.bulk",
  "src.env.secret",
  "src.file.secret",
  "src.browserstore",
  "src.wallet",
  "src.clipboard",
];

/** A secret travels inside something that does not look like a message. */
const meta: RuleMeta = {
  id: "EXF-15",
  family: "theft",
  points: 110,
  solo: false,
  title: "A secret is hidden in the address or header of an unrelated request.",
  advice: "See what the address is made of; what identifies a request is made at random.",
};

const written: Rule = chainRule({
  meta,
  queries: [
    { sources, sinks: loadsOrBeacons, flowOnly: true },
    { sources, sinks: ["snk.net"], into: ["url", "headers", "protocol"], flowOnly: true },
  ],
  message: "Code puts a secret into the address or header of a request.",
  // A header is where keys travel; it is odd only in a request to a place that is known to be another.
  weigh: (chain, pkg) => {
    const isElsewhere = destinationFactor(chain.sink, chain.surface) === 1;
    if (!isElsewhere || isOwnMatter(chain, pkg) || isSettings(chain, pkg)) return null;
    return isSignIn(chain) || isShared(chain, pkg) ? null : {};
  },
  recognisers: [serviceClient],
});

/** A key in a header, where nobody can tell whose request it is. */
function isSignIn({ sources, sink, surface, into }: Chain): boolean {
  return (
    surface !== "install" &&
    sink.detail.destination?.class === "unknown" &&
    sources.every(({ kind }) => kind === "src.env.secret") &&
    into.every((part) => part === "headers")
  );
}

/** What a program keeps in one object with much else arrives wherever any of it does. */
function isShared({ sink, surface, into }: Chain, pkg: PackageView): boolean {
  return surface !== "install" && surface !== "load" && isMixedValue(pkg.code, sink, into);
}

/** What somebody who uses it set for it: its own key, among settings that begin alike. */
function isSettings({ sources, sink, surface, ...chain }: Chain, pkg: PackageView): boolean {
  const [bulk, others] = [
    sources.filter(({ kind }) => kind === "src.env.bulk"),
    sources.filter(({ kind }) => kind !== "src.env.bulk"),
  ];
  const left = { ...chain, sink, surface, sources: others };
  return (
    bulk.length > 0 &&
    (surface === "call" || surface === "cli") &&
    bulk.every((source) => isNarrowed(source, pkg)) &&
    (others.length === 0 || serviceClient.explains(left, pkg))
  );
}

/** Nothing of it is in any message: the time between two of them is the message. */
const measured: Rule = chainRule({
  meta,
  queries: [
    {
      sources,
      sinks: ({ kind, detail }) =>
        kind === "ctx.delay" && detail.names?.includes("measured") === true,
      flowOnly: true,
    },
  ],
  message: "How long code waits between requests tells a secret bit by bit.",
  weigh: (chain, pkg) => (isSpelled(chain, pkg) ? { floor: 100 } : null),
});

/** What gives the bits or letters of a text, one by one. */
const byPiece =
  /\b(?:charCodeAt|codePointAt|TextEncoder|readU?Int8|Uint8Array|Buffer\s?\.\s?from)\b|>>>?\s?\(?\s?(?:7|\w{1,20}\s?[&%]\s?7)|&\s?(?:1|0x01|0xf|15)\b/;
const maxSpelled = 64 * 1024;

/**
 * Clients are told how long to wait among much else, and what objects hold gets mixed up on its way. To be
 * told by the time, a secret has to be the only thing that decides it, and to be taken apart where it is
 * read or where somebody waits, beside requests to a place that does not change.
 */
function isSpelled({ sink, sources }: Chain, pkg: PackageView): boolean {
  const index = codeIndex(pkg.code);
  const given = index.into(sink.id).flatMap(({ source }) => index.atom(source)?.kind ?? []);
  const places = [...new Set([sink, ...sources].map(({ file }) => file))];
  return (
    given.every((kind) => sources.some((source) => source.kind === kind)) &&
    places.every((place) => (index.file(place)?.bytes ?? 0) < maxSpelled) &&
    places.some((place) => byPiece.test(pkg.text(place) ?? "")) &&
    places.flatMap((place) => index.inFile(place)).some(goesToFixedPlace)
  );
}

function goesToFixedPlace({ kind, detail }: Atom): boolean {
  return kind === "snk.net" && fixed.includes(detail.destination?.class ?? "unknown");
}

const fixed: readonly string[] = ["literal", "decoded", "ip", "drop", "chain"];

/** A secret travels inside something that does not look like a message. */
export const sideChannel: Rule = {
  meta,
  check: (pkg) => [...written.check(pkg), ...measured.check(pkg)],
};

function loadsOrBeacons({ kind, detail }: Atom): boolean {
  if (kind === "snk.dom") return detail.destination !== undefined;
  return kind === "snk.net" && /Beacon|WebSocket|Image|EventSource/.test(detail.api ?? "");
}
