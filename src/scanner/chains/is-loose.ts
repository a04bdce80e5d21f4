import type { Proximity } from "../report.ts";

/** Whether source and sink only happen to be in one package; that never blocks (§1.3). */
export function isLoose(proximity: Proximity | null): boolean {
  return proximity === "bundle" || proximity === "component" || proximity === "package";
}
