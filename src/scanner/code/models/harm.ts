import type { Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import { hasWaited } from "./sabotage.ts";

/** What is asked of a database and cannot be taken back. */
const destructive =
  /^\s*(?:drop\s+(?:table|database|schema|collection|index|view)|truncate\s+(?:table\s+)?\w|delete\s+from\s+[\w."`\uF8E0-\uF8EF]+\s*(?:;|$)|delete\s+from\b[^;]{0,300}\b(?:rand(?:om)?\s*\(|limit\s+\d)|flushall|flushdb)/i;
/** Rows are shifted or mixed up; counting up is what programs do all the time. */
const corrupting =
  /^\s*update\s+\S{1,200}\s+set\s+(?:\w{0,40}_?id|\w{0,40}balance|amount|price|email|password\w{0,20})\s{0,4}=\s{0,4}(?:\w{0,40}_?id\s{0,4}[+-]|rand)/i;
const methods =
  /^(?:query|execute|exec|run|raw|command|do|batch|unsafe|\$(?:execute|query)Raw(?:Unsafe)?|sendCommand)$/;
const wholly = /^(?:dropDatabase|dropCollection|dropTable|flushall|flushdb|flushAll|flushDb)$/;
/** What hardly anybody decides by. */
const rare = /^(?:random|locale|country)$/;
const maxText = 4096;

/** Data is destroyed for some people, places or times (DES-03); who does so always does it openly. */
export function noteHarm(machine: Machine, method: string, args: readonly Value[]): void {
  const isWhole = wholly.test(method) || emptiesWhole(machine, method, args);
  if (!isWhole && !methods.test(method)) return;
  const text = isWhole ? method : machine.textOf(args[0])?.slice(0, maxText);
  if (text === undefined) return;
  if (corrupting.test(text) && machine.gatedBy().includes("time")) {
    machine.sink("ctx.loop", { names: ["harm"] }, {});
  }
  if (!(isWhole || destructive.test(text))) return;
  if (hasWaited(machine, "chance")) machine.sink("ctx.loop", { names: ["harm", "late"] }, {});
  else if (machine.gatedBy().some((gate) => gate !== "ci")) {
    machine.sink("ctx.loop", { names: ["harm"] }, {});
  }
}

/** `collection.deleteMany({})`, and at a time that chance decides whatever was chosen before. */
function emptiesWhole(machine: Machine, method: string, args: readonly Value[]): boolean {
  const [first] = args;
  if (/^(?:deleteMany|destroy|remove|bulkDelete)$/.test(method) && first?.type === "object") {
    // An error is an object too, and ends one connection.
    return first.props.size === 0 && first.proto === null;
  }
  // Streams and sockets are destroyed without a word as well, above all before something is tried again.
  if (args.length > 0) return false;
  if (/^(?:drop|truncate)$/.test(method) && machine.gatedBy().some((gate) => rare.test(gate)))
    return true;
  return /^(?:del|delete|drop|truncate|deleteMany)$/.test(method) && hasWaited(machine, "chance");
}

/** What somebody works on is gone, in some country or language only. */
export function noteDeletion(machine: Machine, path: string): void {
  // What a caller names, or a cache keeps under names that it makes, is removed for the caller.
  const isOthers =
    !/^<(?:package|temp|param)>|<\?>|(?:^|\/)[\w.-]{0,40}(?:cache|te?mp)(?:\/|$)/i.test(path);
  const isAimed = machine.gatedBy().some((gate) => gate === "locale" || gate === "country");
  if (isOthers && isAimed) machine.sink("ctx.loop", { names: ["harm"] }, {});
}
