import type { Integrity } from "../../src/blobs/integrity.ts";
import type { App } from "../../src/context.ts";
import type { PackageName } from "../../src/names/package-name.ts";
import type { Version } from "../../src/names/version.ts";
import { insertVersion } from "../../src/packages/packages.store.ts";

const perTransaction = 1000;

/** One in so many packages has the word, in its description or README. */
const words = { everywhere: 1, common: 10, another: 3, rare: 5000 } as const;

/** Stores so many packages as if they had been published, each with words to be found by. */
export async function seedPackages(app: Pick<App, "db">, packages: number): Promise<void> {
  const start = Date.parse("2020-01-01T00:00:00Z");
  for (let first = 0; first < packages; first += perTransaction) {
    await app.db.write(async (tx) => {
      for (let at = first; at < first + perTransaction; at++) {
        const name = `@org${at % 500}/topic-${at}` as PackageName;
        const described = `everywhere ${filler(at, 8)} ${wordsOf(at)}`;
        await insertVersion(tx, {
          name,
          version: "1.0.0" as Version,
          manifest: { name, version: "1.0.0", description: described, keywords: [filler(at, 1)] },
          readme: filler(at + 7, 150),
          integrity: `sha512-${at}` as Integrity,
          size: 1000,
          hasInstallScript: false,
          tags: [],
          access: null,
          publishedBy: "owner",
          publishedAt: new Date(start + at * 60_000).toISOString(),
        });
      }
    });
  }
}

function wordsOf(at: number): string {
  return Object.entries(words)
    .flatMap(([word, every]) => (at % every === 0 ? [word] : []))
    .join(" ");
}

/** Made-up words, some of them in most packages and most of them in few. */
function filler(seed: number, count: number): string {
  return Array.from({ length: count }, (_, at) => {
    const mixed = Number(Bun.hash(`${seed} ${at}`) % 1_000_000n) / 1_000_000;
    return `to${Math.floor(mixed ** 4 * 20_000)
      .toString(20)
      .replace(/\d/g, (d) => "abcdefghij"[Number(d)] ?? d)}`;
  }).join(" ");
}
