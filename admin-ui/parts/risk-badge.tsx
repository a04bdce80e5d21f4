import type { Risk } from "../../src/scanner/report.ts";
import { Badge, type Tone } from "./states.tsx";

const tones: Readonly<Record<Risk, Tone>> = { low: "good", medium: "warn", high: "bad" };

/** How much harm something could do by what it can do, whatever was found in it. */
export function RiskBadge({ risk }: { readonly risk: Risk }) {
  return <Badge tone={tones[risk]}>{risk} risk</Badge>;
}
