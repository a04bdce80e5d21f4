import { releaseFactsOf, type Told } from "./difference/release-facts.ts";
import { type PackedCodeFiles, packCodeFiles, unpackCodeFiles } from "./evidence/code-files.ts";
import { type PackedEntries, packEntries, unpackEntries } from "./evidence/entries.ts";
import { unwrap, wrap } from "./evidence/parcel.ts";
import type { ReleaseFacts } from "./facts.ts";
import { manifestIn } from "./manifest/parse.ts";
import type { Report } from "./report.ts";
import type { PackageView, Rule, Subject } from "./rule.ts";
import { type Reading, weigh } from "./weigh.ts";

/**
 * Names the readers. Evidence that another one gathered does not say what these would have seen, so
 * it changes with every change of a reader; that of a rule or a weight leaves it as it is.
 */
const extractor = "2026.11.13";

/** Everything that rules may ask about a package, so that other rules can judge it without its bytes. */
interface Evidence {
  readonly extractor: string;
  readonly reading: Omit<Reading, "view">;
  readonly view: Seen;
  /** The texts that rules asked for. */
  readonly texts: readonly (readonly [path: string, text: string | null])[];
  readonly told: Told;
}

type Seen = Omit<PackageView, "subject" | "previous" | "text">;

/** In the form that takes the least time to read; what follows from the rest is left out. */
interface Packed extends Omit<Evidence, "view"> {
  readonly view: Omit<Seen, "entries" | "manifest">;
  /** In place of those of the view, which are then left out. */
  readonly codeFiles: PackedCodeFiles | null;
  readonly entries: PackedEntries;
  /** The text of package.json. */
  readonly manifest: string | null;
}

const maxTextChars = 4 * 1024 * 1024;
const maxPackedBytes = 4 * 1024 * 1024;

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
  const { entries, manifest, archive, code, prose, lexical } = view;
  const codeFiles = packCodeFiles(code.files, entries);
  const evidence: Packed = {
    extractor,
    reading,
    view: {
      archive,
      code: codeFiles === null ? code : { ...code, files: [] },
      prose,
      lexical,
    },
    codeFiles,
    entries: packEntries(entries),
    manifest: manifest?.text ?? null,
    texts: [...texts],
    told: {
      capabilities: report.capabilities,
      findings: report.findings.map(({ ruleId, file }) => ({ ruleId, file })),
    },
  };
  const packed = wrap(JSON.stringify(evidence));
  return packed.length > maxPackedBytes ? null : packed;
}

/** What the scan of the next version is compared with; null for what cannot be read. */
export function releaseIn(packed: Uint8Array): ReleaseFacts | null {
  const evidence = unpack(packed);
  return evidence === null ? null : releaseFactsOf(evidence.view, evidence.told);
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
    const { view, codeFiles, ...rest } = JSON.parse(unwrap(packed)) as Packed;
    const entries = unpackEntries(rest.entries);
    const manifest = rest.manifest === null ? null : manifestIn(rest.manifest);
    const code =
      codeFiles === null ? view.code : { ...view.code, files: unpackCodeFiles(codeFiles, entries) };
    return { ...rest, view: { ...view, entries, manifest, code } };
  } catch {
    // Our own files; a damaged one is as good as none, and so is one in an older form.
    return null;
  }
}
