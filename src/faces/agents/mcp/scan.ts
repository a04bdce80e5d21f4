import { z } from "zod";
import type { ClosureSummary, ScanSummary } from "../../../packages/why.ts";

const names = z.array(z.string());

const Can = z.object({
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
});

const Risk = z.enum(["low", "medium", "high"]);

/** What the scan of one version said, and what its code can do. */
export const Scan = z.object({
  verdict: z.enum(["block", "warn", "clean"]),
  risk: Risk,
  ruleset: z.string(),
  capabilities: Can.nullable().describe("Null when not all of its code could be read."),
});

export function scanOf(scan: ScanSummary | null): z.infer<typeof Scan> | null {
  if (scan === null) return null;
  const { verdict, risk, ruleset, capabilities } = scan;
  return { verdict, risk, ruleset, capabilities: capabilities === null ? null : can(capabilities) };
}

/** What one version can do together with all that is installed along with it. */
export const WithDependencies = z.object({
  risk: Risk,
  capabilities: Can,
  packages: z.int().describe("How many there are besides itself."),
  unscanned: z.int().describe("How many of them nobody scanned here yet; they could do anything."),
});

export function withDependencies(
  closure: ClosureSummary | null,
): z.infer<typeof WithDependencies> | null {
  if (closure === null) return null;
  const { risk, capabilities, packages, unscanned } = closure;
  return { risk, capabilities: can(capabilities), packages, unscanned: unscanned.length };
}

function can(told: NonNullable<ScanSummary["capabilities"]>): z.infer<typeof Can> {
  const { network, filesystem, env, subprocess, hosts, secrets, native, unknown } = told;
  return {
    network,
    filesystem,
    env,
    subprocess,
    hosts: [...hosts],
    env_names: [...told.envNames],
    secrets: [...secrets],
    dynamic_code: told.dynamicCode,
    native,
    install_scripts: told.installScripts,
    unknown: [...unknown],
  };
}
