import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { findScanTime } from "../gate/reports.store.ts";
import type { PackageName } from "../names/package-name.ts";
import { type DiffSummary, diffRelease } from "./diff-release.ts";
import { pulledInBy } from "./pulled-in-by.ts";
import { findHold } from "./quarantine.ts";
import { type Requested, requestedBy } from "./requested-by.ts";
import type { StandingHold } from "./standing.ts";

/** A record with all that is known around it. */
export interface HoldDetails {
  readonly hold: StandingHold;
  /** When its bytes were scanned last, ISO 8601; null when nobody fetched them. */
  readonly scannedAt: string | null;
  readonly requestedBy: readonly Requested[];
  /** Packages stored here that need it, as far as they were fetched. */
  readonly pulledInBy: readonly PackageName[];
  /** The good version before it, and how many files differ, as far as both are stored. */
  readonly previousVersion: string | null;
  readonly diffSummary: DiffSummary | null;
}

/**
 * One record with its surroundings (agentregistry contract §7.3).
 *
 * @throws RegistryError as `findHold`
 */
export async function holdDetails(
  app: App,
  caller: Caller,
  selector: string,
): Promise<HoldDetails> {
  const hold = await findHold(app, caller, selector);
  const db = hold.origin === "hosted" ? app.db : app.cacheDb;
  return {
    hold,
    scannedAt: await findScanTime(db, hold),
    requestedBy: await requestedBy(app, hold),
    pulledInBy: await pulledInBy(app, caller, hold.name),
    ...(await differenceOf(app, hold)),
  };
}

async function differenceOf(app: App, hold: StandingHold) {
  try {
    const diff = await diffRelease(app, hold, { mayFetch: false, wantsText: false });
    const { previousVersion, summary } = diff;
    return { previousVersion, diffSummary: previousVersion === null ? null : summary };
  } catch (error) {
    // Bytes that are not stored compare with nothing.
    if (error instanceof RegistryError) return { previousVersion: null, diffSummary: null };
    throw error;
  }
}
