/** What is counted about one upstream since the start. */
export interface UpstreamFigures {
  readonly requests: number;
  /** Requests without an answer, and answers that say that the upstream failed. */
  readonly failures: number;
  /** Milliseconds until answers began, all together. */
  readonly ms: number;
  /** Of bodies that were read. */
  readonly bytes: number;
  /** When it last answered as it should, in milliseconds since the epoch; null when it never did. */
  readonly lastOkAt: number | null;
}

/** Counts them; counting adds to a number and makes nothing. */
export interface UpstreamCounter {
  readonly figures: UpstreamFigures;
  answered(isOk: boolean, ms: number): void;
  read(bytes: number): void;
}

export function countUpstream(now: () => Date): UpstreamCounter {
  const figures = { requests: 0, failures: 0, ms: 0, bytes: 0, lastOkAt: null as number | null };
  return {
    figures,
    answered(isOk, ms) {
      figures.requests++;
      figures.ms += ms;
      if (isOk) figures.lastOkAt = now().getTime();
      else figures.failures++;
    },
    read(bytes) {
      figures.bytes += bytes;
    },
  };
}
