import { sendingOf } from "../chains/atom-kinds.ts";
import { asNeighbour } from "../chains/chain-points.ts";
import { chainRule } from "../chains/chain-rule.ts";
import type { Atom } from "../code/atoms.ts";
import { isOfWholeName } from "../recognisers/own-variable.ts";
import { serviceClient } from "../recognisers/r10-service-client.ts";
import { configReader } from "../recognisers/r11-config-reader.ts";
import type { PackageView, Rule } from "../rule.ts";

/** A file with keys or passwords is read and sent. */
export const secretFileSent: Rule = chainRule({
  meta: {
    id: "EXF-03",
    family: "theft",
    points: 140,
    solo: false,
    title: "A file with secrets is read and sent to another machine.",
    advice: "See which file is read and where it goes; only its own service has a claim to it.",
  },
  queries: sendingOf(["src.file.secret"]),
  message: "Code reads a file that holds secrets and sends it to another machine.",
  weigh: (chain, pkg) => {
    const isOwn = chain.surface !== "install" && chain.sources.every((one) => isOwnEntry(one, pkg));
    return { byDestination: true, ...(isOwn ? { base: 15, floor: 0 } : asNeighbour(chain)) };
  },
  recognisers: [serviceClient, configReader],
});

const maxService = 200;

/** One entry that a program keeps in the store of keys under its own name, and has put there itself. */
function isOwnEntry({ detail, file }: Atom, pkg: PackageView): boolean {
  const { api = "", text = "" } = detail;
  return (
    /\.getPassword$/.test(api) &&
    text.length <= maxService &&
    isOfWholeName(pkg, text.replace(/[^A-Za-z0-9]/g, "_")) &&
    /\.setPassword\s?\(/.test(pkg.text(file) ?? "")
  );
}
