import { RegistryError } from "../errors.ts";

/** What failed attempts are counted by, and how many of them are allowed in a window. */
export interface AttemptKey {
  readonly key: string;
  readonly max: number;
}

/**
 * Counts failed attempts at a secret that could be guessed. Attempts count from their beginning, so
 * that a thousand at the same time are a thousand. In memory: it is gone after a restart.
 */
export interface Attempts {
  /** @throws RegistryError `rate_limited` when there were too many */
  begin(keys: readonly AttemptKey[]): void;
  /** Takes the attempt back: it did not fail. */
  succeeded(keys: readonly AttemptKey[]): void;
}

const windowMs = 15 * 60 * 1000;
const maxKeys = 20_000;

export function createAttempts(now: () => Date): Attempts {
  const counts = new Map<string, { count: number; until: number }>();

  return {
    begin(keys) {
      const at = now().getTime();
      for (const { key, max } of keys) {
        const entry = counts.get(key);
        if (entry === undefined || entry.until <= at || entry.count < max) continue;
        const seconds = Math.ceil((entry.until - at) / 1000);
        throw new RegistryError(
          "rate_limited",
          `too many failed attempts; try again in ${Math.ceil(seconds / 60)} minutes`,
          { headers: { "retry-after": String(seconds) } },
        );
      }
      for (const { key } of keys) {
        const entry = counts.get(key);
        if (entry !== undefined && entry.until > at) {
          entry.count += 1;
          continue;
        }
        counts.delete(key);
        counts.set(key, { count: 1, until: at + windowMs });
        // The oldest leave first; those are the nearest to being forgotten anyway.
        const [oldest] = counts.keys();
        if (counts.size > maxKeys && oldest !== undefined) counts.delete(oldest);
      }
    },
    succeeded(keys) {
      for (const { key } of keys) {
        const entry = counts.get(key);
        if (entry === undefined) continue;
        entry.count -= 1;
        if (entry.count <= 0) counts.delete(key);
      }
    },
  };
}

/** What a guess at a user's password from an address counts against. */
export function passwordKeys(user: string, address: string | null): readonly AttemptKey[] {
  const from = networkOf(address);
  return [
    { key: `password ${user} ${from}`, max: 10 },
    { key: `from ${from}`, max: 50 },
    // High enough that a stranger cannot cheaply lock somebody out.
    { key: `password ${user}`, max: 200 },
  ];
}

/** Guesses at a six-digit code: whoever makes them has the password or a token already. */
export function codeKeys(user: string): readonly AttemptKey[] {
  return [{ key: `code ${user}`, max: 10 }];
}

/** One household has a whole /64 of IPv6 addresses to guess from. */
export function networkOf(address: string | null): string {
  if (address === null || !address.includes(":") || address.includes(".")) return address ?? "";
  const [before = [], after = []] = address.split("::").map((part) => part.split(":"));
  // What `::` leaves out belongs to the network too, else each address of it would be one of its own.
  const left = Math.max(0, groupsOfAddress - before.length - after.length);
  const groups = [...before, ...Array.from({ length: left }, () => "0"), ...after];
  return groups
    .slice(0, groupsOfAddress / 2)
    .map((group) => group || "0")
    .join(":");
}

const groupsOfAddress = 8;
