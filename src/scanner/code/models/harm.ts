import type { Machine } from "../machine.ts";
import type { Value } from "../value.ts";

/** What is asked of a database and cannot be taken back. */
const destructive =
  /^\s*(?:drop\s+(?:table|database|schema|collection|index|view)|truncate\s+(?:table\s+)?\w|delete\s+from\s+[\w."`\uF8E0-\uF8EF]+\s*(?:;|$)|flushall|flushdb)/i;
const methods =
  /^(?:query|execute|exec|run|raw|command|do|batch|unsafe|\$(?:execute|query)Raw(?:Unsafe)?|sendCommand)$/;
const wholly = /^(?:dropDatabase|dropCollection|dropTable|flushall|flushdb|flushAll|flushDb)$/;
const maxText = 4096;

/** Data is destroyed for some people, places or times (DES-03); who does so always does it openly. */
export function noteHarm(machine: Machine, method: string, args: readonly Value[]): void {
  const isWhole = wholly.test(method);
  if (!isWhole && !methods.test(method)) return;
  const text = isWhole ? method : machine.textOf(args[0])?.slice(0, maxText);
  if (text === undefined || !(isWhole || destructive.test(text))) return;
  if (machine.gatedBy().some((gate) => gate !== "ci")) {
    machine.sink("ctx.loop", { names: ["harm"] }, {});
  }
}
