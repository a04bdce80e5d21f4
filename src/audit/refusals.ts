import type { Db } from "../db/db.ts";
import { recordAudit } from "./audit.store.ts";
import type { AuditAction } from "./entry.ts";

export type RefusalAction = Extract<
  AuditAction,
  "ip_denied" | "origin_denied" | "auth_failed" | "rate_limit_exceeded" | "security_alert"
>;

/**
 * Refused connections for the audit log, counted: one entry for each kind and address in a while, however
 * many packets there were. A crash loses the last minute of them.
 */
export interface Refusals extends AsyncDisposable {
  note(action: RefusalAction, ip: string | null, what?: string): void;
  flush(): Promise<void>;
}

const flushEveryMs = 60_000;
/** So many kinds and addresses are told apart; the others count together. */
const maxKinds = 200;

interface Counted {
  readonly action: RefusalAction;
  readonly ip: string | null;
  readonly what: string | null;
  count: number;
}

export function createRefusals(db: Db, now: () => Date): Refusals {
  let counts = new Map<string, Counted>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let writing: Promise<void> = Promise.resolve();

  async function write(some: readonly Counted[]): Promise<void> {
    if (some.length === 0) return;
    const at = now().toISOString();
    await db.write(async (tx) => {
      for (const { action, ip, what, count } of some) {
        const severity = action === "security_alert" ? "error" : "warn";
        const note = { action, target: ip, details: { count, what }, severity } as const;
        await recordAudit(tx, "system", note, at);
      }
    });
  }

  async function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const some = [...counts.values()];
    counts = new Map();
    writing = writing.then(() => write(some));
    await writing;
  }

  return {
    note(action, ip, what) {
      const isFull = counts.size >= maxKinds;
      const key = isFull ? action : `${action} ${ip} ${what}`;
      const known = counts.get(key);
      if (known === undefined) {
        const one = isFull ? { ip: null, what: "others" } : { ip, what: what ?? null };
        counts.set(key, { action, ...one, count: 1 });
      } else {
        known.count += 1;
      }
      timer ??= setTimeout(() => void flush().catch(() => {}), flushEveryMs);
      timer.unref();
    },
    flush,
    [Symbol.asyncDispose]: flush,
  };
}
