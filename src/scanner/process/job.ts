import type { ScanLimits } from "../limits.ts";
import type { Report } from "../report.ts";
import type { Subject } from "../rule.ts";

/** What a scanning process is asked, one job a line. Evidence travels as base64. */
export type ScanJob = FileJob | EvidenceJob | RestJob;

interface AnyJob {
  readonly id: number;
  readonly limits: ScanLimits;
}

interface JudgingJob extends AnyJob {
  readonly subject: Subject;
  /** Evidence of the version before, or null. */
  readonly previous: string | null;
}

export interface FileJob extends JudgingJob {
  /** A tarball, or files as they would be packed: a folder, or a perstack.toml by itself. */
  readonly form: "tarball" | "files";
  /** Of a file that stays as it is until the answer. */
  readonly path: string;
}

export interface EvidenceJob extends JudgingJob {
  /** What was seen of a tarball before, to be judged by the rules in force. */
  readonly form: "evidence";
  readonly evidence: string;
}

/** To give back the memory of what is done. The answer has no report. */
export interface RestJob extends AnyJob {
  readonly form: "rest";
}

/** What it answers, one answer a line. */
export interface ScanAnswer {
  readonly id: number;
  /** Null when the file could not be read or the evidence is not enough, and after a rest. */
  readonly report: Report | null;
  /** Null when there is no report, or nothing that could be kept. */
  readonly evidence: string | null;
}
