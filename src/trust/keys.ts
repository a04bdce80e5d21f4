import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { UpstreamClient } from "../upstream/client.ts";
import { ownSource } from "./hosted-signatures.ts";
import { type SigningKey, SigningKeySchema } from "./signing-key.ts";
import { findKeyCheck, findKeys, putKeyCheck, putKeys } from "./trust.store.ts";

type Needs = Pick<App, "db" | "cacheDb" | "now" | "log" | "flights" | "upstreams" | "registryKey">;

const maxBytes = 256 * 1024;
const maxKeys = 100;
/** After a failure the upstream is asked again so much later, in milliseconds. */
const retryMs = 10_000;

/**
 * Every key that a version served here may be signed with: ours first, then those of the upstreams,
 * also retired ones. A key id means one key; what an upstream sends under an id of ours is left out.
 */
export async function allKeys(app: Needs): Promise<SigningKey[]> {
  await Promise.all(app.upstreams.all.map((upstream) => refreshKeys(app, upstream)));
  const own = await app.registryKey.publicKey();
  const stored = await findKeys(app.db);
  const ours = stored.filter(({ source }) => source === ownSource).map(({ key }) => key);
  const theirs = stored.filter(({ source }) => source !== ownSource).map(({ key }) => key);
  const byId = new Map<string, SigningKey>();
  for (const key of [own, ...ours, ...theirs]) {
    if (!byId.has(key.keyid)) byId.set(key.keyid, key);
  }
  return [...byId.values()];
}

/** The keys that one upstream has ever shown, checked again when they are due. */
export async function keysOf(app: Needs, upstream: UpstreamClient): Promise<SigningKey[]> {
  await refreshKeys(app, upstream);
  const stored = await findKeys(app.db);
  return stored.filter(({ source }) => source === upstream.source).map(({ key }) => key);
}

/** Asks the upstream for its keys when that is due. A failure leaves what is stored in force. */
async function refreshKeys(app: Needs, upstream: UpstreamClient): Promise<void> {
  const nextAt = await findKeyCheck(app.cacheDb, upstream.source);
  if (nextAt !== null && nextAt > app.now().toISOString()) return;
  await app.flights.run(`keys ${upstream.source}`, async () => {
    let pauseMs = upstream.freshMs;
    try {
      await storeKeys(app, upstream, await upstream.document("-/npm/v1/keys", maxBytes));
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      app.log.warn({ upstream: upstream.name, reason: error.message }, "no fresh signing keys");
      pauseMs = retryMs;
    }
    const next = new Date(app.now().getTime() + pauseMs).toISOString();
    await putKeyCheck(app.cacheDb, upstream.source, next);
  });
}

async function storeKeys(app: Needs, upstream: UpstreamClient, answer: unknown): Promise<void> {
  const listed = (answer as { keys?: unknown } | null)?.keys;
  const usable = (Array.isArray(listed) ? listed : []).slice(0, maxKeys).flatMap((entry) => {
    const parsed = SigningKeySchema.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
  const stored = await findKeys(app.db);
  const known = new Map(
    stored.filter(({ source }) => source === upstream.source).map(({ key }) => [key.keyid, key]),
  );
  const news = usable.filter((key) => {
    const before = known.get(key.keyid);
    if (before === undefined) return true;
    if (before.key === key.key) return before.expires !== key.expires;
    // What was signed with the first one must stay verifiable, and nothing good looks like this.
    app.log.error(
      { upstream: upstream.name, keyid: key.keyid },
      "an upstream shows another signing key under an id that it used before; the first one counts",
    );
    return false;
  });
  if (news.length === 0) return;
  const at = app.now().toISOString();
  await app.db.write((tx) => putKeys(tx, upstream.source, news, at));
}
