import { isLoopback } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import { RegistryError } from "../errors.ts";
import { networkOf } from "./attempts.ts";

/** How many requests an address may make: a bucket each, that fills again as time goes by. */
export interface RequestLimits {
  /** @throws RegistryError `rate_limited`, with how long to wait */
  take(peer: string | null): void;
  /** What was answered from the cache does not count. */
  giveBack(peer: string | null): void;
}

interface Bucket {
  left: number;
  filledAt: number;
}

/** So many addresses are told apart; the one that was quiet longest is forgotten, and begins anew. */
const maxBuckets = 20_000;

/** @returns null where nobody is limited, so that no request pays for asking */
export function createRequestLimits(
  { http }: Pick<Config, "http">,
  now: () => Date,
): RequestLimits | null {
  const { requests_per_second: perSecond, request_burst: burst, limit_loopback: always } = http;
  if (perSecond === 0 || (!always && http.listen.every(isLoopback))) return null;
  const buckets = new Map<string, Bucket>();

  /** Null for who is never limited: this machine, and what comes through no socket. */
  function keyOf(peer: string | null): string | null {
    if (peer === null) return null;
    const address = peer.replace(/^::ffff:/, "");
    return !always && isLoopback(address) ? null : networkOf(address);
  }

  function bucketOf(key: string, at: number): Bucket {
    const known = buckets.get(key);
    if (known !== undefined) {
      const gained = (Math.max(0, at - known.filledAt) / 1000) * perSecond;
      known.left = Math.min(burst, known.left + gained);
      known.filledAt = at;
      // The last one in is the last one out.
      buckets.delete(key);
    } else if (buckets.size >= maxBuckets) {
      const [oldest] = buckets.keys();
      if (oldest !== undefined) buckets.delete(oldest);
    }
    const bucket = known ?? { left: burst, filledAt: at };
    buckets.set(key, bucket);
    return bucket;
  }

  return {
    take(peer) {
      const key = keyOf(peer);
      if (key === null) return;
      const bucket = bucketOf(key, now().getTime());
      if (bucket.left >= 1) {
        bucket.left -= 1;
        return;
      }
      const seconds = Math.max(1, Math.ceil((1 - bucket.left) / perSecond));
      throw new RegistryError(
        "rate_limited",
        `this registry takes ${perSecond} requests a second from one address; wait ${seconds} s`,
        { headers: { "retry-after": String(seconds) }, fields: { error: "Too Many Requests" } },
      );
    },
    giveBack(peer) {
      const key = keyOf(peer);
      const bucket = key === null ? undefined : buckets.get(key);
      if (bucket !== undefined) bucket.left = Math.min(burst, bucket.left + 1);
    },
  };
}
