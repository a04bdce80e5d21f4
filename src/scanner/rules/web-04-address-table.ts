import { gravest, usualWeight } from "../chains/chain-rule.ts";
import { addressesIn } from "../chains/replaces-addresses.ts";
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

const manyAddresses = 10;
const maxLength = 4 * 1024 * 1024;
/** An edit distance: the least of three neighbours of a table, or a count of equal characters. */
const ranking =
  /Math\s?\.\s?min\s?\([^()]{0,200}(?:\([^()]{0,80}\)[^()]{0,80}){0,6}\+\s?1|levenshtein|editDistance|similarity|hamming|\[\w{1,40}\s?-\s?1\]\s?\[\w{1,40}\s?-\s?1\]/i;

/** Of many addresses the one that looks most like the victim's is chosen. */
export const addressTable: Rule = { meta, check: (pkg) => gravest(hits(pkg)) };

function* hits(pkg: PackageView): Iterable<Hit> {
  const { scale } = usualWeight(meta);
  for (const { path, surface } of pkg.code.files) {
    // Tables of addresses in tests are what such code is tested with.
    if (surface === "dormant") continue;
    const text = (pkg.text(path) ?? "").slice(0, maxLength);
    if (addressesIn(text).length < manyAddresses || !ranking.test(text)) continue;
    const message =
      "Code picks, out of a table of addresses, the one that looks most like another.";
    const points = Math.max(meta.points * surfaceFactor(surface, scale), meta.points);
    yield { surface, file: path, message, points };
  }
}
