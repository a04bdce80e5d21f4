import { gunzipSync, gzipSync } from "node:zlib";
import { releaseFactsOf } from "./difference/release-facts.ts";
import type { ReleaseFacts } from "./facts.ts";
import type { Report } from "./report.ts";
import type { PackageView, Rule, Subject } from "./rule.ts";
import { type Reading, weigh } from "./weigh.ts";

/**
 * Names the readers. Evidence that another one gathered does not say what these would have seen, so
 * it changes with every change of a reader; that of a rule or a weight leaves it as it is.
 */
const extractor = "2026.11.6";

/** Everything that rules may ask about a package, so that other rules can judge it without its bytes. */
interface Evidence {
  readonly extractor: string;
  readonly reading: Omit<Reading, "view">;
  readonly view: Omit<PackageView, "subject" | "previous" | "text">;
  /** The texts that rules asked for. */
  readonly texts: readonly (readonly [path: string, text: string | null])[];
  readonly release: ReleaseFacts;
}

const maxTextChars = 4 * 1024 * 1024;
const maxPackedBytes = 4 * 1024 * 1024;
const maxUnpackedBytes = 64 * 1024 * 1024;

/** A view that remembers which texts were asked for. */
export function recorded(view: PackageView): {
  readonly view: PackageView;
  readonly texts: ReadonlyMap<string, string | null>;
} {
  const texts = new Map<string, string | null>();
  const text = (path: string) => {
    const found = texts.get(path);
    if (found !== undefined) return found;
    const read = view.text(path);
    texts.set(path, read);
    return read;
  };
  return { view: { ...view, text }, texts };
}

/** Packs what was seen of a package and said about it; null when that is too much to keep. */
export function packEvidence(
  { view, ...reading }: Reading,
  texts: ReadonlyMap<string, string | null>,
  report: Report,
): Uint8Array | null {
  const chars = texts.values().reduce((sum, text) => sum + (text?.length ?? 0), 0);
  if (!reading.isComplete || chars > maxTextChars) return null;
  const { subject: _subject, previous: _previous, text: _text, ...seen } = view;
  const release = releaseFactsOf(view, report);
  const evidence: Evidence = { extractor, reading, view: seen, texts: [...texts], release };
  const packed = gzipSync(JSON.stringify(evidence), { level: 1 });
  return packed.length > maxPackedBytes ? null : packed;
}

/** What the scan of the next version is compared with; null for what cannot be read. */
export function releaseIn(packed: Uint8Array): ReleaseFacts | null {
  return unpack(packed)?.release ?? null;
}

/**
 * Judges a package again by what was seen of it. Null when the rules ask for something that was not
 * kept, or other readers saw it: then its bytes must be read.
 *
 * @param previous what is known of the version before
 */
export function rejudge(
  packed: Uint8Array,
  subject: Subject,
  rules: readonly Rule[],
  previous: ReleaseFacts | null,
): Report | null {
  const evidence = unpack(packed);
  if (evidence === null || evidence.extractor !== extractor) return null;
  const texts = new Map(evidence.texts);
  let isMissing = false;
  const text = (path: string) => {
    const found = texts.get(path);
    if (found === undefined) isMissing = true;
    return found ?? null;
  };
  const report = weigh(
    { ...evidence.reading, view: { ...evidence.view, subject, previous, text } },
    rules,
  );
  return isMissing ? null : report;
}

function unpack(packed: Uint8Array): Evidence | null {
  try {
    const json = gunzipSync(packed, { maxOutputLength: maxUnpackedBytes }).toString("utf8");
    return JSON.parse(json) as Evidence;
  } catch {
    // Our own files; a damaged one is as good as none.
    return null;
  }
}
