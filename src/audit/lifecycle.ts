import type { App } from "../context.ts";
import { recordAudit } from "./audit.store.ts";

/** That the registry began or ended to serve, so that the log shows when nobody could ask it anything. */
export async function recordLifecycle(
  app: Pick<App, "db" | "now">,
  action: "server_started" | "server_stopped",
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  const at = app.now().toISOString();
  await app.db.write((tx) => recordAudit(tx, "system", { action, target: null, details }, at));
}
