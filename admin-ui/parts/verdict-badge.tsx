import type { Verdict } from "../../src/scanner/report.ts";
import { Badge, type Tone } from "./states.tsx";

const tones: Readonly<Record<Verdict, Tone>> = { clean: "good", warn: "warn", block: "bad" };
const words: Readonly<Record<Verdict, string>> = {
  clean: "clean",
  warn: "warnings",
  block: "blocked",
};

export interface VerdictBadgeProps {
  readonly verdict: Verdict;
  /** Whether a heading says already that it is a scan's. */
  readonly isTitled?: boolean;
}

/** What a scan came to. */
export function VerdictBadge({ verdict, isTitled = false }: VerdictBadgeProps) {
  return (
    <Badge tone={tones[verdict]}>
      {isTitled ? "" : "scan: "}
      {words[verdict]}
    </Badge>
  );
}
