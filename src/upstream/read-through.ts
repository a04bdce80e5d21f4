import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { parseUpstreamDocument, type UpstreamDocument } from "./document.ts";
import {
  findPackument,
  type StoredPackument,
  savePackument,
  touchPackument,
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

type Needs = Pick<App, "config" | "cacheDb" | "events" | "flights" | "log" | "now" | "upstream">;

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
  const stored = await findPackument(app.cacheDb, name);
  const now = app.now().getTime();
  const freshMs = app.config.upstream.fresh_seconds * 1000;
  if (stored !== null) {
    const checkedAt = new Date(stored.checkedAt).getTime();
    const freshUntil = checkedAt + freshMs;
    if (app.upstream === null) return await dated(stored, name, Number.POSITIVE_INFINITY);
    if (now < freshUntil && checkedAt >= atLeast) return await dated(stored, name, freshUntil);
  }
  return await app.flights.run(`packument ${name}`, () => refresh(app, name, stored));
}

async function refresh(
  app: Needs,
  name: PackageName,
  stored: StoredPackument | null,
): Promise<DatedDocument | null> {
  const { upstream } = app;
  if (upstream === null) return null;
  const freshUntil = () => app.now().getTime() + app.config.upstream.fresh_seconds * 1000;
  try {
    const answer = await upstream.packument(name, stored?.validators ?? null);
    const at = app.now().toISOString();
    if (answer.kind === "absent") {
      if (stored === null) return null;
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
    await savePackument(app.cacheDb, name, {
      document: new Uint8Array(await compress(answer.bytes, { level: 3 })),
      digest,
      validators: answer.validators,
      releases: document.releases,
      fetchedAt: at,
      checkedAt: at,
    });
    return { document, freshUntil: freshUntil(), isNew: true };
  } catch (error) {
    if (stored === null || !(error instanceof RegistryError)) throw error;
    app.log.warn({ package: name, reason: error.message }, "serving a stale packument");
    return await dated(stored, name, app.now().getTime() + backOffMs);
  }
}

async function dated(
  stored: StoredPackument,
  name: PackageName,
  freshUntil: number,
): Promise<DatedDocument> {
  const bytes = new Uint8Array(await inflate(stored.document));
  return { document: parseUpstreamDocument(bytes, name), freshUntil, isNew: false };
}
