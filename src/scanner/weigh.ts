import { capabilitiesOf, riskOf } from "./capabilities.ts";
import { limitMetas } from "./findings/limit-metas.ts";
import { newMarker } from "./findings/mark-new.ts";
import { toFinding } from "./findings/to-finding.ts";
import { topFindings } from "./findings/top-findings.ts";
import { describeManifest } from "./manifest/describe.ts";
import type { Finding, Report } from "./report.ts";
import type { PackageView, Rule } from "./rule.ts";
import { ruleset } from "./rules/all.ts";
import { readingLimits } from "./rules/tar-06-limits.ts";
import { unreadableArchive } from "./rules/tar-09-unreadable.ts";
import { score } from "./score.ts";

/** A package that was read, as far as it could be. */
export interface Reading {
  readonly view: PackageView;
  readonly isComplete: boolean;
  /** The limit that ended the reading, or null. */
  readonly limit: string | null;
  /** What installing would run, and nobody could read. */
  readonly unread: readonly ("text" | "code" | "prose")[];
  readonly isCodeKnown: boolean;
  readonly files: number;
  readonly unpackedBytes: number;
}

/** Judges what was read: a function of the reading and the rules alone. */
export function weigh(reading: Reading, rules: readonly Rule[]): Report {
  const { view, isComplete, limit, unread, isCodeKnown, files, unpackedBytes } = reading;
  const marked = newMarker(view);
  const findings = topFindings();
  const limitsHit: string[] = [...(limit === null ? [] : [limit]), ...unread];
  for (const why of unread) findings.add(interruption(why));
  for (const rule of applicable(rules, isComplete)) {
    try {
      for (const hit of rule.check(view)) findings.add(marked(toFinding(rule.meta, hit)));
    } catch {
      findings.add(interruption("rule"));
      if (!limitsHit.includes("rule")) limitsHit.push("rule");
    }
  }

  const { kept, weighed, omitted } = findings.result();
  const parseFailures = view.code.files.filter((file) => file.reading === "unparsed").length;
  const capabilities = isComplete && isCodeKnown ? capabilitiesOf(view) : null;
  return {
    ...score(weighed),
    findings: kept,
    limitsHit,
    ruleset,
    capabilities,
    risk: capabilities === null ? "high" : riskOf(capabilities),
    stats: {
      files,
      unpackedBytes,
      ...(omitted > 0 ? { omittedFindings: omitted } : {}),
      ...(parseFailures > 0 ? { parseFailures } : {}),
    },
    manifest: describeManifest(view),
  };
}

/** Lists of rules last as long as a process, and whoever judges many packages asks for each. */
const known = new WeakMap<readonly Rule[], { whole: readonly Rule[]; partial: readonly Rule[] }>();

/**
 * Which rules to ask. Those about the reading itself always run, whatever list was passed; after an
 * incomplete reading the others would judge a package that nobody saw whole, except for the
 * structure that was seen.
 */
function applicable(rules: readonly Rule[], isComplete: boolean): readonly Rule[] {
  let asked = known.get(rules);
  if (asked === undefined) {
    const always = [readingLimits, unreadableArchive];
    const others = rules.filter(({ meta }) => !always.some((rule) => rule.meta.id === meta.id));
    const structure = others.filter(({ meta }) => meta.id.startsWith("TAR-"));
    asked = { whole: [...others, ...always], partial: [...structure, ...always] };
    known.set(rules, asked);
  }
  return isComplete ? asked.whole : asked.partial;
}

function interruption(why: "rule" | "text" | "code" | "prose"): Finding {
  const meta = limitMetas[why];
  return toFinding(meta, { surface: "structure", file: null, message: meta.title });
}
