import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { declaredSha512 } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import type { UpstreamClient } from "./client.ts";
import { parseUpstreamDocument, type UpstreamDocument } from "./document.ts";
import {
  findPackument,
  type Rewritten,
  type StoredPackument,
  savePackument,
  touchPackument,
  type UpstreamRelease,
} from "./upstream.store.ts";

const compress = promisify(gzip);
const inflate = promisify(gunzip);

/** After a failed check a stale copy is served for so long before the next one, in milliseconds. */
const backOffMs = 10_000;

export interface DatedDocument {
  readonly document: UpstreamDocument;
  /** Milliseconds since the epoch until when it need not be checked again. */
  readonly freshUntil: number;
  /** Whether the document differs from the one that was stored before. */
  readonly isNew: boolean;
}

type Needs = Pick<App, "absences" | "cacheDb" | "events" | "flights" | "log" | "now" | "upstreams">;

/**
 * The upstream's packument of a name: the stored copy while it is fresh, else one conditional request
 * that concurrent callers share. A stale copy serves when the upstream fails or has removed the
 * package, so that neither breaks a build (npm-wire-protocol §16.1).
 *
 * @param atLeast milliseconds since the epoch; a copy checked before is checked again
 * @returns null when the upstream says that there is no such package
 * @throws RegistryError `upstream_failed`, `upstream_timeout` when there is no copy to serve
 */
export async function readThrough(
  app: Needs,
  name: PackageName,
  atLeast = 0,
): Promise<DatedDocument | null> {
  const upstream = app.upstreams.of(name);
  const found = await findPackument(app.cacheDb, name);
  if (upstream === null) {
    return found === null ? null : await dated(found, name, Number.POSITIVE_INFINITY);
  }
  // What another upstream said about a name is no answer of the one that it belongs to now.
  const stored = found?.source === upstream.source ? found : null;
  if (stored === null && app.absences.has(name)) return null;
  if (stored !== null) {
    const checkedAt = new Date(stored.checkedAt).getTime();
    const freshUntil = checkedAt + upstream.freshMs;
    const isFresh = app.now().getTime() < freshUntil && checkedAt >= atLeast;
    if (isFresh) return await dated(stored, name, freshUntil);
  }
  return await app.flights.run(`packument ${name}`, () => refresh(app, upstream, name, stored));
}

/** The stored copy of a packument, however old, without asking anybody. */
export async function storedDocument(
  { cacheDb }: Pick<App, "cacheDb">,
  name: PackageName,
): Promise<UpstreamDocument | null> {
  const stored = await findPackument(cacheDb, name);
  return stored === null ? null : (await dated(stored, name, 0)).document;
}

async function refresh(
  app: Needs,
  upstream: UpstreamClient,
  name: PackageName,
  stored: StoredPackument | null,
): Promise<DatedDocument | null> {
  const freshUntil = () => app.now().getTime() + upstream.freshMs;
  try {
    const answer = await upstream.packument(name, stored?.validators ?? null);
    const at = app.now().toISOString();
    if (answer.kind === "absent") {
      if (stored === null) {
        app.absences.add(name);
        return null;
      }
      app.log.warn({ package: name }, "the upstream removed a package; its copy is still served");
      await touchPackument(app.cacheDb, name, at);
      return await dated(stored, name, freshUntil());
    }
    if (answer.kind === "unchanged" && stored !== null) {
      await touchPackument(app.cacheDb, name, at);
      return await dated(stored, name, freshUntil());
    }
    if (answer.kind === "unchanged") {
      throw new RegistryError("upstream_failed", "the upstream answered 304 to a first request");
    }
    // Not every upstream has validators: the same bytes again are no change either.
    const digest = new Bun.CryptoHasher("sha256").update(answer.bytes).digest("hex");
    if (digest === stored?.digest) {
      await touchPackument(app.cacheDb, name, at);
      return await dated(stored, name, freshUntil());
    }
    const document = parseUpstreamDocument(answer.bytes, name);
    const rewritten = rewrittenBetween(stored?.releases ?? [], document.releases);
    const packument = {
      source: upstream.source,
      document: new Uint8Array(await compress(answer.bytes, { level: 3 })),
      digest,
      validators: answer.validators,
      releases: document.releases,
      fetchedAt: at,
      checkedAt: at,
    };
    await savePackument(app.cacheDb, name, packument, rewritten);
    for (const { version, was, now } of rewritten) {
      app.log.error(
        { package: name, version, was, now, upstream: upstream.name },
        "the upstream replaced a published version; it is held until a person decides",
      );
    }
    if (rewritten.length > 0) app.events.emit("packageChanged", { name });
    return { document, freshUntil: freshUntil(), isNew: true };
  } catch (error) {
    if (stored === null || !(error instanceof RegistryError)) throw error;
    app.log.warn({ package: name, reason: error.message }, "serving a stale packument");
    return await dated(stored, name, app.now().getTime() + backOffMs);
  }
}

/** Versions that both lists have, with other bytes by what the lists declare. */
function rewrittenBetween(
  before: readonly UpstreamRelease[],
  after: readonly UpstreamRelease[],
): Rewritten[] {
  const known = new Map(before.map((release) => [release.version, release]));
  return after.flatMap((release) => {
    const old = known.get(release.version);
    if (old === undefined) return [];
    const [was, now] = [declaredSha512(old), declaredSha512(release)];
    if (was !== null && now !== null) {
      return was === now ? [] : [{ version: release.version, was, now }];
    }
    // Old versions have a sha1 alone; one that gains or loses its sha512 keeps its sha1.
    const [wasSha1, nowSha1] = [old.shasum ?? "", release.shasum ?? ""];
    if (wasSha1 === nowSha1) return [];
    return [{ version: release.version, was: was ?? wasSha1, now: now ?? nowSha1 }];
  });
}

async function dated(
  stored: StoredPackument,
  name: PackageName,
  freshUntil: number,
): Promise<DatedDocument> {
  const bytes = new Uint8Array(await inflate(stored.document));
  return { document: parseUpstreamDocument(bytes, name), freshUntil, isNew: false };
}
