import { atomRule } from "../chains/atom-rule.ts";
import { addressesIn } from "../chains/replaces-addresses.ts";
import { passThrough } from "../recognisers/r16-pass-through.ts";
import type { Rule } from "../rule.ts";

const wallets =
  /(?:^|[.:])(?:ethereum|solana|tronWeb|web3|phantom|tronLink|BinanceChain|keplr|unisat)(?:\.|$)|(?:sendTransaction|signTransaction|signAndSendTransaction|signAllTransactions)$|^pkg:(?:@solana\/|@mysten\/|@cosmjs\/|@ton\/|ethers\b|web3\b|viem\b|tronweb\b|bitcoinjs-lib\b|xrpl\b)/;
const fields =
  /\b(?:to|spender|recipient|toPubkey|destination|data|amount|value|lamports)\b["']?\]?\s{0,4}=(?!=)|\.to\s{0,4}=(?!=)|\bto\s{0,2}:\s{0,2}["'`A-Za-z_$]/;
const maxLength = 1024 * 1024;

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
  weigh: ({ detail, file }, pkg) => {
    const names = [detail.api ?? "", ...(detail.names ?? [])];
    if (!names.some((name) => wallets.test(name))) return null;
    const text = (pkg.text(file) ?? "").slice(0, maxLength);
    return fields.test(text) && addressesIn(text).length > 0 ? {} : { base: 60, solo: false };
  },
  recognisers: [passThrough],
});
