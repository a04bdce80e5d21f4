import type { App } from "../context.ts";
import { servedNames } from "../fetch-log/fetch-log.store.ts";
import type { PackageName } from "../names/package-name.ts";
import { hostedAmong } from "../packages/packages.store.ts";
import { announceRecalls } from "../quarantine/recalls.ts";
import { copiedAmong, namesOfDigests } from "./known-bad.store.ts";

/**
 * Makes it felt that lists of bad packages changed: what was rendered before goes, and what was served
 * and is listed now is recalled. Call it after the commit.
 */
export async function knownBadChanged(
  app: App,
  names: readonly PackageName[],
  digests: readonly string[] = [],
): Promise<void> {
  // Bytes may be declared by any package, also by one whose tarball nobody fetched.
  if (digests.length > 0) app.events.emit("policyChanged", {});
  const byDigest = await namesOfDigests(app.cacheDb, digests);
  const all = [...new Set([...names, ...byDigest])];
  const shown = [...(await hostedAmong(app.db, all)), ...(await copiedAmong(app.cacheDb, all))];
  for (const name of new Set(shown)) app.events.emit("packageChanged", { name });

  await app.fetchLog.flush();
  const concerned = new Set(all);
  const served = (await servedNames(app.db)).filter((name) => concerned.has(name));
  await announceRecalls(app, served);
}
