import { atomRule } from "../chains/atom-rule.ts";
import type { Weight } from "../chains/chain-points.ts";
import { codeIndex } from "../chains/code-index.ts";
import type { Atom, CodeFacts } from "../code/atoms.ts";
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
    const { places, isEverywhere } = placeGates(pkg);
    const gate = places.get(placeOf(atom));
    if (gate === undefined || isBlurred(atom, gate, pkg)) return null;
    if (atom.kind === "snk.delete.wide") return {};
    if (isEverywhere) return null;
    if (atom.kind === "snk.dom") return ofPage(atom);
    const { target } = atom.detail;
    return target === "own" || target === "temp" ? { base: 40, floor: 0 } : {};
  },
  recognisers: [banner],
});

const manyGates = 3;
const everywhere = 4;
const manyPlaces = 12;
const largeFile = 256 * 1024;

/** In a large program, what is started late seems to depend on everything that was ever asked. */
function isBlurred({ file, surface }: Atom, gate: Atom, pkg: PackageView): boolean {
  const isLarge = (codeIndex(pkg.code).file(file)?.bytes ?? 0) >= largeFile;
  const isAsked = surface === "call" || surface === "cli";
  const names = gate.detail.names ?? [];
  if (isAsked) return isLarge && names.length > 1;
  // Who singles out a country looks it up; a language is told wherever anything is.
  return isLarge && names.length >= manyGates && !names.includes("country");
}

/** Who reads another language is often led to other pages of the same place. */
function ofPage(atom: Atom): Partial<Weight> | null {
  if (atom.detail.names?.includes("navigation") === true) return null;
  // Whoever copies something asked for it, in any language.
  if (/\bclipboard\b/.test(atom.detail.api ?? "")) return null;
  return blocks(atom) ? {} : { base: 40, floor: 40 };
}

function blocks({ detail }: Atom): boolean {
  return /pointerEvents|disabled|navigate|location|audio|play|iframe|overlay/i.test(
    [detail.api ?? "", ...(detail.names ?? [])].join(" "),
  );
}

interface PlaceGates {
  /** Where something depends on the place of the user, as `placeOf` writes it. */
  readonly places: ReadonlyMap<string, Atom>;
  /** Whether a whole program does: then it singles out nobody, its settings were mixed with it. */
  readonly isEverywhere: boolean;
}

/** Each sink asks for the same facts. */
const known = new WeakMap<CodeFacts, PlaceGates>();

/** The reader of code notes what a sink depends on at the place of the sink. */
function placeGates({ code }: PackageView): PlaceGates {
  const before = known.get(code);
  if (before !== undefined) return before;
  const index = codeIndex(code);
  const gates = index
    .of("ctx.gate")
    .filter(({ detail }) => detail.names?.some((name) => name === "locale" || name === "country"));
  const places = new Map(gates.map((gate) => [placeOf(gate), gate]));
  const writes = index.of("snk.write").filter((atom) => places.has(placeOf(atom)));
  const isEverywhere =
    new Set(writes.map(({ file }) => file)).size >= everywhere || places.size >= manyPlaces;
  const found = { places, isEverywhere };
  known.set(code, found);
  return found;
}

function placeOf({ file, line, column }: Atom): string {
  return `${line}:${column}:${file}`;
}
