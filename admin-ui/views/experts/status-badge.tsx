import type { ExpertStatus } from "../../../src/packages/experts.store.ts";
import { Badge } from "../../parts/states.tsx";

export type Status = ExpertStatus;

const tones = { available: "good", deprecated: "warn", disabled: "bad" } as const;

export function StatusBadge({ status }: { readonly status: Status }) {
  return <Badge tone={tones[status]}>{status}</Badge>;
}
