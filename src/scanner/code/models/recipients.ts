import type { Machine } from "../machine.ts";
import { marks, type Value } from "../value.ts";
import { asInstance, isGiven, listOf, optionsOf } from "./define.ts";

const copied = /^b?cc(?:Addresses|Recipients|Emails?|List)?$/i;
const addressed = /^(?:to|recipients?)(?:Addresses|Emails?|List)?$/i;

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
  // What is copied from a message of somebody else's says who it was for.
  const isCopy = message.rest !== null && !keys.some((key) => addressed.test(key));
  const mails = keys.flatMap((key) => {
    if (!copied.test(key) && !/^(?:to|reply-?to)$/i.test(key)) return [];
    const also = (isForOthers || isCopy) && copied.test(key) ? "also:" : "";
    return listOf(machine, machine.get(message, key)).flatMap((recipient) => {
      const text = machine.knownText(recipient);
      return text === null ? [] : [`${also}${fieldOf(key)}:${text}`];
    });
  });
  return [...mails, ...accounts];
}

/** The name of a field of messages, in whatever way a service spells it. */
function fieldOf(key: string): string {
  const lower = key.toLowerCase();
  return copied.test(key) ? (lower.startsWith("b") ? "bcc" : "cc") : lower;
}

/**
 * What every message of a sender gets besides what it is sent with: a copy that is written there goes
 * to somebody whom nobody names who sends.
 */
export function alwaysCopied(machine: Machine, defaults: Value | undefined): readonly string[] {
  return optionsOf(defaults).flatMap((option) => {
    if (option.type !== "object") return [];
    return machine.keys(option).flatMap((key) => copiesIn(machine, key, machine.get(option, key)));
  });
}

/** Addresses that are written in the code and put into a field for copies of a message of others. */
export function copiesIn(machine: Machine, key: string, value: Value): readonly string[] {
  if (!copied.test(key)) return [];
  return listOf(machine, value).flatMap((one) => {
    const text = machine.knownText(one);
    return text === null || !mail.test(text) ? [] : [`also:${fieldOf(key)}:${text}`];
  });
}

const payee = /^(?:to|toPubkey|recipient|destination|spender|beneficiary|payTo|toAddress)$/;
const paid = /^(?:amount|value|lamports|from|fromPubkey|data|quantity)$/;
const account =
  /^(?:0x[0-9a-f]{40}|[13][1-9a-hj-np-z]{25,34}|bc1[0-9a-z]{20,80}|T[1-9A-HJ-NP-Za-km-z]{33}|[1-9A-HJ-NP-Za-km-z]{43,44})$/i;

/** Accounts that are written in the code and get what is the caller's to pay. */
function accountsOf(machine: Machine, message: Value, keys: readonly string[]): readonly string[] {
  // Somebody else's payment as a whole, with another account in it.
  const isSpread = message.type === "object" && message.rest !== null;
  const isGivenAway =
    isSpread ||
    keys.some((key) => paid.test(key) && machine.textOf(machine.get(message, key)) === null);
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

const maxBody = 16 * 1024;
const maxDepth = 4;
const maxAddresses = 32;
const mail = /^[^\s@\uF8E0-\uF8EF]{1,64}@[^\s@\uF8E0-\uF8EF]{1,190}\.[a-z]{2,24}$/i;

/** Addresses in a body that go beside recipients whom the code does not know. */
export function addedRecipients(machine: Machine, body: Value | undefined): readonly string[] {
  const parts = body?.type === "array" ? machine.items(body).slice(0, 8) : [body];
  return parts.flatMap((part) => {
    const text = machine.textOf(part);
    if (text === null) {
      return recipientsOf(machine, part).filter((name) => name.startsWith("also:"));
    }
    if (text.length <= maxBody && text.includes("[{") && sharing.test(text)) {
      const sharers = sharersIn(text);
      if (sharers.length > 0) return sharers;
    }
    if (
      text.length > maxBody ||
      !text.includes("@") ||
      !/"(?:b?cc|to|recipients?)(?:Addresses|Recipients|Emails?|List)?"/i.test(text)
    ) {
      return [];
    }
    try {
      return addedIn(JSON.parse(text), 0);
    } catch {
      return [];
    }
  });
}

function addedIn(json: unknown, depth: number): readonly string[] {
  if (typeof json !== "object" || json === null || depth > maxDepth) return [];
  const entries = Object.entries(json).slice(0, maxAddresses);
  const lists = entries.flatMap(([key, value]) =>
    copied.test(key) || addressed.test(key) ? [{ key, all: textsOf(value) }] : [],
  );
  const isOpen = (text: string) => text.includes(marks.unknown) || text.includes(marks.param);
  const isForOthers = lists.some(({ key, all }) => addressed.test(key) && all.some(isOpen));
  const own = lists.flatMap(({ key, all }) => {
    // Beside others in one list, or in a copy of what is for others.
    if (!isForOthers || (!copied.test(key) && !all.some(isOpen))) return [];
    const as = /^to$/i.test(key) ? "cc" : copied.test(key) ? fieldOf(key) : "bcc";
    return all.filter((text) => mail.test(text)).map((text) => `also:${as}:${text}`);
  });
  return [...own, ...entries.flatMap(([, value]) => addedIn(value, depth + 1))];
}

function textsOf(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value.slice(0, maxAddresses) : [value];
  return items.flatMap((item: unknown) => {
    if (typeof item === "string") return [item];
    if (typeof item !== "object" || item === null) return [];
    return Object.values(item).filter((inner) => typeof inner === "string");
  });
}

const sharer =
  /^(?:to|recipient|destination|account|payee|beneficiary|payTo|toAddress|wallet|address)$/;
const share = /^(?:amount|value|share|percent(?:age)?|quantity|lamports|basisPoints|bps|weight)$/;
/** Somebody is paid, in a list of several. */
const sharing =
  /\[\{[^\]]{0,4096}"(?:amount|value|share|percent\w{0,3}|quantity|lamports|basisPoints|bps|weight)"/;

/** Accounts that are written in the code and get a share beside those whom the caller pays. */
function sharersIn(text: string): readonly string[] {
  try {
    return sharersOf(JSON.parse(text), 0);
  } catch {
    return [];
  }
}

function sharersOf(json: unknown, depth: number): readonly string[] {
  if (typeof json !== "object" || json === null || depth > maxDepth) return [];
  const inner = Object.values(json).slice(0, maxAddresses);
  const below = inner.flatMap((value) => sharersOf(value, depth + 1));
  if (!Array.isArray(json)) return below;
  const paid = inner.flatMap((item: unknown) => payeeOf(item) ?? []);
  const isOpen = (one: string) => one.includes(marks.unknown) || one.includes(marks.param);
  if (!paid.some(isOpen)) return below;
  const own = paid.filter((one) => !isOpen(one) && one.length >= 4);
  return [...below, ...own.map((one) => `also:account:${one}`)];
}

function payeeOf(item: unknown): string | null {
  if (typeof item !== "object" || item === null) return null;
  const entries = Object.entries(item);
  if (!entries.some(([key]) => share.test(key))) return null;
  const found = entries.find(([key, value]) => sharer.test(key) && typeof value === "string");
  return found === undefined ? null : String(found[1]);
}
