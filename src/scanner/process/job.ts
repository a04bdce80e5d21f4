import type { ScanLimits } from "../limits.ts";
import type { Report } from "../report.ts";
import type { Subject } from "../rule.ts";

/** What a scanning process is asked, one job a line. */
export interface ScanJob {
  readonly id: number;
  /** Of a file that stays as it is until the answer. */
  readonly path: string;
  readonly subject: Subject;
  readonly limits: ScanLimits;
}

/** What it answers, one answer a line. */
export interface ScanAnswer {
  readonly id: number;
  /** Null when the file could not be read. */
  readonly report: Report | null;
}
