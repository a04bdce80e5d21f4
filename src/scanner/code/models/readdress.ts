import type { Machine } from "../machine.ts";
import { bitOf } from "../taints.ts";
import type { Value } from "../value.ts";
import { optionsOf } from "./define.ts";

/** Patterns of words as long as the names of accounts are, at banks and on chains. */
const accountPattern = /\{(?:\d{1,2},)?(?:2[4-9]|[3-9]\d)(?:,\d{0,3})?\}|1-9A-HJ-NP-Za-km-z/;
const account =
  /0x[0-9a-fA-F]{40}|\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b|(?<![A-Za-z0-9])(?!(\w)\1{15})(?=[a-z]{0,40}[A-Z0-9])[A-Za-z0-9]{24,128}(?![A-Za-z0-9])/;
const recipient =
  /^_?(?:to|payTo|iban|\w{0,24}(?:recipient|payee|destination|receiver|beneficiary|address|account|payout))$/i;
const maxPattern = 2000;
/** No account has a shorter name. */
const shortest = 15;
const maxText = 1024;

/** `text.replace(/0x[0-9a-f]{40}/, mine)`: whoever was to be paid is not paid (WEB-01). */
export function noteReplacedAccount(
  machine: Machine,
  what: Value | undefined,
  by: Value | undefined,
  of?: Value,
): void {
  if (by === undefined || (by.type === "text" && by.value.length < shortest)) return;
  const isCopied = of !== undefined && machine.isFrom("src.clipboard", of);
  if (!isCopied && !findsAccounts(machine, what)) return;
  const put = by.type === "function" ? machine.call(by, [machine.unknown()]) : by;
  if (namesAccount(machine, put)) readdress(machine, "replace", of);
}

/** `text.split(theirs).join(mine)` */
export function noteJoinedAccount(machine: Machine, by: Value | undefined, of: Value): void {
  const isSplit = (of.taint.through & bitOf("splitjoin")) !== 0;
  if (isSplit && namesAccount(machine, by)) readdress(machine, "replace", of);
}

function findsAccounts(machine: Machine, what: Value | undefined): boolean {
  if (what?.type !== "object" || what.kind !== "RegExp") return false;
  const source = machine.knownText(machine.get(what, "source"));
  return source !== null && source.length <= maxPattern && accountPattern.test(source);
}

/** What is pasted next. */
export function writeClipboard(machine: Machine, api: string, value: Value | undefined): void {
  machine.sink("snk.dom", { api, names: ["clipboard"] }, { data: value });
  if (namesAccount(machine, value)) machine.emit("ctx.readdress", { names: ["clipboard"] });
}

/** `body.to = mine`, in what was meant for others. */
export function noteSetAccount(machine: Machine, of: Value, key: string, value: Value): void {
  if (!recipient.test(key) || !namesAccount(machine, value)) return;
  if (machine.isFrom("src.param", of)) readdress(machine, "set");
}

function namesAccount(machine: Machine, value: Value | undefined): boolean {
  return optionsOf(value).some((option) => {
    const text = machine.knownText(option);
    return text !== null && account.test(text.slice(0, maxText));
  });
}

/** In what others send or ask for, or somewhere. */
function readdress(machine: Machine, how: "replace" | "set", of?: Value): void {
  const isForeign = of !== undefined && machine.isFrom("src.remote", of);
  machine.emit("ctx.readdress", { names: isForeign ? [how, "answer"] : [how] });
}
