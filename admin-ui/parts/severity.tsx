import type { Severity as Level } from "../../src/scanner/report.ts";

export const severities: readonly Level[] = ["critical", "high", "medium", "low"];

/** How bad something is, as a word; its colour only repeats it. */
export function Severity({ level }: { readonly level: Level }) {
  return <span class={`severity is-${level}`}>{level}</span>;
}
