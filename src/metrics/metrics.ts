import type { Verdict } from "../scanner/report.ts";

/** One second of the last minute. */
interface Slot {
  second: number;
  requests: number;
  timed: number;
  totalMs: number;
  errors: number;
  hits: number;
  misses: number;
}

/** A point of a series, by the time in milliseconds. */
export interface Point {
  readonly t: number;
  readonly v: number;
}

export interface MinuteFigures {
  readonly requestsPerSecond: readonly Point[];
  readonly avgLatencyMs: readonly Point[];
  readonly cacheHitRate: readonly Point[];
  readonly requests: number;
  readonly errors: number;
  /** Of answers that were timed; those that came ready from memory take no time to speak of. */
  readonly meanMs: number;
  /** 0 to 1; null when nothing was asked for. */
  readonly hitRate: number | null;
}

/** Sums since the start. */
export interface Totals {
  readonly requests: number;
  readonly repeated: number;
  readonly timed: number;
  readonly totalMs: number;
  /** By the first digit of the status: 2xx to 5xx. */
  readonly byClass: readonly number[];
  readonly hits: number;
  readonly misses: number;
  readonly scans: number;
  readonly blocked: number;
  readonly warned: number;
  readonly scanMs: number;
  readonly broadcasts: number;
  readonly sessions: number;
}

/** What the registry counts about itself. Counting adds to a number and makes nothing. */
export interface Metrics {
  /** A read that was answered from memory, without routing. */
  repeated(): void;
  answered(status: number, ms: number): void;
  looked(isHit: boolean): void;
  scanned(verdict: Verdict, ms: number): void;
  broadcast(): void;
  session(change: 1 | -1): void;
  readonly totals: Totals;
  lastMinute(): MinuteFigures;
}

const seconds = 60;

export function createMetrics(now: () => number = Date.now): Metrics {
  const slots = Array.from(
    { length: seconds },
    (): Slot => ({ second: -1, requests: 0, timed: 0, totalMs: 0, errors: 0, hits: 0, misses: 0 }),
  );
  const byClass = [0, 0, 0, 0, 0, 0];
  const totals = {
    requests: 0,
    repeated: 0,
    timed: 0,
    totalMs: 0,
    byClass,
    hits: 0,
    misses: 0,
    scans: 0,
    blocked: 0,
    warned: 0,
    scanMs: 0,
    broadcasts: 0,
    sessions: 0,
  };

  function slot(): Slot {
    const second = Math.floor(now() / 1000);
    const at = slots[second % seconds] as Slot;
    if (at.second !== second) {
      at.second = second;
      at.requests = at.timed = at.totalMs = at.errors = at.hits = at.misses = 0;
    }
    return at;
  }

  // Not even the clock is read for what is answered from memory: it is counted up each second.
  let uncounted = 0;

  function count(): void {
    const at = slot();
    at.requests += uncounted;
    at.hits += uncounted;
    totals.requests += uncounted;
    totals.repeated += uncounted;
    totals.hits += uncounted;
    byClass[2] = (byClass[2] ?? 0) + uncounted;
    uncounted = 0;
  }

  return {
    get totals() {
      if (uncounted > 0) count();
      return totals;
    },
    repeated() {
      if (uncounted++ === 0) setTimeout(count, 1000).unref();
    },
    answered(status, ms) {
      const at = slot();
      at.requests++;
      at.timed++;
      at.totalMs += ms;
      totals.requests++;
      totals.timed++;
      totals.totalMs += ms;
      const kind = Math.floor(status / 100);
      if (kind >= 4) at.errors++;
      byClass[kind] = (byClass[kind] ?? 0) + 1;
    },
    looked(isHit) {
      const at = slot();
      if (isHit) {
        at.hits++;
        totals.hits++;
      } else {
        at.misses++;
        totals.misses++;
      }
    },
    scanned(verdict, ms) {
      totals.scans++;
      totals.scanMs += ms;
      if (verdict === "block") totals.blocked++;
      if (verdict === "warn") totals.warned++;
    },
    broadcast() {
      totals.broadcasts++;
    },
    session(change) {
      totals.sessions += change;
    },
    lastMinute() {
      if (uncounted > 0) count();
      const last = Math.floor(now() / 1000);
      const recent = Array.from({ length: seconds }, (_, index) => {
        const second = last - seconds + 1 + index;
        const found = slots[second % seconds];
        const isThen = found?.second === second;
        return { t: second * 1000, slot: isThen ? found : null };
      });
      const sum = (pick: (slot: Slot) => number) =>
        recent.reduce((total, { slot: one }) => total + (one === null ? 0 : pick(one)), 0);
      const points = (pick: (slot: Slot) => number) =>
        recent.map(({ t, slot: one }) => ({ t, v: one === null ? 0 : pick(one) }));
      const rate = (hits: number, misses: number) =>
        hits + misses === 0 ? 0 : hits / (hits + misses);
      const timed = sum((one) => one.timed);
      const [hits, misses] = [sum((one) => one.hits), sum((one) => one.misses)];
      return {
        requestsPerSecond: points((one) => one.requests),
        avgLatencyMs: points((one) => (one.timed === 0 ? 0 : one.totalMs / one.timed)),
        cacheHitRate: points((one) => rate(one.hits, one.misses)),
        requests: sum((one) => one.requests),
        errors: sum((one) => one.errors),
        meanMs: timed === 0 ? 0 : sum((one) => one.totalMs) / timed,
        hitRate: hits + misses === 0 ? null : rate(hits, misses),
      };
    },
  };
}
