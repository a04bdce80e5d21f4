import { type Caller, requireScope } from "../access/permit.ts";
import type { App } from "../context.ts";
import { type AuditCounts, type AuditFilter, countAudit, findAudit } from "./audit.store.ts";
import type { AuditEntry } from "./entry.ts";
import { type Verified, verifyAudit } from "./verify.ts";

/** What was done here, the newest first. @throws RegistryError `forbidden` unless an administrator asks */
export async function listAudit(
  { db, refusals }: Pick<App, "db" | "refusals">,
  caller: Caller,
  filter: AuditFilter,
): Promise<AuditEntry[]> {
  requireScope(caller, "admin");
  await refusals.flush();
  return await findAudit(db, filter);
}

const recentMs = 24 * 3_600_000;

/** How much was done in the last day. @throws RegistryError as `listAudit` */
export async function auditStats(
  { db, now }: Pick<App, "db" | "now">,
  caller: Caller,
): Promise<AuditCounts> {
  requireScope(caller, "admin");
  return await countAudit(db, new Date(now().getTime() - recentMs).toISOString());
}

/** Whether nobody changed it. @throws RegistryError as `listAudit` */
export async function verifyAuditAs(
  app: Pick<App, "db">,
  caller: Caller,
  head: string | null,
): Promise<Verified> {
  requireScope(caller, "admin");
  return await verifyAudit(app, head);
}
