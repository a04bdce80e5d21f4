/**
 * Notices that a host keeps failing, so that callers hear so at once instead of each waiting for its
 * own time-out. For seconds only: then one request tries again, and its success ends it.
 */
export interface Circuit {
  /** Whether a request may go out now; the first one after a pause is the probe. */
  mayTry(): boolean;
  succeeded(): void;
  failed(): void;
}

const failuresToOpen = 10;
const pauseMs = 5_000;

export function createCircuit(now: () => Date): Circuit {
  let failures = 0;
  let closedUntil = 0;
  return {
    mayTry() {
      if (failures < failuresToOpen) return true;
      const at = now().getTime();
      if (at < closedUntil) return false;
      // Others wait for what the probe finds, or for the next pause to end if it never answers.
      closedUntil = at + pauseMs;
      return true;
    },
    succeeded() {
      failures = 0;
    },
    failed() {
      failures++;
      if (failures >= failuresToOpen) closedUntil = now().getTime() + pauseMs;
    },
  };
}
