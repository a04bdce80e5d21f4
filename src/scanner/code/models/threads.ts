import type { Call, Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import {
  callbackOf,
  calls,
  memberOf,
  named,
  nothing,
  optionOf,
  reads,
  type Table,
} from "./define.ts";

/** What threads and children of a package tell each other; they are told apart by nobody. */
interface Channel {
  readonly messages: Value[];
  readonly listeners: Listener[];
}

interface Listener {
  readonly callback: Value;
  /** In a browser a message comes inside of an event. */
  readonly isEvent: boolean;
}

interface Channels {
  readonly down: Channel;
  readonly up: Channel;
  data: Value | null;
}

const maxKept = 16;
const channels = new WeakMap<Machine, Channels>();

function channelsOf(machine: Machine): Channels {
  let found = channels.get(machine);
  if (found === undefined) {
    found = {
      down: { messages: [], listeners: [] },
      up: { messages: [], listeners: [] },
      data: null,
    };
    channels.set(machine, found);
  }
  return found;
}

export function tell({ machine, args }: Call, way: "down" | "up"): Value {
  const [message] = args;
  const { messages, listeners } = channelsOf(machine)[way];
  if (message === undefined) return nothing;
  if (messages.length < maxKept) messages.push(message);
  for (const listener of listeners) hand(machine, listener, message);
  return nothing;
}

function hand(machine: Machine, { callback, isEvent }: Listener, message: Value): void {
  machine.call(callback, [isEvent ? machine.object({ data: message }) : message]);
}

export function hear(call: Call, way: "down" | "up"): Value {
  const { machine, self, args } = call;
  const listener = callbackOf(call);
  const event = machine.knownText(args[0]);
  if (listener === undefined || event !== "message") {
    if (listener !== undefined) machine.call(listener, [machine.unknown()]);
    return self;
  }
  listen(machine, way, { callback: listener, isEvent: memberOf(call.name) === "addEventListener" });
  return self;
}

function listen(machine: Machine, way: "down" | "up", listener: Listener): void {
  const { messages, listeners } = channelsOf(machine)[way];
  if (listeners.length < maxKept) listeners.push(listener);
  if (messages.length === 0) machine.call(listener.callback, [machine.unknown()]);
  for (const message of messages) hand(machine, listener, message);
}

/** `worker.onmessage = …`, and the same inside of a worker. */
function listenBy(way: "down" | "up"): (machine: Machine, self: Value, value: Value) => void {
  return (machine, _self, value) => {
    if (machine.isFunction(value)) listen(machine, way, { callback: value, isEvent: true });
  };
}

/** What a thread is given when it is made. */
export function noteWorkerData(machine: Machine, options: Value | undefined): void {
  const data = optionOf(machine, options, "workerData");
  if (data !== undefined) channelsOf(machine).data = data;
}

export const threads: Table = [
  ...calls({
    "instance:Worker.postMessage": (call) => tell(call, "down"),
    "instance:Worker.{on,once,addListener,addEventListener}": (call) => hear(call, "up"),
    "node:worker_threads.parentPort.postMessage global.postMessage": (call) => tell(call, "up"),
    "node:worker_threads.parentPort.{on,once,addListener}": (call) => hear(call, "down"),
    "instance:AsyncStore.run": (call) => {
      const { machine, self, args } = call;
      if (self.type === "instance" && args[0] !== undefined) self.props.set("#store", args[0]);
      return machine.call(args[1], args.slice(2));
    },
    "instance:AsyncStore.enterWith": ({ self, args }) => {
      if (self.type === "instance" && args[0] !== undefined) self.props.set("#store", args[0]);
      return nothing;
    },
    "instance:AsyncStore.getStore": ({ machine, self }) =>
      (self.type === "instance" ? self.props.get("#store") : undefined) ?? machine.unknown(),
    "node:async_hooks.AsyncResource": ({ machine }) => machine.instance("AsyncResource"),
    "instance:AsyncResource.runInAsyncScope": ({ machine, args }) =>
      machine.call(args[0], args.slice(2), args[1]),
    "instance:AsyncResource.bind": ({ args }) => args[0] ?? nothing,
    "node:async_hooks.AsyncLocalStorage": ({ machine }) => machine.instance("AsyncStore"),
    "global.FinalizationRegistry": ({ machine, args }) =>
      machine.instance("Registry", { callback: args[0] ?? nothing }),
    "instance:Registry.register": ({ machine, self, args }) => {
      const callback = self.type === "instance" ? self.data["callback"] : undefined;
      machine.call(callback, args.slice(1, 2));
      return nothing;
    },
  }),
  ...named("instance:Worker.onmessage", { write: listenBy("up") }),
  ...named("global.onmessage", { write: listenBy("down") }),
  ...reads({
    "node:worker_threads.workerData": (machine) => channelsOf(machine).data ?? machine.unknown(),
  }),
];
