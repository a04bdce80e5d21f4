/** One answered request. */
export interface LoggedRequest {
  readonly requestId: string;
  readonly method: string;
  /** Without the query, which can hold a token. */
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  readonly at: number;
}

/**
 * The last requests, in memory: a row for each would cost more than most of the requests. Reads that were
 * answered at once from memory are not in it.
 */
export interface RequestLog {
  add(request: LoggedRequest): void;
  /** The newest first. */
  last(limit: number): readonly LoggedRequest[];
}

const kept = 1000;

export function createRequestLog(): RequestLog {
  const ring: LoggedRequest[] = [];
  let next = 0;
  return {
    add(request) {
      ring[next] = request;
      next = (next + 1) % kept;
    },
    last(limit) {
      return [...ring.slice(0, next).reverse(), ...ring.slice(next).reverse()].slice(0, limit);
    },
  };
}
