import type { Call, Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import {
  argument,
  calls,
  isCallable,
  isGiven,
  listOf,
  nothing,
  optionOf,
  type Table,
} from "./define.ts";

const maxDepth = 6;

/**
 * Settings of several places as one object, key by key: a token among the defaults is no part of the
 * address that stands beside it. What is not known whole leaves the object open.
 */
function merged(machine: Machine, sources: readonly Value[], depth = 0): Value {
  const made = machine.object({});
  for (const source of sources) {
    if (!isGiven(source)) continue;
    const both = depth < maxDepth ? sharedObjects(machine, made, source) : [];
    const inner = both.map((key) => [
      key,
      merged(machine, [machine.get(made, key), machine.get(source, key)], depth + 1),
    ]);
    assign(machine, made, source);
    assign(machine, made, machine.object(Object.fromEntries(inner)));
  }
  return made;
}

/** Keys under which both hold an object. */
function sharedObjects(machine: Machine, made: Value, source: Value): readonly string[] {
  if (source.type !== "object" || made.type !== "object") return [];
  return machine
    .keys(source)
    .filter((key) => key !== "__proto__" && made.props.get(key)?.type === "object")
    .filter((key) => machine.get(source, key).type === "object");
}

function assign(machine: Machine, target: Value, source: Value): void {
  machine.call(machine.api("js:Object.assign"), [target, source]);
}

/** What a function that merges its arguments gives; one that is told how to merge is somebody else's. */
function mergeOf({ machine, args }: Call, sources: readonly Value[]): Value {
  if (sources.length === 0 || args.some((arg) => isCallable(machine, arg))) {
    for (const arg of args) {
      if (machine.isFunction(arg))
        machine.call(arg, [machine.unknown(machine.taintOf(...sources))]);
    }
    return machine.unknown(machine.taintOf(...args));
  }
  return merged(machine, sources);
}

/** The first argument is what is changed, and what it gives. */
function mergeInto(call: Call, sources: readonly Value[]): Value {
  const { machine } = call;
  const [target] = call.args;
  const whole = mergeOf(call, sources);
  if (target?.type !== "object" || whole.type !== "object") return whole;
  assign(machine, target, whole);
  return target;
}

export const merges: Table = calls({
  "pkg:lodash.{merge,assign,assignIn,extend} pkg:lodash-es.{merge,assign,assignIn,extend} pkg:{lodash.merge,lodash.assign,lodash.assignin,object-assign,deep-extend,utils-merge,deep-assign,extend-shallow,just-extend} pkg:lodash/{merge,assign,extend}":
    (call) => mergeInto(call, call.args),
  "pkg:lodash.{defaults,defaultsDeep} pkg:lodash-es.{defaults,defaultsDeep} pkg:{lodash.defaults,lodash.defaultsdeep,defaults} pkg:lodash/{defaults,defaultsDeep}":
    (call) => mergeInto(call, call.args.toReversed()),
  "pkg:{extend,node.extend}": (call) => {
    const isDeep = call.args[0]?.type === "primitive";
    const args = isDeep ? call.args.slice(1) : call.args;
    return mergeInto({ ...call, args }, args);
  },
  "pkg:{xtend,merge-deep,ts-deepmerge,merge-anything} pkg:{ts-deepmerge,merge-anything}.merge pkg:deepmerge-ts.deepmerge pkg:xtend/immutable":
    (call) => mergeOf(call, call.args),
  "pkg:deepmerge": (call) =>
    mergeOf({ ...call, args: call.args.slice(0, 2) }, call.args.slice(0, 2)),
  "pkg:deepmerge.all": (call) => mergeOf(call, listOf(call.machine, argument(call, 0))),
  "pkg:defu pkg:defu.{defu,defuFn,defuArrayFn}": (call) => mergeOf(call, call.args.toReversed()),
  // What the user's own file says comes on top.
  "pkg:c12.loadConfig": (call) => {
    const { machine } = call;
    const of = (key: string) => optionOf(machine, argument(call, 0), key) ?? nothing;
    const sources = [of("defaults"), of("defaultConfig"), of("overrides"), machine.unknown()];
    return machine.object({ config: mergeOf(call, sources) });
  },
});
