import { z } from "zod";
import { capabilitiesOf, type ExpertCapabilities, type RiskLevel } from "./capability.ts";
import type { ExpertDefinition } from "./definition.ts";

/** What was found of an Expert when it was published, its delegates and the packages of its skills seen. */
export interface StatedReach {
  readonly capabilities: ExpertCapabilities;
  readonly risk: RiskLevel;
}

const names = z.array(z.string());
const Stated = z.object({
  capabilities: z.object({
    filesystem: z.enum(["none", "read", "write"]),
    network: z.enum(["none", "inbound", "outbound", "both"]),
    env: z.enum(["none", "read"]),
    subprocess: z.enum(["none", "allow"]),
    secrets: names,
    hosts: names,
    unknown: names,
  }),
  risk: z.enum(["low", "medium", "high"]),
});

/** @param summary the `expert` of its stored manifest; where that does not tell, its definition does */
export function statedReach(summary: unknown, definition: ExpertDefinition): StatedReach {
  const told = Stated.safeParse(summary);
  return told.success ? told.data : { capabilities: capabilitiesOf(definition), risk: "high" };
}
