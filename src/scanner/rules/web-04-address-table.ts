import { gravest, usualWeight } from "../chains/chain-rule.ts";
import { surfaceFactor } from "../chains/surfaces.ts";
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
  const tables = new Set(
    pkg.lexical.marks.flatMap(({ kind, file }) => (kind === "address-table" ? [file] : [])),
  );
  for (const { path, surface } of pkg.code.files) {
    // Tables of addresses in tests are what such code is tested with.
    if (surface === "dormant" || !tables.has(path)) continue;
    const message =
      "Code picks, out of a table of addresses, the one that looks most like another.";
    const points = Math.max(meta.points * surfaceFactor(surface, scale), meta.points);
    yield { surface, file: path, message, points };
  }
}
