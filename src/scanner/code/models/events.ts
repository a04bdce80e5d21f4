import type { Call } from "../machine.ts";
import type { Value } from "../value.ts";
import { callbackOf, calls, isCallable, isGiven, listOf, nothing, type Table } from "./define.ts";

/** Somebody is told when something happens; what is handed in comes from where the thing itself is from. */
function listen(call: Call): Value {
  const { machine, self } = call;
  const callback = callbackOf(call);
  if (callback !== undefined) {
    const event = machine.unknown(self.taint);
    machine.call(callback, [event, event], self);
  }
  return self;
}

/** What one stream gives, the next one takes. */
function pipe(call: Call): Value {
  const { machine, self, args } = call;
  const targets = args.filter((arg) => !machine.isFunction(arg) || arg.type === "api");
  let from: Value = self;
  for (const target of targets) {
    const data = machine.unknown(machine.taintOf(from));
    const write = machine.get(target, "write");
    if (isCallable(machine, write)) machine.call(write, [data], target);
    from = machine.tainted(target, data.taint);
  }
  return targets.at(-1) ?? nothing;
}

/** `pipeline(a, b, c, done)` */
function pipeline(call: Call): Value {
  const { machine, args } = call;
  const [first, ...rest] = args.length === 1 ? listOf(machine, args[0]) : args;
  if (first === undefined) return nothing;
  const done = callbackOf(call);
  pipe({ ...call, self: first, args: rest.filter((arg) => arg !== done) });
  if (isGiven(done)) machine.call(done, [machine.primitive(null)]);
  return nothing;
}

export const events: Table = calls({
  "instance:*.{on,once,addListener,prependListener,addEventListener,subscribe}": listen,
  "instance:*.{off,removeListener,removeAllListeners,removeEventListener,setMaxListeners}": ({
    self,
  }) => self,
  "instance:*.{pipe,pipeThrough,pipeTo}": pipe,
  "node:stream.pipeline node:stream.promises.pipeline pkg:pump pkg:stream.pipeline": pipeline,
  "node:util.promisify node:util.callbackify pkg:pify pkg:util.promisify pkg:universalify.fromCallback pkg:es6-promisify.promisify pkg:bluebird.promisify":
    ({ args }) => args[0] ?? nothing,
});
