import type { EntryCapabilities, IntentRisk, RunnerKind } from "./entry.ts";

/** How much harm a pack could do, by the rules that the `n3` command also uses (namel3ss-registry §9). */
export function riskOf(capabilities: EntryCapabilities, runner: RunnerKind): IntentRisk {
  const { filesystem, network, env, subprocess, secrets } = capabilities;
  if (runner === "container" || filesystem === "write" || subprocess === "allow") return "high";
  if (filesystem === "read" || network === "outbound" || env === "read") return "medium";
  return secrets.length > 0 ? "medium" : "low";
}

export const riskOrder: readonly IntentRisk[] = ["low", "medium", "high"];
