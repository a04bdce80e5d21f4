import { atomRule } from "../chains/atom-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import type { Atom } from "../code/atoms.ts";
import { banner } from "../recognisers/r04-banner.ts";
import type { PackageView, Rule } from "../rule.ts";

/** Who is in a certain place gets something else than the others. */
export const protest: Rule = atomRule({
  meta: {
    id: "DES-04",
    family: "destruction",
    points: 100,
    solo: false,
    title: "Users of a place or language are treated to something else.",
    advice: "See what happens in that place; a plain text is a nuisance, everything else is not.",
  },
  atoms: ({ kind }) => kind === "snk.write" || kind === "snk.dom" || kind === "snk.delete.wide",
  message: "Code writes files or blocks the page for users of a certain place or language.",
  weigh: (atom, pkg) => {
    if (!isGatedByPlace(atom, pkg)) return null;
    if (atom.kind === "snk.delete.wide") return {};
    if (atom.kind === "snk.dom") return blocks(atom) ? {} : { base: 40, floor: 40 };
    const { target } = atom.detail;
    return target === "own" || target === "temp" ? { base: 40, floor: 0 } : {};
  },
  recognisers: [banner],
});

function blocks({ detail }: Atom): boolean {
  return /pointerEvents|disabled|navigate|location|audio|play|iframe|overlay/i.test(
    [detail.api ?? "", ...(detail.names ?? [])].join(" "),
  );
}

function isGatedByPlace({ file, func }: Atom, pkg: PackageView): boolean {
  return codeIndex(pkg.code)
    .inFile(file)
    .some(
      (atom) =>
        atom.kind === "ctx.gate" &&
        atom.func === func &&
        (atom.detail.names ?? []).some((name) => name === "locale" || name === "country"),
    );
}
