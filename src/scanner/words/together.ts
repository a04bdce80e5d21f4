import type { FoundWindow } from "./found-window.ts";
import { acrossIn } from "./signs/across.ts";
import { withDefined } from "./signs/defined.ts";
import type { SentenceSigns } from "./signs/parts.ts";
import { readSigns } from "./signs/read-signs.ts";
import { leastWeight, weigh } from "./signs/weigh.ts";

const maxText = 64 * 1024;
const maxExcerpt = 400;

/** A text that agents read after the one before it. */
interface Document {
  readonly path: string;
  readonly text: string;
}

/**
 * Files that are a plan only together: what one of them has gathered, or gives a name, another one sends.
 * The window stands in the file whose sentence completes it, from its `offset` on.
 */
export function plansTogether(
  documents: readonly Document[],
): readonly (FoundWindow & { readonly file: string })[] {
  if (documents.length < 2) return [];
  let whole = "";
  const starts: number[] = [];
  const sentences: SentenceSigns[] = [];
  for (const { text } of documents) {
    if (whole.length > maxText) break;
    const start = whole.length;
    starts.push(start);
    const read = readSigns(text, 0, Math.min(text.length, maxText), false);
    whole += `${text.slice(0, maxText)}\n\n`;
    for (const one of read) sentences.push({ ...one, from: one.from + start, to: one.to + start });
  }
  const at = (offset: number) => starts.findLastIndex((start) => start <= offset);
  const found: (FoundWindow & { readonly file: string })[] = [];
  const note = (from: number, to: number, plan: NonNullable<FoundWindow["plan"]>) => {
    const document = documents[at(from)];
    if (document === undefined) return;
    found.push({
      file: document.path,
      offset: from - (starts[at(from)] ?? 0),
      carrier: "agent-file",
      liveness: "live",
      field: null,
      isWhole: false,
      isQuoted: false,
      hidden: null,
      layer: null,
      classes: [],
      acts: [],
      plan,
      hasTemplateTokens: false,
      letters: 0,
      hosts: [],
      excerpt: whole.slice(from, Math.min(to, from + maxExcerpt)).trim(),
    });
  };
  for (const one of withDefined(whole, sentences)) {
    if (one.isResolved !== true) continue;
    const plan = weigh([one.said], "agent");
    if (plan !== null && plan.weight >= leastWeight)
      note(one.from, one.to, { ...plan, isTied: true });
  }
  const across = acrossIn(whole, sentences, 1);
  if (found.length === 0 && across !== null && across.plan.weight >= leastWeight) {
    if (at(across.from) !== at(across.to)) {
      const last = sentences.find(({ to }) => to === across.to);
      note(last?.from ?? across.from, across.to, across.plan);
    }
  }
  return found;
}
