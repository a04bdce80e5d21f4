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
  weigh: ({ proximity, sources, sink }, pkg) => {
    if (proximity !== "flow" && (proximity !== "func" || !isQuiet(sink, pkg))) return null;
    return sources.some((source) => opensWallet(source, sink, pkg))
      ? { byDestination: true }
      : null;
  },
});

/** Services have secret and private keys and pairs of keys as well, which their clients send to them. */
const ambiguous = /^(?:.{0,40}_)?(?:(?:secret|private|priv)_?key|(?:[a-z]{0,20}_?)?key_?pair)s?$/i;
const ofWallets =
  /\bkey_?pair\b|generateKeyPair|mnemonic|\bwallets?\b|[a-z]Wallet|seed_?phrase|\bbip-?(?:32|39|44)\b|secp256k1|\b(?:bs|base-?)58|from(?:Secret|Private)Key|ed25519|\b(?:solana|ethereum|ethers|bitcoin|web3|tweetnacl|tron|sui|aptos|cosmos|lamports)\b|\bblockchain\b/i;
const maxText = 1024 * 1024;

function opensWallet({ kind, detail, file }: Atom, sink: Atom, pkg: PackageView): boolean {
  const names = (detail.names ?? []).filter((name) => keyNames.test(name));
  if (kind === "src.wallet" || names.some((name) => !ambiguous.test(name))) return true;
  const { name, description, keywords, dependencies } = pkg.manifest?.json ?? {};
  const about = JSON.stringify([name, description, keywords, dependencies]);
  const texts = [about, pkg.text(file), pkg.text(sink.file)];
  return texts.some((text) => ofWallets.test(text?.slice(0, maxText) ?? ""));
}

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
