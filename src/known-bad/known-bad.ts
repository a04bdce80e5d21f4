import { isAffected } from "../advisories/osv.ts";
import { declaredSha512 } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import type { PackageName } from "../names/package-name.ts";
import { isWithin } from "../names/version.ts";
import { findVersionDigests } from "../packages/packages.store.ts";
import type { KnownBad } from "../policy/decide.ts";
import { findReleases } from "../upstream/upstream.store.ts";
import {
  type Block,
  blocksOfDigests,
  blocksOfName,
  fetchedDigests,
  hasDigestBlocks,
  localSource,
  malwareOf,
} from "./known-bad.store.ts";

/** What lists a version as bad, by its name or its bytes; `integrity` is null while they are unknown. */
export type KnownBadOf = (version: string, integrity: string | null) => KnownBad | null;

/**
 * Loads what is known to be bad of a package. Advisories are about names of the public registry, so they
 * say nothing about a package that is published here; a block list is about either.
 */
export async function knownBadOf(
  app: Pick<App, "db" | "cacheDb">,
  name: PackageName,
  origin: "hosted" | "upstream",
): Promise<KnownBadOf> {
  const malware = origin === "upstream" ? await malwareOf(app.db, name) : [];
  const byName = await blocksOfName(app.db, name);
  const byDigest = await digestBlocksOf(app, name, origin);
  return (version, integrity) => {
    const advisory = malware.find(({ affected }) => isAffected(version, affected));
    if (advisory !== undefined) {
      const { osvId: id, title: reason, since } = advisory;
      return { kind: "advisory", id, reason, isLocal: false, since };
    }
    const named = byName.find(({ versions }) => versions === null || isWithin(version, versions));
    const block = named ?? byDigest(version, integrity);
    return block === null ? null : toKnownBad(block);
  };
}

function toKnownBad({ subject, reason, source, addedAt }: Block): KnownBad {
  return { kind: "block", id: subject, reason, isLocal: source === localSource, since: addedAt };
}

type DigestBlockOf = (version: string, integrity: string | null) => Block | null;

/** By every digest that is known of a version: those that were declared, and those that were taken. */
async function digestBlocksOf(
  app: Pick<App, "db" | "cacheDb">,
  name: PackageName,
  origin: "hosted" | "upstream",
): Promise<DigestBlockOf> {
  if (!(await hasDigestBlocks(app.db))) return () => null;
  const digests = new Map<string, string[]>();
  const add = (version: string, digest: string | null) => {
    if (digest !== null) digests.set(version, [...(digests.get(version) ?? []), digest]);
  };
  if (origin === "upstream") {
    for (const release of (await findReleases(app.cacheDb, name))?.releases ?? []) {
      add(release.version, declaredSha512(release));
      add(release.version, prefixed("sha1", release.shasum?.toLowerCase() ?? null));
    }
    for (const { version, integrity, sha1, sha256 } of await fetchedDigests(app.cacheDb, name)) {
      add(version, integrity);
      add(version, prefixed("sha1", sha1));
      add(version, prefixed("sha256", sha256));
    }
  } else {
    for (const { version, integrity, shasum } of await findVersionDigests(app.db, name)) {
      add(version, integrity);
      add(version, prefixed("sha1", shasum));
    }
  }
  const found = await blocksOfDigests(app.db, [...new Set([...digests.values()].flat())]);
  return (version, integrity) => {
    const known = [...(digests.get(version) ?? []), integrity];
    return found.find(({ digest }) => known.includes(digest)) ?? null;
  };
}

function prefixed(algorithm: "sha1" | "sha256", hex: string | null): string | null {
  return hex === null ? null : `${algorithm}:${hex}`;
}
