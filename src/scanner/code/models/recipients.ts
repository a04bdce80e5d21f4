import type { Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import { isGiven, listOf } from "./define.ts";

const copied = /^b?cc$/i;
const addressed = /^(?:to|recipients?)$/i;

/**
 * Recipients of a message that are written in the code. One that is told a copy of what goes to
 * somebody else's recipients, whom the code does not know, is marked as such.
 */
export function recipientsOf(machine: Machine, message: Value | undefined): readonly string[] {
  if (message?.type !== "object") return [];
  const keys = machine.keys(message);
  const isForOthers = keys.some((key) => {
    const value = addressed.test(key) ? machine.get(message, key) : undefined;
    return isGiven(value) && machine.knownText(value) === null;
  });
  return keys.flatMap((key) => {
    if (!copied.test(key) && !/^(?:to|reply-?to)$/i.test(key)) return [];
    const also = isForOthers && copied.test(key) ? "also:" : "";
    return listOf(machine, machine.get(message, key)).flatMap((recipient) => {
      const text = machine.knownText(recipient);
      return text === null ? [] : [`${also}${key.toLowerCase()}:${text}`];
    });
  });
}
