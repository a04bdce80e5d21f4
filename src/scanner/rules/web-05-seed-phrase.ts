import { sendKinds } from "../chains/atom-kinds.ts";
import { chainRule } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import type { Atom } from "../code/atoms.ts";
import type { PackageView, Rule } from "../rule.ts";

const keyNames =
  /(?:^|[a-z_])(?:mnemonic|seed_?phrase|seed(?:words)?|private_?key|priv_?key|secret_?key|recovery_?phrase|keypair|wif|xprv)s?$/i;

/** A function that is handed the keys to a wallet tells somebody. */
export const seedPhraseSent: Rule = chainRule({
  meta: {
    id: "WEB-05",
    family: "web",
    points: 130,
    solo: false,
    title: "A seed phrase or private key that the caller hands in is sent away.",
    advice: "Keys sign where they are; no service ever needs to see them.",
  },
  queries: [
    { sources: isKey, sinks: sendKinds, flowOnly: true },
    { sources: isKey, sinks: ["snk.net"] },
  ],
  message: "Code sends a seed phrase or private key to a fixed host.",
  weigh: ({ proximity, sink }, pkg) =>
    proximity === "flow" || (proximity === "func" && isQuiet(sink, pkg))
      ? { byDestination: true }
      : null,
});

/** Who asks a service about an address wants its answer; who tells it a key does not care. */
function isQuiet({ file, func }: Atom, pkg: PackageView): boolean {
  return codeIndex(pkg.code)
    .inFile(file)
    .some((atom) => atom.kind === "ctx.silent" && atom.func === func);
}

function isKey({ kind, detail }: Atom): boolean {
  if (kind === "src.wallet") return true;
  return kind === "src.param" && (detail.names ?? []).some((name) => keyNames.test(name));
}
