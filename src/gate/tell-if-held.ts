import type { App } from "../context.ts";
import type { Report } from "../scanner/report.ts";
import type { Role } from "./reports.store.ts";
import { weighReports } from "./weigh-reports.ts";

/** Tells that a release is held, unless what its report blocks for is let pass. Call it after the commit. */
export async function tellIfHeld(
  app: Pick<App, "db" | "events" | "now">,
  role: Role,
  report: Report,
): Promise<void> {
  if (report.verdict !== "block") return;
  const { name, version, integrity } = role;
  const weighed = await weighReports(app, name);
  const { verdict, findings } = await weighed.of(report, integrity);
  if (verdict !== "block") return;
  app.events.emit("held", { name, version, ruleIds: findings.map(({ ruleId }) => ruleId) });
}
