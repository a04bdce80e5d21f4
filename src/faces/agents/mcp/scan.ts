import { z } from "zod";
import type { ScanSummary } from "../../../packages/why.ts";

const names = z.array(z.string());

/** What the scan of one version said, and what its code can do. */
export const Scan = z.object({
  verdict: z.enum(["block", "warn", "clean"]),
  risk: z.enum(["low", "medium", "high"]),
  ruleset: z.string(),
  capabilities: z
    .object({
      network: z.string(),
      filesystem: z.string(),
      env: z.string(),
      subprocess: z.string(),
      hosts: names,
      env_names: names,
      secrets: names,
      dynamic_code: z.boolean(),
      native: z.boolean(),
      install_scripts: z.boolean(),
      unknown: names,
    })
    .nullable()
    .describe("Null when not all of its code could be read."),
});

export function scanOf(scan: ScanSummary | null): z.infer<typeof Scan> | null {
  if (scan === null) return null;
  const { verdict, risk, ruleset, capabilities: can } = scan;
  if (can === null) return { verdict, risk, ruleset, capabilities: null };
  const { network, filesystem, env, subprocess, hosts, secrets, native, unknown } = can;
  return {
    verdict,
    risk,
    ruleset,
    capabilities: {
      network,
      filesystem,
      env,
      subprocess,
      hosts: [...hosts],
      env_names: [...can.envNames],
      secrets: [...secrets],
      dynamic_code: can.dynamicCode,
      native,
      install_scripts: can.installScripts,
      unknown: [...unknown],
    },
  };
}
