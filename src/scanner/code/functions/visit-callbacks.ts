import { recordOf } from "../function-record.ts";
import { none, taintKey, union } from "../taints.ts";
import { functionTree } from "../tree.ts";
import type { FunctionValue, Taint, Value } from "../value.ts";
import { unknownOf, unknownValue } from "../values.ts";
import { construct } from "./construct.ts";
import type { FunctionHost } from "./function-host.ts";

/** Calls each function among arguments as somebody unknown may, once for each origin of what is handed in. */
export function visitCallbacks(engine: FunctionHost, args: readonly Value[], taint: Taint): Taint {
  let all = none;
  for (const arg of args) {
    for (const option of arg.type === "either" ? arg.options : [arg]) {
      if (option.type !== "function") continue;
      const record = recordOf(option.node);
      const key = taintKey(taint);
      const isKnown = record.visitedWith.has(key) || record.visitedWith.size >= 6;
      if ((isKnown && !mayReturn(engine, option)) || record.active > 0) {
        if (record.result !== null) all = union(all, engine.taintOf(record.result));
        continue;
      }
      record.visitedWith.add(key);
      const given = unknownOf(taint);
      const count = Math.max(2, Math.min(8, functionTree(option.node).params.length));
      const result = engine.fork(() =>
        option.class === undefined
          ? engine.invoke(option, new Array<Value>(count).fill(given), unknownValue, null)
          : construct(engine, option, new Array<Value>(count).fill(given)),
      );
      if (result !== null) all = union(all, engine.taintOf(result));
    }
  }
  return all;
}

/** Whether a callback was not looked at again yet; it is marked when it is called. */
function mayReturn({ afresh }: FunctionHost, callee: FunctionValue): boolean {
  return afresh !== null && !afresh.seen.has(callee.node);
}
