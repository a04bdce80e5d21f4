import type { Engine } from "../engine.ts";
import type { MemberExpression } from "../tree.ts";
import type { Value } from "../value.ts";

const maxFunction = 32 * 1024;

/**
 * A method of what a consumer hands in gets a function of ours in its place, and the one before is
 * kept: what comes to it is meant for that.
 */
export function noteReplaced(
  engine: Engine,
  target: MemberExpression,
  object: Value,
  value: Value,
): void {
  if (object.type !== "unknown" || !object.isParam || value.type !== "function") return;
  if (value.class !== undefined || !isRead(engine, target)) return;
  engine.sink("snk.patch.global", { api: "wrapped", names: ["a method of what is handed in"] }, {});
  const taint = engine.source("src.param", { api: "patched" });
  const given: Value = { type: "unknown", isParam: true, taint };
  const method = value.self === null ? { ...value, self: given } : value;
  engine.callAs("call", method, [given, given, given]);
}

/** Whether the function around it also reads what it replaces. */
function isRead(engine: Engine, target: MemberExpression): boolean {
  const { unit, callee } = engine.frame;
  const { start, end } = callee?.node ?? unit.program;
  if (end - start > maxFunction) return false;
  const name = unit.source.slice(target.start, target.end);
  const around = unit.source.slice(start, end);
  for (let at = around.indexOf(name); at >= 0; at = around.indexOf(name, at + name.length)) {
    const before = around[at - 1] ?? " ";
    const after = around.slice(at + name.length, at + name.length + 4);
    if (!/[\w$.]/.test(before) && !/^\s{0,3}=(?!=)|^[\w$]/.test(after)) return true;
  }
  return false;
}
