import { type Caller, requireScope } from "../access/permit.ts";
import type { App } from "../context.ts";
import { recordAudit } from "./audit.store.ts";

/** A backup that the command made beside a running registry. */
export interface MadeBackup {
  readonly createdAt: string;
  readonly bytes: number;
  readonly versions: number;
}

/** Writes down that a backup was made. @throws RegistryError `unauthenticated`, `forbidden` */
export async function recordBackup(
  app: Pick<App, "db" | "now">,
  caller: Caller,
  { createdAt, bytes, versions }: MadeBackup,
): Promise<void> {
  requireScope(caller, "admin");
  const details = { createdAt, bytes, versions };
  const note = { action: "backup_created", target: null, details } as const;
  await app.db.write((tx) => recordAudit(tx, caller, note, app.now().toISOString()));
}
