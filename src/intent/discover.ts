import type { App } from "../context.ts";
import type { Filter } from "./catalogue.ts";
import { entriesAt } from "./entries.store.ts";
import { questionWords } from "./matching/question-words.ts";
import type { WordMatch } from "./matching/word-index.ts";
import { type ShownVersion, showVersion } from "./shown.ts";
import { tokensOf } from "./tokens.ts";

export interface Question extends Filter {
  /** In plain words; empty for everything. */
  readonly text: string;
  readonly limit: number;
  /** Versions that the asker has, by id. */
  readonly installed: ReadonlyMap<string, string>;
}

/** An Expert or a pack that fits, by one of its versions. */
export interface Found extends ShownVersion {
  readonly score: number;
  readonly words: readonly WordMatch[];
  /** One sentence. */
  readonly why: string;
  readonly versions: number;
}

/**
 * What fits a question, the most trusted first, then by risk, then by match (namel3ss-registry §11).
 * What the policy blocks is among it and says so.
 */
export async function discover(
  app: Pick<App, "db" | "intent" | "packTrust">,
  { text, limit, installed, ...filter }: Question,
): Promise<{ readonly found: readonly Found[]; readonly total: number }> {
  const catalogue = await app.intent.settle();
  const words = tokensOf(text).filter((word) => !questionWords.has(word));
  const { hits, total } = catalogue.best(words, filter, limit);
  const entries = await entriesAt(
    app.db,
    hits.map(({ listed }) => listed.seq),
  );
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  const found = hits.flatMap((hit): Found[] => {
    const stored = bySeq.get(hit.listed.seq);
    if (stored === undefined) return [];
    const shown = showVersion(app.packTrust, stored, installed.get(stored.packId) ?? null);
    const { score, words: matched, versions } = hit;
    return [{ ...shown, score, words: matched, versions, why: whyFound(matched) }];
  });
  return { found, total };
}

const maxWord = 40;

/** Words are letters and digits only, whoever wrote them, so they can do no harm in a sentence. */
export function whyFound(words: readonly WordMatch[]): string {
  if (words.length === 0) return "no words were asked for, so everything is listed";
  const parts = words.map(({ asked, found }) => {
    const [question, answer] = [asked.slice(0, maxWord), found.slice(0, maxWord)];
    return asked === found ? `“${question}”` : `“${question}” (as ${answer})`;
  });
  const last = parts.pop() ?? "";
  return `matches ${parts.length === 0 ? last : `${parts.join(", ")} and ${last}`}`;
}
