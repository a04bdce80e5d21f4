import { byCodePoint } from "../canonical-json.ts";
import type { RegistryEntry } from "../entry.ts";
import { riskOrder } from "../risk.ts";

export interface Ranked {
  readonly entry: RegistryEntry;
  readonly score: number;
}

/** Verified first, then less risk, then more in common with the question, then by name (namel3ss-registry §11). */
export function byRank(a: Ranked, b: Ranked): number {
  return (
    Number(b.entry.verified_by.length > 0) - Number(a.entry.verified_by.length > 0) ||
    riskOrder.indexOf(a.entry.risk) - riskOrder.indexOf(b.entry.risk) ||
    b.score - a.score ||
    byCodePoint(a.entry.pack_name, b.entry.pack_name)
  );
}
