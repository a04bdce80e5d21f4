import { atomRule } from "../chains/atom-rule.ts";
import type { Weight } from "../chains/chain-points.ts";
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
    if (isEverywhere(pkg)) return null;
    if (atom.kind === "snk.dom") return ofPage(atom);
    const { target } = atom.detail;
    return target === "own" || target === "temp" ? { base: 40, floor: 0 } : {};
  },
  recognisers: [banner],
});

const everywhere = 4;

/** Where a whole program depends on the language, it singles out nobody: its settings were mixed with it. */
function isEverywhere(pkg: PackageView): boolean {
  const files = new Set(
    codeIndex(pkg.code)
      .of("snk.write")
      .filter((atom) => isGatedByPlace(atom, pkg))
      .map(({ file }) => file),
  );
  return files.size >= everywhere;
}

/** Who reads another language is often led to other pages of the same place. */
function ofPage(atom: Atom): Partial<Weight> | null {
  if (atom.detail.names?.includes("navigation") === true) return null;
  return blocks(atom) ? {} : { base: 40, floor: 40 };
}

function blocks({ detail }: Atom): boolean {
  return /pointerEvents|disabled|navigate|location|audio|play|iframe|overlay/i.test(
    [detail.api ?? "", ...(detail.names ?? [])].join(" "),
  );
}

/** The reader of code notes what a sink depends on at the place of the sink. */
function isGatedByPlace({ file, line, column }: Atom, pkg: PackageView): boolean {
  return codeIndex(pkg.code)
    .inFile(file)
    .some(
      (atom) =>
        atom.kind === "ctx.gate" &&
        atom.line === line &&
        atom.column === column &&
        (atom.detail.names ?? []).some((name) => name === "locale" || name === "country"),
    );
}
