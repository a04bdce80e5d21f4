import type { Destination } from "../atoms.ts";
import type { Call, Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import {
  asInstance,
  callbackOf,
  calls,
  isCallable,
  isGiven,
  keep,
  kept,
  listOf,
  named,
  nothing,
  optionOf,
  type Table,
} from "./define.ts";

const maxFed = 64;

/** A stream of the package's own making: what it is fed, or feeds itself, goes on to where it is piped. */
function makeStream(call: Call): Value {
  const { machine, args } = call;
  const options = args.find((arg) => arg.type === "object");
  const made = machine.instance("OwnStream", { options: options ?? nothing });
  const read = optionOf(machine, options, "read");
  if (read !== undefined) machine.call(read, [machine.unknown()], made);
  return made;
}

interface Recipient {
  readonly api: string;
  readonly address: Destination;
}

const sentTo = new WeakMap<object, Recipient[]>();
const maxRecipients = 4;

/** A stream may be given to a sender before there is anything in it: what it is fed later goes there. */
export function noteRecipient(machine: Machine, body: Value | undefined, to: Recipient): void {
  const look = (value: Value | undefined, depth: number): void => {
    const own = asInstance(value);
    if (value === undefined || depth > 3) return;
    if (value.type === "array") for (const item of machine.items(value)) look(item, depth + 1);
    if (own?.of === "OwnStream") {
      const known = sentTo.get(own) ?? [];
      if (known.length < maxRecipients) sentTo.set(own, [...known, to]);
    } else if (own?.of === "URLSearchParams") look(kept(own, "query"), depth + 1);
  };
  look(body, 0);
}

/** Streams that are at work: one may be piped into itself, over any number of others. */
const busy = new WeakSet<object>();

function feed(call: Call): Value {
  const { machine, self, args } = call;
  const [data] = args;
  const own = asInstance(self);
  if (own === null || busy.has(own) || !isGiven(data) || machine.isFunction(data)) return self;
  busy.add(own);
  try {
    return handOn(call, data);
  } finally {
    busy.delete(own);
  }
}

function handOn({ machine, self }: Call, data: Value): Value {
  const fed = listOf(machine, kept(self, "fed"));
  if (fed.length < maxFed) keep(self, "fed", machine.array([...fed, data]));
  for (const target of listOf(machine, kept(self, "targets"))) handOver(machine, target, data);
  for (const destination of sentTo.get(self) ?? []) {
    const { api, address } = destination;
    machine.sink("snk.net", { api, destination: address }, { body: data });
  }
  for (const listener of listOf(machine, kept(self, "listeners"))) {
    machine.call(listener, [machine.unknown(machine.taintOf(data))], self);
  }
  return self;
}

export function handOver(machine: Machine, target: Value, data: Value): void {
  const write = machine.get(target, "write");
  if (isCallable(machine, write)) {
    machine.call(write, [machine.unknown(machine.taintOf(data))], target);
  }
}

/** What is written passes through the package's own function first. */
function write(call: Call): Value {
  const { machine, self, args } = call;
  const [data] = args;
  if (!isGiven(data) || machine.isFunction(data)) return self;
  const options = asInstance(self)?.data["options"];
  for (const key of ["transform", "write"]) {
    const own = optionOf(machine, options, key) ?? methodOf(call, `_${key}`);
    if (own !== undefined && !busy.has(self)) {
      busy.add(self);
      machine.call(own, [data, nothing, nothing], self);
      busy.delete(self);
    }
  }
  return feed(call);
}

/** A method of a class of the package that extends a stream. */
function methodOf({ machine, self }: Call, name: string): Value | undefined {
  const own = self.type === "object" ? machine.get(self, name) : undefined;
  return machine.isFunction(own) ? own : undefined;
}

function pipe(call: Call): Value {
  const { machine, self, args } = call;
  const [target] = args;
  if (!isGiven(target)) return nothing;
  keep(self, "targets", machine.array([...listOf(machine, kept(self, "targets")), target]));
  readOwn(call);
  for (const data of listOf(machine, kept(self, "fed"))) handOver(machine, target, data);
  return target;
}

/** A class that reads for itself is asked to when somebody takes what it gives. */
function readOwn(call: Call): void {
  const own = methodOf(call, "_read");
  if (own !== undefined) call.machine.call(own, [call.machine.unknown()], call.self);
}

function listen(call: Call): Value {
  const { machine, self } = call;
  const listener = callbackOf(call);
  if (listener === undefined || machine.knownText(call.args[0]) !== "data") return self;
  keep(self, "listeners", machine.array([...listOf(machine, kept(self, "listeners")), listener]));
  readOwn(call);
  for (const data of listOf(machine, kept(self, "fed"))) machine.call(listener, [data], self);
  return self;
}

export const streams: Table = [
  ...calls({
    "node:stream.{Readable,Writable,Duplex,Transform,PassThrough} node:stream pkg:readable-stream.{Readable,Writable,Duplex,Transform,PassThrough} pkg:through2 pkg:through2.obj pkg:through global.{TransformStream,WritableStream} node:stream.web.{TransformStream,WritableStream}":
      makeStream,
    "instance:OwnStream.{push,unshift}": feed,
    "instance:OwnStream.{write,end}": write,
    "instance:OwnStream.{pipe,pipeThrough,pipeTo}": pipe,
    "instance:OwnStream.{on,once,addListener}": listen,
    "instance:OwnStream.{read,@@iterator,@@asyncIterator,toArray}": (call) => {
      const fed = listOf(call.machine, kept(call.self, "fed"));
      return call.machine.unknown(call.machine.taintOf(...fed));
    },
  }),
  ...named("instance:OwnStream.{resume,pause,setEncoding,destroy,cork,uncork}", {
    call: ({ self }) => self,
  }),
];
