import type { Integrity } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import type { PackageName } from "../names/package-name.ts";
import { isWithin } from "../names/version.ts";
import { effectiveReport } from "../policy/effective-report.ts";
import { exemptionsOf } from "../quarantine/exemptions.store.ts";
import { findingFiles, suppressionsOf } from "../quarantine/suppressions.store.ts";
import type { Report } from "../scanner/report.ts";

export interface WeighedReports {
  /** A report as it counts for these bytes. */
  of(report: Report, version: string, integrity: Integrity): Promise<Report>;
  /** Milliseconds since the epoch when suppressions end. */
  readonly expiries: readonly number[];
}

/** How reports about a package count: without what a person let pass for it. */
export async function weighReports(
  { db, now, settings }: Pick<App, "db" | "now" | "settings">,
  name: PackageName,
): Promise<WeighedReports> {
  const at = now();
  const exemptions = (
    settings.current.package_allowlist.enabled ? await exemptionsOf(db, name) : []
  ).filter(({ expiresAt }) => expiresAt === null || new Date(expiresAt) > at);
  const suppressions = (await suppressionsOf(db, name)).filter(
    ({ expiresAt }) => expiresAt === null || expiresAt > at,
  );
  return {
    expiries: [
      ...suppressions.flatMap(({ expiresAt }) => expiresAt?.getTime() ?? []),
      ...exemptions.flatMap(({ expiresAt }) =>
        expiresAt === null ? [] : new Date(expiresAt).getTime(),
      ),
    ],
    async of(report, version, integrity) {
      const files: ReadonlyMap<string, string> =
        suppressions.length === 0 ? new Map() : await findingFiles(db, integrity);
      const exempting = exemptions.filter(
        (one) =>
          (one.integrity === null || one.integrity === integrity) &&
          (one.versions === null || isWithin(version, one.versions)),
      );
      return effectiveReport(report, suppressions, (file) => files.get(file) ?? null, exempting);
    },
  };
}
