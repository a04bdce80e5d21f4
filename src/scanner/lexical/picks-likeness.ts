const maxLength = 64 * 1024;
const leastAddresses = 8;

/** Words as accounts of one chain have for names; by themselves they could be anything. */
const accounts: readonly RegExp[] = [
  /\b0x[0-9a-fA-F]{40}\b/g,
  /["'`]bc1[0-9a-z]{25,60}["'`]/g,
  /["'`]T[A-Za-z0-9]{31,36}["'`]/g,
  /["'`][13][1-9A-HJ-NP-Za-km-z]{25,34}["'`]/g,
  /["'`](?=[a-z0-9]{0,43}[A-Z])(?=[A-Za-z]{0,43}[1-9])[1-9A-HJ-NP-Za-km-z]{43,44}["'`]/g,
  /["'`](?:cosmos|osmo|addr|ltc|terra|bnb|sei|inj|kaspa|D|r|X)1?[:0-9a-zA-Z]{30,64}["'`]/g,
];

/** How far two words agree from the front, from the end, place by place or piece by piece. */
const likeness: readonly RegExp[] = [
  /\bwhile\s{0,4}\([^;{}]{0,80}?\b(\w{1,40})\[(\w{1,40})\]\s{0,4}===?\s{0,4}\w{1,40}\[\2\]/,
  /\b\w{1,40}\[(\w{1,40})\]\s{0,4}===?\s{0,4}\w{1,40}\[\1\]\s{0,4}\)?\s{0,4}(?:\{\s{0,20})?(?:return\s)?(?:\w{1,40}\s{0,4}(?:\+\+|\+=)|\+\+|\?)/,
  /\.(?:at|charAt)\(([^()]{1,40})\)\s{0,4}===?\s{0,4}\w{1,40}\.(?:at|charAt)\(\1\)/,
  /\.size\s{0,4}\+\s{0,4}\w{1,40}\.size\b/,
  /\.(?:slice|substr|substring)\(0,[^()]{1,20}\)\s{0,4}===?[^;{}]{1,160}\.(?:slice|substr)\(-[^()]{1,20}\)\s{0,4}===?/,
  /\bfilter\(\(?\s{0,4}(?:\[\s{0,4})?\w{1,40}\s{0,4},\s{0,4}(\w{1,40})[^=]{0,10}=>\s{0,4}\w{1,40}(?:\[\1\])?\s{0,4}===?\s{0,4}\w{1,40}\[\1\]/,
];
/** Most files compare nothing of the kind; this is seen at once. */
const compares =
  /\[(\w{1,40})\]\s{0,4}===?\s{0,4}\w{1,40}\[\1\]|\.(?:at|charAt)\(|\.size\s{0,4}\+|\.(?:slice|substr)\(-/;
const best =
  /\.sort\s{0,4}\(|\.reduce\s{0,4}\(|\bMath\.max\b|[<>]=?\s{0,4}(?:best|max|top|score|high)\w{0,20}|\b(?:maxBy|minBy|sortBy|orderBy)\b/i;

/** Where a small file tells how much two words look alike, or null. */
export function ranksLikeness(source: string): number | null {
  if (source.length > maxLength) return null;
  const at = source.search(compares);
  return at >= 0 && likeness.some((pattern) => pattern.test(source)) ? at : null;
}

export function takesBest(source: string): boolean {
  return best.test(source.slice(0, maxLength));
}

/** Whether many accounts of one chain stand in these texts together. */
export function listsAccounts(sources: readonly string[]): boolean {
  return accounts.some((pattern) => {
    const found = new Set<string>();
    for (const source of sources) {
      for (const word of source.slice(0, maxLength).match(pattern) ?? []) found.add(word);
      if (found.size >= leastAddresses) return true;
    }
    return false;
  });
}
