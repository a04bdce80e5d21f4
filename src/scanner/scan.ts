import { capabilitiesOf, riskOf } from "./capabilities.ts";
import { type CodeFacts, noCode } from "./code/atoms.ts";
import { missesInstallCode } from "./code-coverage.ts";
import { releaseFactsOf } from "./difference/release-facts.ts";
import type { ReleaseFacts } from "./facts.ts";
import { limitMetas } from "./findings/limit-metas.ts";
import { newMarker } from "./findings/mark-new.ts";
import { toFinding } from "./findings/to-finding.ts";
import { topFindings } from "./findings/top-findings.ts";
import { readLexical } from "./lexical/read-lexical.ts";
import type { ScanLimits } from "./limits.ts";
import { describeManifest } from "./manifest/describe.ts";
import { describeExpert } from "./manifest/describe-expert.ts";
import { hookPaths } from "./manifest/run-paths.ts";
import { type ReadPackage, readPackage } from "./package/read.ts";
import { wantedTexts } from "./package/wanted-texts.ts";
import { readCode } from "./read-code.ts";
import type { Finding, Report } from "./report.ts";
import type { PackageView, Rule, Subject } from "./rule.ts";
import { ruleset } from "./rules/all.ts";
import { readingLimits } from "./rules/tar-06-limits.ts";
import { unreadableArchive } from "./rules/tar-09-unreadable.ts";
import { score } from "./score.ts";
import { type ScanSource, type Unpacking, unpack } from "./unpack.ts";
import { readProse } from "./words/read-prose.ts";

export interface Scanned {
  readonly report: Report;
  /** What the scan of the next version is compared with; null when this one was not read to its end. */
  readonly facts: ReleaseFacts | null;
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

/** Like `scan`, with what is to be kept for the next version. */
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
  const { view: read, unkept } = await withWantedTexts(first, open, subject, limits);
  const lexical = first.isComplete ? readLexical(read) : read.lexical;
  const code = first.isComplete ? readCodeOf(read) : noCode;
  const prose = first.isComplete ? readProse(read) : read.prose;
  const view: PackageView = { ...read, lexical, prose, previous, code: code ?? noCode };
  const marked = newMarker(view);

  const findings = topFindings();
  const limitsHit: string[] = first.limitHit === null ? [] : [first.limitHit];
  if ([...hookPaths(view.manifest)].some((path) => unkept.has(path))) {
    findings.add(interruption("text"));
    limitsHit.push("text");
  }
  if (code === null || missesInstallCode(code)) {
    findings.add(interruption("code"));
    limitsHit.push("code");
  }
  for (const rule of applicable(rules, first.isComplete)) {
    try {
      for (const hit of rule.check(view)) findings.add(marked(toFinding(rule.meta, hit)));
    } catch {
      findings.add(interruption("rule"));
      if (!limitsHit.includes("rule")) limitsHit.push("rule");
    }
  }

  const { kept, weighed, omitted } = findings.result();
  const parseFailures = view.code.files.filter(({ reading }) => reading === "unparsed").length;
  const expert = first.isComplete ? describeExpert(view, first.texts.isUtf8) : null;
  const capabilities = first.isComplete && code !== null ? capabilitiesOf(view) : null;
  const report: Report = {
    ...score(weighed),
    findings: kept,
    limitsHit,
    ruleset,
    capabilities,
    risk: capabilities === null ? "high" : riskOf(capabilities),
    stats: {
      files: first.files,
      unpackedBytes: first.unpackedBytes,
      ...(omitted > 0 ? { omittedFindings: omitted } : {}),
      ...(parseFailures > 0 ? { parseFailures } : {}),
    },
    manifest: describeManifest(view),
    ...(expert === null ? {} : { expert }),
  };
  return { report, facts: first.isComplete ? releaseFactsOf(view, report) : null };
}

/** Null when the reader itself failed on it: then nobody knows what the code does. */
function readCodeOf(pkg: PackageView): CodeFacts | null {
  try {
    return readCode(pkg);
  } catch {
    return null;
  }
}

/**
 * Which rules to ask. Those about the reading itself always run, whatever list was passed; after an
 * incomplete reading the others would judge a package that nobody saw whole, except for the
 * structure that was seen.
 */
function applicable(rules: readonly Rule[], isComplete: boolean): readonly Rule[] {
  const always = [readingLimits, unreadableArchive];
  const others = rules.filter(({ meta }) => !always.some((rule) => rule.meta.id === meta.id));
  const asked = isComplete ? others : others.filter(({ meta }) => meta.id.startsWith("TAR-"));
  return [...asked, ...always];
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

function interruption(why: "rule" | "text" | "code"): Finding {
  const meta = limitMetas[why];
  return toFinding(meta, { surface: "structure", file: null, message: meta.title });
}
