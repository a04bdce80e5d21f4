import { gateBits } from "../gates.ts";
import type { Machine } from "../machine.ts";
import type { Value } from "../value.ts";

/** While something runs that took the place of a part of the language. */
const replacing = new WeakMap<Machine, { chance: boolean }>();
/** While something runs that waited long, or for a time that chance decides. */
const waited = { long: new WeakSet<Machine>(), chance: new WeakSet<Machine>() };
/** In milliseconds. */
const longWait = 600_000;

/** Runs what takes the place of a part of the language, and tells where that happens when chance is in it. */
export function asReplacement(machine: Machine, run: () => void): void {
  const noticed = { chance: false };
  const outer = replacing.get(machine);
  replacing.set(machine, noticed);
  try {
    run();
  } finally {
    if (outer === undefined) replacing.delete(machine);
    else replacing.set(machine, outer);
  }
  if (noticed.chance) machine.sink("ctx.loop", { names: ["harm", "chance"] }, {});
}

/** A part of the language that works now and then: nobody will ever find out why (DES-03). */
export function noteChance(machine: Machine): void {
  const noticed = replacing.get(machine);
  if (noticed !== undefined) noticed.chance = true;
}

/** Runs what a timer calls. */
export function afterWait(machine: Machine, delay: Value | undefined, run: () => void): void {
  const time = machine.numberOf(delay);
  const isChance = delay !== undefined && (delay.taint.through & gateBits.random) !== 0;
  if (isChance) during(waited.chance, machine, run);
  else if (time !== null && time >= longWait) during(waited.long, machine, run);
  else run();
}

export function hasWaited(machine: Machine, how: "long" | "chance"): boolean {
  return waited[how].has(machine);
}

function during(set: WeakSet<Machine>, machine: Machine, run: () => void): void {
  const isOuter = !set.has(machine);
  set.add(machine);
  try {
    run();
  } finally {
    if (isOuter) set.delete(machine);
  }
}
