import { gravest, usualWeight } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { surfaceFactor } from "../chains/surfaces.ts";
import type { LexicalKind } from "../lexical/facts.ts";
import { listsAccounts, takesBest } from "../lexical/picks-likeness.ts";
import type { Hit, PackageView, Rule, RuleMeta } from "../rule.ts";

const meta: RuleMeta = {
  id: "WEB-04",
  family: "web",
  points: 100,
  solo: false,
  title: "Many addresses of one chain stand beside a function that picks the most similar one.",
  advice: "A user compares the first and last characters of an address; this defeats it.",
};

/** Of many addresses the one that looks most like the victim's is chosen. */
export const addressTable: Rule = { meta, check: (pkg) => gravest(hits(pkg)) };

function* hits(pkg: PackageView): Iterable<Hit> {
  const { scale } = usualWeight(meta);
  const marked = (wanted: LexicalKind) =>
    new Set(pkg.lexical.marks.flatMap(({ kind, file }) => (kind === wanted ? [file] : [])));
  const [tables, likenesses] = [marked("address-table"), marked("likeness")];
  for (const { path, surface } of pkg.code.files) {
    // Tables of addresses in tests are what such code is tested with.
    if (surface === "dormant") continue;
    const isTable = tables.has(path) || (likenesses.has(path) && picksByLikeness(pkg, path));
    if (!isTable) continue;
    const message =
      "Code picks, out of a table of addresses, the one that looks most like another.";
    const points = Math.max(meta.points * surfaceFactor(surface, scale), meta.points);
    yield { surface, file: path, message, points };
  }
}

const maxNear = 16;
const maxText = 64 * 1024;

/** By what two words have in common, out of a table here or in a file that it loads. */
function picksByLikeness(pkg: PackageView, path: string): boolean {
  const index = codeIndex(pkg.code);
  const near = (index.file(path)?.imports ?? []).slice(0, maxNear);
  const small = [path, ...near].filter((file) => (index.file(file)?.bytes ?? 0) <= maxText);
  const all = small.map((file) => pkg.text(file) ?? "");
  return all.some(takesBest) && listsAccounts(all);
}
