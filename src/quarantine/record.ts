import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { fetchesOf } from "../fetch-log/fetch-log.store.ts";
import { findScanTime } from "../gate/reports.store.ts";
import { type DiffSummary, diffRelease } from "./diff-release.ts";
import { findHold } from "./quarantine.ts";
import type { StandingHold } from "./standing.ts";

/** How often programs of one kind asked for a release. */
export interface Requested {
  readonly client: string;
  readonly count: number;
}

/** A record with all that is known around it. */
export interface HoldDetails {
  readonly hold: StandingHold;
  /** When its bytes were scanned last, ISO 8601; null when nobody fetched them. */
  readonly scannedAt: string | null;
  readonly requestedBy: readonly Requested[];
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
  await app.fetchLog.flush();
  const counts = new Map<string, number>();
  for (const { client, count } of await fetchesOf(app.db, hold)) {
    counts.set(client, (counts.get(client) ?? 0) + count);
  }
  const db = hold.origin === "hosted" ? app.db : app.cacheDb;
  return {
    hold,
    scannedAt: await findScanTime(db, hold),
    requestedBy: [...counts].map(([client, count]) => ({ client, count })),
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
