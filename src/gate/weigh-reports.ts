import type { Integrity } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import type { PackageName } from "../names/package-name.ts";
import { effectiveReport } from "../policy/effective-report.ts";
import { findingFiles, suppressionsOf } from "../quarantine/suppressions.store.ts";
import type { Report } from "../scanner/report.ts";

export interface WeighedReports {
  /** A report as it counts for these bytes. */
  of(report: Report, integrity: Integrity): Promise<Report>;
  /** Milliseconds since the epoch when suppressions end. */
  readonly expiries: readonly number[];
}

/** How reports about a package count: without what a person let pass for it. */
export async function weighReports(
  { db, now }: Pick<App, "db" | "now">,
  name: PackageName,
): Promise<WeighedReports> {
  const at = now();
  const suppressions = (await suppressionsOf(db, name)).filter(
    ({ expiresAt }) => expiresAt === null || expiresAt > at,
  );
  return {
    expiries: suppressions.flatMap(({ expiresAt }) => expiresAt?.getTime() ?? []),
    async of(report, integrity) {
      const files: ReadonlyMap<string, string> =
        suppressions.length === 0 ? new Map() : await findingFiles(db, integrity);
      return effectiveReport(report, suppressions, (file) => files.get(file) ?? null);
    },
  };
}
