import { atomRule } from "../chains/atom-rule.ts";
import { hidesHost } from "../chains/hides-host.ts";
import type { Atom } from "../code/atoms.ts";
import { isOwnBrand } from "../recognisers/own-brand.ts";
import type { Rule } from "../rule.ts";

/** Loading the library brings a script of somebody else into the page. */
export const scriptLoader: Rule = atomRule({
  meta: {
    id: "WEB-06",
    family: "web",
    points: 70,
    solo: false,
    title: "A script from a fixed host is put into the page.",
    advice: "A loader for a service loads from that service, and says so.",
  },
  atoms: injectsScript,
  message: "Loading the package puts a script of another host into the page.",
  weigh: (atom, pkg) => {
    if (atom.surface !== "load") return null;
    const { destination } = atom.detail;
    // Code that had to be decoded first hides what it names openly.
    const isFolded = destination?.class === "decoded" || hidesHost(atom, pkg);
    if (!isFolded && isOwnBrand(pkg, destination?.host ?? "")) return null;
    return isFolded || atom.layer > 0 ? { base: 110, floor: 100 } : {};
  },
});

function injectsScript({ kind, detail }: Atom): boolean {
  if (kind !== "snk.dom" || detail.names?.includes("script") !== true) return false;
  const place = detail.destination?.class;
  return place === "literal" || place === "decoded" || place === "ip" || place === "drop";
}
