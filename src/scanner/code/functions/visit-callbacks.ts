import { ownProperties } from "../function-object.ts";
import { recordOf } from "../function-record.ts";
import { none, taintKey, union } from "../taints.ts";
import { functionTree } from "../tree.ts";
import type { FunctionValue, Taint, Value } from "../value.ts";
import { unknownOf } from "../values.ts";
import { construct } from "./construct.ts";
import type { FunctionHost } from "./function-host.ts";

/** Calls each function among arguments as somebody unknown may, once for each origin of what is handed in. */
export function visitCallbacks(engine: FunctionHost, args: readonly Value[], taint: Taint): Taint {
  let all = none;
  for (const arg of args) {
    for (const option of arg.type === "either" ? arg.options : [arg]) {
      if (option.type !== "function") continue;
      const record = recordOf(option.node);
      // What has functions of its own is handed over for those, as a module, and not to be called back.
      const given = offersFunctions(option) ? none : taint;
      const key = taintKey(given);
      const isKnown = record.visitedWith.has(key) || record.visitedWith.size >= 6;
      if ((isKnown && !mayReturn(engine, option)) || record.active > 0) {
        if (record.result !== null) all = union(all, engine.taintOf(record.result));
        continue;
      }
      record.visitedWith.add(key);
      const value = unknownOf(given);
      const count = Math.max(2, Math.min(8, functionTree(option.node).params.length));
      const result = engine.fork(() =>
        option.class === undefined
          ? engine.invoke(option, new Array<Value>(count).fill(value), value, null)
          : construct(engine, option, new Array<Value>(count).fill(value)),
      );
      if (result !== null) all = union(all, engine.taintOf(result));
    }
  }
  return all;
}

const fewest = 2;

function offersFunctions(callee: FunctionValue): boolean {
  let count = 0;
  for (const [name, value] of ownProperties(callee)) {
    if (value.type === "function" && name !== "prototype" && name !== "constructor") count += 1;
    if (count >= fewest) return true;
  }
  return false;
}

/** Whether a callback was not looked at again yet; it is marked when it is called. */
function mayReturn({ afresh }: FunctionHost, callee: FunctionValue): boolean {
  return afresh !== null && !afresh.seen.has(callee.node);
}
