import type { Machine } from "../machine.ts";
import { bitOf } from "../taints.ts";
import type { Value } from "../value.ts";

/** What a hash looks like in code. */
const written =
  /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i;
const encoded = bitOf("encode");

/** The hash of what somebody sent is compared with one that the code holds: a door with one key (PER-03). */
export function noteMasterKey(machine: Machine, left: Value, right: Value): void {
  for (const [kept, asked] of [
    [left, right],
    [right, left],
  ] as const) {
    if (kept.type !== "text" || asked.type !== "unknown" || !written.test(kept.value)) continue;
    if ((asked.taint.through & encoded) === 0 || !machine.isFrom("src.param", asked)) continue;
    machine.sink("snk.vault", { api: "compare", names: ["master key"] }, { data: asked });
  }
}
