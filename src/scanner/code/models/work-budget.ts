import type { Machine } from "../machine.ts";

/** Bytes, or what takes as long, that models may work through for one package. */
const maxWork = 32 * 1024 * 1024;
const spent = new WeakMap<Machine, number>();

/**
 * Whether a model may still do so much. A loop of the package is a few steps for the interpreter and
 * could be megabytes of unpacking each time for a model; past the limit values stay unknown.
 */
export function mayWork(machine: Machine, cost: number): boolean {
  const total = (spent.get(machine) ?? 0) + cost;
  if (total > maxWork) return false;
  spent.set(machine, total);
  return true;
}
