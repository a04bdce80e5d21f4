import type { Chain } from "../chains/chain.ts";
import { chainHit, usualWeight } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import type { Atom } from "../code/atoms.ts";
import type { Hit, PackageView, Rule, RuleMeta } from "../rule.ts";

const meta: RuleMeta = {
  id: "EXF-10",
  family: "theft",
  points: 100,
  solo: false,
  title: "Tokens are tried out on several services.",
  advice: "A tool that logs somebody in asks one service; see where the tokens came from.",
};

/** Which services are asked who the owner of a token is. */
const probes: readonly (readonly [service: string, pattern: RegExp])[] = [
  ["registry", /\/-\/(?:whoami|npm\/v1\/(?:user|tokens))|\b(?:npm|pnpm|yarn)\s+(?:whoami|token)\b/],
  ["code", /api\.github\.com\/user\b|\bgh\s+(?:auth\s+(?:status|token)|api\s+\/?user)\b/],
  ["code-2", /\/api\/v4\/user\b|\bglab\s+auth\s+status\b/],
  ["cloud", /getcalleridentity|get-caller-identity/i],
  ["cloud-2", /oauth2\/v[123]\/(?:tokeninfo|userinfo)|\bgcloud\s+auth\s+(?:list|print)/],
  ["cloud-3", /\baz\s+account\s+(?:show|get-access-token)/],
  ["chat", /\/api\/(?:auth\.test|v\d+\/users\/@me)/],
  ["images", /\bdocker\s+info\b|\/v2\/users\/login/],
];

/** Collected tokens are sorted by what they still open. */
export const tokenProbing: Rule = {
  meta,
  check(pkg) {
    return [...Map.groupBy(unattendedProbes(pkg), ({ atom }) => atom.surface).values()].flatMap(
      (found) => several(pkg, found),
    );
  },
};

interface Probe {
  readonly atom: Atom;
  readonly service: string;
}

function unattendedProbes(pkg: PackageView): readonly Probe[] {
  return codeIndex(pkg.code).facts.atoms.flatMap((atom) => {
    if (!/^snk\.(?:net|proc)/.test(atom.kind)) return [];
    if (atom.surface !== "install" && atom.surface !== "load") return [];
    const text = (atom.detail.text ?? "").slice(0, 4096);
    const service = probes.find(([, pattern]) => pattern.test(text))?.[0];
    return service === undefined ? [] : [{ atom, service }];
  });
}

function several(pkg: PackageView, found: readonly Probe[]): readonly Hit[] {
  const first = found[0];
  if (first === undefined || new Set(found.map(({ service }) => service)).size < 2) return [];
  const { atom } = first;
  const chain: Chain = {
    sources: found.slice(1).map((probe) => probe.atom),
    sink: atom,
    proximity: "func",
    surface: atom.surface,
    through: [],
    into: [],
  };
  const message = "Code asks several services whose a token is, without being asked.";
  const hit = chainHit({ meta, message }, pkg, chain, usualWeight(meta));
  return hit === null ? [] : [hit];
}
