import type { Logger } from "pino";
import { anonymous, type Caller, principalTextOf } from "../access/permit.ts";
import type { Db } from "../db/db.ts";
import { addFetches, type Fetch, type FetchedRelease, trimFetches } from "./fetch-log.store.ts";

/**
 * Who was sent which tarball, so that a release that turns out to be bad can be recalled. It is noted in
 * memory and written down in batches: an answer must cost no write. A crash loses the last seconds.
 */
export interface FetchLog extends AsyncDisposable {
  note(release: FetchedRelease, wasServed: boolean, from: FetchOrigin): void;
  /** Writes down what was noted. */
  flush(): Promise<void>;
}

/** A request for a tarball, as far as it says who sent it. */
export interface FetchOrigin {
  readonly address: string | null;
  readonly userAgent: string | null;
  /** The Authorization header, which is resolved later and never stored. */
  readonly authorization: string | null;
}

export interface FetchLogOptions {
  readonly db: Db;
  readonly log: Logger;
  readonly now: () => Date;
  readonly days: number;
  /** Whose credentials these are; what does not hold is nobody's. */
  readonly callerOf: (authorization: string, address: string | null) => Promise<Caller>;
}

const flushEveryMs = 5000;
/** So many different fetches are kept until then. */
const maxNoted = 5000;
/** Longer Authorization headers are none of ours. */
const maxHeader = 512;
const maxRows = 2_000_000;
const trimEveryMs = 6 * 3_600_000;

interface Noted {
  readonly release: FetchedRelease;
  readonly wasServed: boolean;
  readonly authorization: string | null;
  readonly address: string | null;
  readonly client: string;
  count: number;
  lastAt: number;
}

export function createFetchLog({ db, log, now, days, callerOf }: FetchLogOptions): FetchLog {
  let noted = new Map<string, Noted>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let nextTrim = 0;
  let writing: Promise<void> = Promise.resolve();

  async function write(batch: Iterable<Noted>): Promise<void> {
    const fetches: Fetch[] = [];
    for (const { release, wasServed, address, client, count, lastAt, ...from } of batch) {
      const { name, version, integrity } = release;
      const caller = await whoAsked(from.authorization, address);
      fetches.push({
        name,
        version,
        integrity,
        principal: principalTextOf(caller),
        tokenId: caller.kind === "known" ? caller.tokenId : "",
        address: address ?? "",
        client,
        wasServed,
        count,
        lastAt: new Date(lastAt).toISOString(),
      });
    }
    await addFetches(db, fetches);
    const at = now().getTime();
    if (at < nextTrim) return;
    nextTrim = at + trimEveryMs;
    await trimFetches(db, new Date(at - days * 86_400_000).toISOString().slice(0, 10), maxRows);
  }

  async function whoAsked(authorization: string | null, address: string | null): Promise<Caller> {
    if (authorization === null) return anonymous;
    try {
      return await callerOf(authorization, address);
    } catch {
      // Refused credentials; where everybody may read, nobody was asked for them.
      return anonymous;
    }
  }

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (noted.size === 0) return writing;
    const batch = noted;
    noted = new Map();
    writing = writing
      .then(() => write(batch.values()))
      .catch((error: unknown) => log.error({ err: error }, "fetches could not be written down"));
    return writing;
  }

  return {
    note(release, wasServed, { authorization: given, address, userAgent }) {
      // Whatever somebody sends, little of it is kept.
      const authorization = given !== null && given.length <= maxHeader ? given : null;
      const client = clientOf(userAgent);
      const subject = `${release.integrity} ${release.name}@${release.version}`;
      const key = `${subject} ${wasServed} ${address} ${client} ${authorization}`;
      const known = noted.get(key);
      const lastAt = now().getTime();
      if (known !== undefined) {
        known.count++;
        known.lastAt = lastAt;
        return;
      }
      noted.set(key, { release, wasServed, authorization, address, client, count: 1, lastAt });
      if (noted.size >= maxNoted) {
        void flush();
        return;
      }
      if (timer !== null) return;
      timer = setTimeout(() => void flush(), flushEveryMs);
      timer.unref();
    },
    flush,
    [Symbol.asyncDispose]: () => flush(),
  };
}

const clients = ["npm", "pnpm", "yarn", "bun", "deno", "corepack", "perstack", "agentregistry"];

/** The program that a User-Agent begins with; what is none of the known ones is not told apart. */
function clientOf(userAgent: string | null): string {
  const name = /^[a-z]+/.exec(userAgent?.slice(0, 20).toLowerCase() ?? "")?.[0] ?? "";
  return clients.includes(name) ? name : "other";
}
