import { alone, atomRule } from "../chains/atom-rule.ts";
import type { Chain } from "../chains/chain.ts";
import { chainHit, gravest, usualWeight } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { findChains } from "../chains/find-chains.ts";
import { isLoose } from "../chains/is-loose.ts";
import { becomesEnvironment } from "../chains/only-inherited.ts";
import type { Atom } from "../code/atoms.ts";
import { publishTool } from "../recognisers/r18-publish-tool.ts";
import type { Hit, PackageView, Rule, RuleMeta } from "../rule.ts";

const meta: RuleMeta = {
  id: "WRM-01",
  family: "propagation",
  points: 150,
  solo: true,
  title: "Packages are published without anybody asking for it.",
  advice: "A release tool publishes the project in which somebody called it, and nothing else.",
};

/** Manifests of whatever lies beside the project, or anywhere below the user's folder. */
const neighbours =
  /^(?:<project>(?:\/\.\.)+|~(?:\/[\w.-]{1,60}){0,4}|\/home|\/Users)(?:\/<[*?]>)*\/<\*>(?:\/<[*?]>)*\/package\.json$/;

const rewritten: Rule = atomRule({
  meta,
  atoms: ({ kind, detail }) => kind === "snk.write" && neighbours.test(detail.path ?? ""),
  message: "Code changes the manifests of projects that it finds.",
  weigh: ({ surface }) => (surface === "install" || surface === "load" ? {} : null),
});

/** The package puts itself into everything that the account may publish. */
export const selfPropagation: Rule = {
  meta,
  check: (pkg) => [...published(pkg), ...rewritten.check(pkg)],
};

function published(pkg: PackageView): readonly Hit[] {
  return gravest(
    codeIndex(pkg.code)
      .of("snk.publish")
      .flatMap((sink) => {
        const chain = spreads(sink, pkg);
        if (chain === null) return [];
        const message = "Code publishes packages with credentials that it finds.";
        const parts = { meta, message, recognisers: [publishTool] };
        const hit = chainHit(parts, pkg, chain, usualWeight(meta));
        return hit === null ? [] : [hit];
      }),
  );
}

/** Unasked, publishing is enough; called, it needs credentials that were looked for or a list of packages. */
function spreads(sink: Atom, pkg: PackageView): Chain | null {
  const found = findChains(pkg.code, {
    sources: (atom) =>
      atom.kind === "src.file.secret" ||
      (atom.kind === "src.env.bulk" && isLookedThrough(atom, sink, pkg)) ||
      (atom.kind === "src.env.secret" && sink.surface !== "cli") ||
      listsPackages(atom),
    sinks: ({ id }) => id === sink.id,
  }).filter(({ proximity }) => !isLoose(proximity));
  const [chain] = found;
  if (sink.surface === "install" || sink.surface === "load") return chain ?? alone(sink);
  if (chain === undefined) return sink.surface === "cli" ? null : withInjection(sink, pkg);
  return chain.sources.some(listsPackages) || sink.surface !== "cli" ? chain : null;
}

/**
 * Whether the environment may be where credentials are looked for: a child may inherit it, and what tests of
 * a release tool hand to it, nobody starts.
 */
function isLookedThrough(atom: Atom, sink: Atom, pkg: PackageView): boolean {
  return sink.surface !== "dormant" && !becomesEnvironment(pkg.code, atom);
}

/** Answers of a registry to the question what an account owns. */
function listsPackages({ kind, detail }: Atom): boolean {
  if (kind !== "src.remote" && kind !== "snk.net" && !/^snk\.proc/.test(kind)) return false;
  return /maintainer[:=]|\/-\/(?:user\/[^/]*\/package|whoami|v1\/search|org\/)|\baccess\s+(?:ls|list)/.test(
    (detail.text ?? "").slice(0, 2048),
  );
}

/** A manifest that is rewritten right before it is published. */
function withInjection(sink: Atom, pkg: PackageView): Chain | null {
  const written = codeIndex(pkg.code)
    .inFile(sink.file)
    .filter(
      (atom) =>
        atom.kind === "snk.write" &&
        atom.func === sink.func &&
        /package\.json$/.test(atom.detail.path ?? ""),
    );
  if (written.length === 0) return null;
  return { ...alone(sink), sources: written, proximity: "func" };
}
