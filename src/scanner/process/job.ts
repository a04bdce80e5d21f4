import type { ReleaseFacts } from "../facts.ts";
import type { ScanLimits } from "../limits.ts";
import type { Report } from "../report.ts";
import type { Subject } from "../rule.ts";

/** What a scanning process is asked, one job a line. */
export interface ScanJob {
  readonly id: number;
  /** Of a file that stays as it is until the answer. */
  readonly path: string;
  /** A tarball, or files as they would be packed: a folder, or a perstack.toml by itself. */
  readonly form: "tarball" | "files";
  readonly subject: Subject;
  readonly limits: ScanLimits;
  /** What is known of the version before. */
  readonly previous: ReleaseFacts | null;
}

/** What it answers, one answer a line. */
export interface ScanAnswer {
  readonly id: number;
  /** Null when the file could not be read. */
  readonly report: Report | null;
  /** Null when there is no report, or not of a whole tarball. */
  readonly facts: ReleaseFacts | null;
}
