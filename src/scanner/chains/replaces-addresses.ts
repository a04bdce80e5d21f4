const maxLength = 4 * 1024 * 1024;
const maxHelper = 64 * 1024;

/** Patterns by which code recognises addresses of chains, as they stand in a regular expression. */
const addressPattern =
  /0x\[(?:a-fA-F0-9|0-9a-fA-F|a-f0-9|0-9a-f|A-Fa-f0-9|\\da-fA-F|\\da-f)\]\{40\}|\[13\]\[a-km-zA-HJ-NP-Z1-9\]|bc1[[(q]|T\[(?:1-9A-HJ-NP-Za-km-z|A-Za-z1-9)\]\{33\}|\[1-9A-HJ-NP-Za-km-z\]\{\d/;
const evmAddress = /\b0x[0-9a-fA-F]{40}\b/g;
const bitcoinAddress = /["'`](?:bc1[0-9a-z]{25,60}|[13][1-9A-HJ-NP-Za-km-z]{25,34})["'`]/g;
const solanaAddress = /["'`][1-9A-HJ-NP-Za-km-z]{43,44}["'`]/g;
const tronAddress = /["'`]T[1-9A-HJ-NP-Za-km-z]{33}["'`]/g;

/** Whether code looks for account addresses and puts others in their place. */
export function replacesAddresses(source: string): boolean {
  const text = source.slice(0, maxLength);
  const looks = addressPattern.test(text);
  const own = addressesIn(text).length;
  return /\.replace(?:All)?\s{0,2}\(/.test(text) && (looks ? own > 0 : own > 2);
}

/** A helper in a file of its own: only what both looks for addresses and brings some counts there. */
export function bringsReplacements(source: string): boolean {
  const text = source.slice(0, maxHelper);
  return (
    addressPattern.test(text) &&
    /\.replace(?:All)?\s{0,2}\(/.test(text) &&
    addressesIn(text).length > 0
  );
}

/** Literal addresses of the chain that has most of them. */
export function addressesIn(text: string): readonly string[] {
  const tables = [evmAddress, bitcoinAddress, tronAddress, solanaAddress].map((pattern) => [
    ...new Set(text.match(pattern) ?? []),
  ]);
  return tables.reduce((best, table) => (table.length > best.length ? table : best), []);
}
