import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { hostname } from "node:os";

/**
 * The Via header, by which two registries that read through to each other notice it (RFC 9110 §7.6.3).
 * Nothing else of a client's request reaches an upstream.
 */
export interface Via {
  /** What goes out: the hops that led to the request which is being answered, and us. */
  header(): string;
  /** Whether a request has passed here before. */
  isLoop(incoming: string): boolean;
  /** Runs the answer to a request that came through `incoming`. */
  within<T>(incoming: string, answer: () => Promise<T>): Promise<T>;
}

const maxLength = 2048;

/** @param home a registry is one home on one machine */
export function createVia(home: string): Via {
  const digest = createHash("sha256").update(`${hostname()}\0${home}`).digest("hex");
  const own = `agentregistry-${digest.slice(0, 16)}`;
  // Work that callers share is done for the first of them, whose hops it carries.
  const hops = new AsyncLocalStorage<string>();
  return {
    header() {
      const before = hops.getStore();
      return before === undefined ? `1.1 ${own}` : `${before}, 1.1 ${own}`;
    },
    isLoop: (incoming) => incoming.split(",").some((hop) => hop.trim().split(/\s+/)[1] === own),
    within: (incoming, answer) =>
      hops.run(incoming.replace(/[^\x20-\x7e]/g, "").slice(0, maxLength), answer),
  };
}
