import type { Call } from "../machine.ts";
import type { Value } from "../value.ts";
import {
  callbackOf,
  calls,
  isCallable,
  isGiven,
  keep,
  kept,
  listOf,
  nothing,
  optionOf,
  type Table,
} from "./define.ts";

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

const maxListeners = 64;

/** Whoever listens to an emitter of the package is told what the package itself emits. */
function listenToEmitter(call: Call): Value {
  const { machine, self, args } = call;
  const callback = callbackOf(call) ?? args[1];
  if (callback === undefined || !isCallable(machine, callback)) return self;
  const entry = machine.array([args[0] ?? nothing, callback]);
  note(call, "listeners", entry);
  const heard = noted(call, "emitted").filter((event) => isSameEvent(call, event, entry));
  if (heard.length === 0) return listen(call);
  for (const event of heard) machine.call(callback, machine.items(event).slice(1), self);
  return self;
}

function emit(call: Call): Value {
  const { machine, self, args } = call;
  const event = machine.array(args);
  note(call, "emitted", event);
  for (const entry of noted(call, "listeners")) {
    const callback = machine.items(entry)[1];
    if (isSameEvent(call, event, entry)) machine.call(callback, args.slice(1), self);
  }
  return machine.unknown();
}

function note({ machine, self }: Call, key: string, entry: Value): void {
  const before = kept(self, key);
  const entries = before === undefined ? [] : machine.items(before);
  if (entries.length < maxListeners) keep(self, key, machine.array([...entries, entry]));
}

function noted({ machine, self }: Call, key: string): readonly Value[] {
  const entries = kept(self, key);
  return entries === undefined ? [] : machine.items(entries);
}

/** Names that are not known may be the same. */
function isSameEvent({ machine }: Call, one: Value, other: Value): boolean {
  const [first, second] = [one, other].map((entry) => machine.knownText(machine.items(entry)[0]));
  return first === null || second === null || first === second;
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
  // Of what nobody knows only this says what flows through it.
  const last = targets.at(-1) ?? nothing;
  return last.type === "unknown" ? from : last;
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
  "node:events node:events.EventEmitter pkg:events pkg:events.EventEmitter pkg:eventemitter3 pkg:eventemitter3.EventEmitter pkg:eventemitter2 pkg:mitt pkg:nanoevents.createNanoEvents pkg:emittery":
    ({ machine }) => machine.instance("EventEmitter"),
  "instance:EventEmitter.{on,once,addListener,prependListener,prependOnceListener}":
    listenToEmitter,
  "instance:EventEmitter.{emit,emitSerial}": emit,
  "global.EventTarget": ({ machine }) => machine.instance("EventTarget"),
  "global.{Event,CustomEvent}": ({ machine, args }) =>
    machine.object({
      type: args[0] ?? nothing,
      detail: optionOf(machine, args[1], "detail") ?? nothing,
    }),
  "instance:EventTarget.addEventListener": listenToEmitter,
  "instance:EventTarget.dispatchEvent": (call) => {
    const event = call.args[0] ?? nothing;
    return emit({ ...call, args: [call.machine.get(event, "type"), event] });
  },
  "instance:*.{on,once,addListener,prependListener,addEventListener,subscribe}": listen,
  "instance:*.{off,removeListener,removeAllListeners,removeEventListener,setMaxListeners,ref,unref}":
    ({ self }) => self,
  "instance:*.{pipe,pipeThrough,pipeTo}": pipe,
  "node:stream.pipeline node:stream.promises.pipeline pkg:pump pkg:stream.pipeline": pipeline,
  "node:util.promisify node:util.callbackify pkg:pify pkg:util.promisify pkg:universalify.fromCallback pkg:es6-promisify.promisify pkg:bluebird.promisify":
    ({ args }) => args[0] ?? nothing,
  // Links two classes of the old form, and calls neither.
  "node:util.inherits pkg:{inherits,util.inherits,inherits-ex,node-inherit}": () => nothing,
});
