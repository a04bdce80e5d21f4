/** Looks for words in a program's bytes while they go by. */
export interface WordFinder {
  add(piece: Uint8Array): void;
  /** Classes of what was found, sorted. */
  found(): readonly string[];
}

/**
 * Words by what a program would want with them. Each is long enough to mean something: libraries for
 * TLS and HTTP name hosts and certificates, package clients name their own settings.
 */
const classes: Readonly<Record<string, readonly string[]>> = {
  download: [
    "curl -fsSL http",
    "curl -sL http",
    "wget -q",
    "/dev/tcp/",
    "DownloadString(",
    "DownloadFile(",
  ],
  secrets: [
    "/.ssh/id_",
    ".aws/credentials",
    "/.npmrc",
    "\\Login Data",
    "/Login Data",
    "/.git-credentials",
  ],
  wallets: ["wallet.dat", "Electrum/wallets", "Exodus/exodus.wallet", "Ethereum/keystore"],
  mining: ["stratum+tcp:", "stratum+ssl:", "--donate-level"],
  evaluation: ["eval(atob(", "eval(Buffer.from(", "exec(base64.b64decode("],
};

const needles = Object.entries(classes).flatMap(([kind, words]) =>
  words.map((word) => ({ kind, bytes: Buffer.from(word, "latin1") })),
);
const longest = Math.max(...needles.map(({ bytes }) => bytes.length));

export function wordFinder(): WordFinder {
  const kinds = new Set<string>();
  /** The end of the piece before, where a word may have begun. */
  let before: Buffer = Buffer.alloc(0);

  function look(bytes: Buffer): void {
    for (const needle of needles) {
      if (!kinds.has(needle.kind) && bytes.includes(needle.bytes)) kinds.add(needle.kind);
    }
  }

  return {
    add(piece) {
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      look(Buffer.concat([before, bytes.subarray(0, longest)]));
      look(bytes);
      before = Buffer.from(Buffer.concat([before, bytes.subarray(-longest)]).subarray(-longest));
    },
    found: () => [...kinds].sort(),
  };
}
