import { labelsOfTokens } from "../access/access.store.ts";
import type { App } from "../context.ts";
import { type FetchedRelease, fetchesOf } from "../fetch-log/fetch-log.store.ts";

/** Somebody who asked for a release, and how often. */
export interface Requested {
  /** The program by its own word, such as npm. */
  readonly client: string;
  /** As tokens name them: `owner`, `org:acme`, `user:ann` or `anonymous`. */
  readonly principal: string;
  /** The label of the token; null without one. */
  readonly token: string | null;
  /** Of the socket; null without one. */
  readonly address: string | null;
  readonly count: number;
  /** ISO 8601. */
  readonly lastAt: string;
}

const maxShown = 50;

/** Who asked for a release, the last one first, whether it was served or refused. */
export async function requestedBy(
  app: Pick<App, "db" | "fetchLog">,
  release: FetchedRelease,
): Promise<readonly Requested[]> {
  await app.fetchLog.flush();
  const fetches = await fetchesOf(app.db, release);
  const labels = await labelsOfTokens(app.db, [...new Set(fetches.map(({ tokenId }) => tokenId))]);
  const found = new Map<string, Requested>();
  for (const { client, principal, tokenId, address, count, lastAt } of fetches) {
    const key = JSON.stringify([client, principal, tokenId, address]);
    const known = found.get(key);
    found.set(key, {
      client,
      principal,
      token: labels.get(tokenId) ?? null,
      address: address === "" ? null : address,
      count: count + (known?.count ?? 0),
      // The last one comes first.
      lastAt: known?.lastAt ?? lastAt,
    });
  }
  return [...found.values()].slice(0, maxShown);
}
