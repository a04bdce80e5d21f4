import type { Machine } from "../machine.ts";

/** Machines in which something serves tools to models. */
const serving = new WeakSet<Machine>();

export function noteToolServer(machine: Machine): void {
  serving.add(machine);
}

/** Whether the names that functions are given may come from a model, which says what to read. */
export function servesTools(machine: Machine): boolean {
  return serving.has(machine);
}
