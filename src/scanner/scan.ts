import { type CodeFacts, noCode } from "./code/atoms.ts";
import { missesInstallCode } from "./code-coverage.ts";
import { packEvidence, recorded } from "./evidence.ts";
import type { ReleaseFacts } from "./facts.ts";
import { readLexical } from "./lexical/read-lexical.ts";
import type { ScanLimits } from "./limits.ts";
import { describeExpert } from "./manifest/describe-expert.ts";
import { hookPaths } from "./manifest/run-paths.ts";
import { type ReadPackage, readPackage } from "./package/read.ts";
import { wantedTexts } from "./package/wanted-texts.ts";
import { readCode } from "./read-code.ts";
import type { Report } from "./report.ts";
import type { PackageView, Rule, Subject } from "./rule.ts";
import { type ScanSource, type Unpacking, unpack } from "./unpack.ts";
import { type Reading, weigh } from "./weigh.ts";
import { isAgentFile } from "./words/place.ts";
import { readProse } from "./words/read-prose.ts";

export interface Scanned {
  readonly report: Report;
  /** What was seen, for other rules and for the version after; null when it is not whole or too much. */
  readonly evidence: Uint8Array | null;
}

/**
 * Judges one tarball: the same bytes, rules and limits give the same report. Whatever the bytes
 * are, the answer is a report, and anything that was not read to the end is a block; the promise
 * rejects only when the source itself fails.
 *
 * @param previous what is known of the version before
 */
export async function scan(
  source: ScanSource,
  subject: Subject,
  limits: ScanLimits,
  rules: readonly Rule[],
  previous: ReleaseFacts | null = null,
): Promise<Report> {
  return (await scanRelease(source, subject, limits, rules, previous)).report;
}

/** Like `scan`, with what is to be kept. */
export async function scanRelease(
  source: ScanSource,
  subject: Subject,
  limits: ScanLimits,
  rules: readonly Rule[],
  previous: ReleaseFacts | null,
): Promise<Scanned> {
  return await judge(() => unpack(source, limits), subject, limits, rules, previous);
}

/** Like `scan`, for entries that do not come out of a tarball; each call of `open` begins anew. */
export async function judge(
  open: () => Unpacking,
  subject: Subject,
  limits: ScanLimits,
  rules: readonly Rule[],
  previous: ReleaseFacts | null = null,
): Promise<Scanned> {
  const first = await readPackage(open(), subject, limits);
  const { isComplete, files, unpackedBytes } = first;
  const { view: read, unkept } = await withWantedTexts(first, open, subject, limits);
  const code = isComplete ? readCodeOf(read) : noCode;
  const seen: PackageView = {
    ...read,
    lexical: isComplete ? readLexical(read) : read.lexical,
    prose: isComplete ? readProse(read) : read.prose,
    code: code ?? noCode,
    previous,
  };
  const isHookUnread = [...hookPaths(seen.manifest)].some((path) => unkept.has(path));
  const isCodeUnread = code === null || missesInstallCode(code);
  const isProseUnread =
    seen.prose.limitsHit.includes("live") || [...unkept].some((path) => isAgentFile(path));
  const { view, texts } = recorded(seen);
  const reading: Reading = {
    view,
    isComplete,
    limit: first.limitHit,
    unread: [
      ...(isHookUnread ? (["text"] as const) : []),
      ...(isCodeUnread ? (["code"] as const) : []),
      ...(isProseUnread ? (["prose"] as const) : []),
    ],
    isCodeKnown: code !== null,
    files,
    unpackedBytes,
  };
  const report = weigh(reading, rules);
  const expert = isComplete ? describeExpert(seen, first.texts.isUtf8) : null;
  return {
    report: expert === null ? report : { ...report, expert },
    evidence: packEvidence(reading, texts, report),
  };
}

/** Null when the reader itself failed on it: then nobody knows what the code does. */
function readCodeOf(pkg: PackageView): CodeFacts | null {
  try {
    return readCode(pkg);
  } catch {
    return null;
  }
}

/** Texts are kept in archive order, so what runs at installation may have found no room: read on. */
async function withWantedTexts(
  first: ReadPackage,
  open: () => Unpacking,
  subject: Subject,
  limits: ScanLimits,
): Promise<{ view: PackageView; unkept: ReadonlySet<string> }> {
  const { view, texts } = first;
  const wanted = wantedTexts(view.manifest, texts.unkept);
  if (!first.isComplete || wanted.size === 0) return { view, unkept: texts.unkept };

  const roomier = { ...limits, textBytesPerFile: limits.textBytes };
  const second = await readPackage(open(), subject, roomier, wanted);
  const text = (path: string) => texts.get(path) ?? second.texts.get(path);
  const unkept = new Set([...texts.unkept].filter((path) => second.texts.get(path) === null));
  return { view: { ...view, text }, unkept };
}
