import { atomRule } from "../chains/atom-rule.ts";
import { addressesIn } from "../chains/replaces-addresses.ts";
import { passThrough } from "../recognisers/r16-pass-through.ts";
import type { Rule } from "../rule.ts";

const wallets =
  /(?:^|[.:])(?:ethereum|solana|tronWeb|web3|phantom|tronLink|BinanceChain|keplr|unisat)(?:\.|$)|(?:sendTransaction|signTransaction|signAndSendTransaction|signAllTransactions)$|^pkg:(?:@solana\/|@mysten\/|@cosmjs\/|@ton\/|ethers\b|web3\b|viem\b|tronweb\b|bitcoinjs-lib\b|xrpl\b)/;
/** What is called data or value is one of a payment's fields only where it is set in something. */
const fields =
  /\b(?:to|spender|recipient|toPubkey|destination|lamports)\b["']?\]?\s{0,4}=(?!=)|[.["'`](?:data|amount|value)\b["'`]?\]?\s{0,4}=(?!=)|\.to\s{0,4}=(?!=)|\bto\s{0,2}:\s{0,2}["'`A-Za-z_$]/;
const provider = /^global\.[A-Za-z0-9]{1,40}$/;
/** In a bundle, an address of a contract may stand anywhere. */
const reach = 32 * 1024;

function around(text: string, line: number, column: number): string {
  if (text.length <= 2 * reach) return text;
  let start = 0;
  for (let at = 1; at < line; at += 1) {
    const end = text.indexOf("\n", start);
    if (end < 0) break;
    start = end + 1;
  }
  const place = start + column;
  return text.slice(Math.max(0, place - reach), place + reach);
}

/** Payments are changed between the user's decision and the wallet. */
export const rewrittenPayments: Rule = atomRule({
  meta: {
    id: "WEB-02",
    family: "web",
    points: 140,
    solo: true,
    title: "Wallet functions are wrapped and payments changed.",
    advice: "A connector forwards the call as it is; see which fields are set here.",
  },
  atoms: ["snk.patch.global"],
  message: "Code wraps the functions of a wallet and sets the recipient of payments.",
  weigh: ({ surface, detail, file, line, column }, pkg) => {
    const names = [detail.api ?? "", ...(detail.names ?? [])];
    if (!names.some((name) => wallets.test(name))) return null;
    const text = around(pkg.text(file) ?? "", line, column);
    // A wallet announces itself, or the one that was chosen, under the name that pages look for.
    const isMethod = names.some((name) => wallets.test(name) && !provider.test(name));
    if (!isMethod && !names.includes("between")) return null;
    const isSet = fields.test(text);
    if (isSet && addressesIn(text).length > 0) return {};
    const isUnasked = surface === "load" || surface === "install";
    return isSet || isUnasked ? { base: 60, solo: false } : { base: 40, floor: 0, solo: false };
  },
  recognisers: [passThrough],
});
