import { percentile } from "./measure.ts";

export interface PingLatency {
  readonly p99: number;
  readonly max: number;
}

const everyMs = 5;

/**
 * Asks a URL on a fixed beat until `stop`. The beat does not wait for answers: a server that stalls
 * for 200 ms shows up in all the requests that fell into that time, as it would for clients.
 */
export function samplePings(url: string): { stop(): Promise<PingLatency> } {
  const latencies: number[] = [];
  const pending = new Set<Promise<void>>();
  const beat = setInterval(() => {
    const ping = askOnce().finally(() => pending.delete(ping));
    pending.add(ping);
  }, everyMs);

  async function askOnce(): Promise<void> {
    const startedAt = performance.now();
    const answer = await fetch(url);
    await answer.text();
    latencies.push(performance.now() - startedAt);
  }
  return {
    async stop() {
      clearInterval(beat);
      await Promise.all(pending);
      return { p99: percentile(latencies, 0.99), max: Math.max(...latencies) };
    },
  };
}
