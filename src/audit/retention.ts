import type { App } from "../context.ts";
import { pruneAudit } from "./audit.store.ts";

const dayMs = 86_400_000;

/** Removes what the audit log need not keep: never what a person decided. */
export async function trimAudit(app: Pick<App, "db" | "config" | "log" | "now">): Promise<number> {
  const now = app.now();
  const before = new Date(now.getTime() - app.config.admin.audit_days * dayMs).toISOString();
  const removed = await pruneAudit(app.db, before, now.toISOString());
  if (removed > 0) app.log.info({ removed, before }, "removed old entries of the audit log");
  return removed;
}
