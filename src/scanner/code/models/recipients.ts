import type { Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import { asInstance, isGiven, listOf, optionsOf } from "./define.ts";

const copied = /^b?cc$/i;
const addressed = /^(?:to|recipients?)$/i;

/**
 * Recipients of a message that are written in the code. One that is told a copy of what goes to
 * somebody else's recipients, whom the code does not know, is marked as such.
 */
export function recipientsOf(machine: Machine, message: Value | undefined): readonly string[] {
  return optionsOf(message).flatMap((option) => recipientsOfOne(machine, option));
}

function recipientsOfOne(machine: Machine, message: Value): readonly string[] {
  if (message.type !== "object") return [];
  const keys = machine.keys(message);
  const accounts = accountsOf(machine, message, keys);
  const isForOthers = keys.some((key) => {
    const value = addressed.test(key) ? machine.get(message, key) : undefined;
    return isGiven(value) && machine.knownText(value) === null;
  });
  const mails = keys.flatMap((key) => {
    if (!copied.test(key) && !/^(?:to|reply-?to)$/i.test(key)) return [];
    const also = isForOthers && copied.test(key) ? "also:" : "";
    return listOf(machine, machine.get(message, key)).flatMap((recipient) => {
      const text = machine.knownText(recipient);
      return text === null ? [] : [`${also}${key.toLowerCase()}:${text}`];
    });
  });
  return [...mails, ...accounts];
}

const payee = /^(?:to|toPubkey|recipient|destination|spender|beneficiary|payTo|toAddress)$/;
const paid = /^(?:amount|value|lamports|from|fromPubkey|data|quantity)$/;
const account =
  /^(?:0x[0-9a-f]{40}|[13][1-9a-hj-np-z]{25,34}|bc1[0-9a-z]{20,80}|T[1-9A-HJ-NP-Za-km-z]{33}|[1-9A-HJ-NP-Za-km-z]{43,44})$/i;

/** Accounts that are written in the code and get what is the caller's to pay. */
function accountsOf(machine: Machine, message: Value, keys: readonly string[]): readonly string[] {
  const isGivenAway = keys.some(
    (key) => paid.test(key) && machine.textOf(machine.get(message, key)) === null,
  );
  if (!isGivenAway) return [];
  return keys.flatMap((key) => {
    if (!payee.test(key)) return [];
    const text = textOfAccount(machine, machine.get(message, key));
    return text !== null && account.test(text) ? [`account:${text}`] : [];
  });
}

function textOfAccount(machine: Machine, value: Value): string | null {
  return machine.knownText(asInstance(value, "Account")?.data["text"] ?? value);
}
