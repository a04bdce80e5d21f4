import { labelsOfTokens } from "../access/access.store.ts";
import type { App } from "../context.ts";
import { type Fetch, type FetchedRelease, fetchesOf } from "../fetch-log/fetch-log.store.ts";

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
  const found = new Map<string, Fetch>();
  for (const fetch of await fetchesOf(app.db, release)) {
    const key = JSON.stringify([fetch.client, fetch.principal, fetch.tokenId, fetch.address]);
    const known = found.get(key);
    // The last one comes first.
    const count = fetch.count + (known?.count ?? 0);
    found.set(key, { ...(known ?? fetch), count });
  }
  const shown = [...found.values()].slice(0, maxShown);
  const labels = await labelsOfTokens(app.db, [...new Set(shown.map(({ tokenId }) => tokenId))]);
  return shown.map(({ client, principal, tokenId, address, count, lastAt }) => ({
    client,
    principal,
    token: labels.get(tokenId) ?? null,
    address: address === "" ? null : address,
    count,
    lastAt,
  }));
}
