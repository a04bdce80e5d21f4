import { opensMachine } from "../lists/open-machine.ts";
import type { Machine } from "../machine.ts";
import type { Value } from "../value.ts";

const maxText = 16 * 1024;
const maxParts = 8;

/** The words by which a miner asks a pool for work. */
const mines = /"method"\s{0,4}:\s{0,4}"(?:mining\.|login"[\s\S]{0,400}"agent"|eth_submitLogin)/;
/** Under these names objects describe a container to an engine or a cluster. */
const ofContainer = /^(?:HostConfig|spec|body)$/;

/** What a message asks for, where that says more than whom it is sent to. */
export function purposesOf(machine: Machine, body: Value | undefined): readonly string[] {
  const purposes = new Set<string>();
  const parts = body?.type === "array" ? machine.items(body) : [body];
  for (const part of parts.slice(0, maxParts)) {
    const text = textOf(machine, part);
    if (text === null) continue;
    if (mines.test(text)) purposes.add("stratum");
    if (opensMachine(text)) purposes.add("whole machine");
  }
  return [...purposes];
}

/** Clients of engines and clusters take objects, and write them as texts on their own. */
function textOf(machine: Machine, value: Value | undefined): string | null {
  const isDescription =
    value?.type === "object" && machine.keys(value).some((key) => ofContainer.test(key));
  const whole = isDescription ? machine.call(machine.api("js:JSON.stringify"), [value]) : value;
  return machine.textOf(whole)?.slice(0, maxText) ?? null;
}
