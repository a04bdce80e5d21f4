import type { Call, Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import { asInstance, calls, named, nothing, optionOf, type Table } from "./define.ts";
import { destinationOf, hostDestination } from "./destination.ts";
import { send } from "./sending.ts";

/** A client that tells somebody what happens in a program; to whom, its key or its address decides. */
function reporter(host: string): (call: Call) => Value {
  return (call) => {
    const { machine, args, name } = call;
    machine.use("network.out", host);
    return machine.instance("Reporter", {
      host: machine.text(host),
      api: machine.text(name),
      options: machine.array(args),
    });
  };
}

const initials = new WeakMap<Machine, readonly Value[]>();

/** What the one client of a package was told in the beginning. */
function initial({ machine }: Call): readonly Value[] {
  return initials.get(machine) ?? [];
}

/** The package keeps one client for all; where it has none yet, it is that of whoever uses the package. */
function shared(host: string): (call: Call) => Value {
  return (call) => {
    if (!initials.has(call.machine)) return call.machine.unknown();
    return tell({ ...call, self: reporter(host)({ ...call, args: initial(call) }) });
  };
}

function tell(call: Call): Value {
  const { machine, self, args, name } = call;
  const given = args.filter((arg) => !machine.isFunction(arg));
  if (machine.taintOf(...given).atoms.length === 0) return machine.unknown();
  const data = asInstance(self)?.data;
  const options = machine.items(data?.["options"]);
  const named = options.flatMap((one) =>
    ["dsn", "host", "url", "endpoint", "apiHost", "api_host", "dataPlaneUrl"].flatMap(
      (key) => optionOf(machine, one, key) ?? [],
    ),
  );
  const text = machine.textOf(named[0]);
  const address =
    text === null
      ? hostDestination(machine, data?.["host"])
      : /:\/\//.test(text)
        ? destinationOf(machine, named[0])
        : hostDestination(machine, named[0]);
  send(machine, {
    api: machine.knownText(data?.["api"]) ?? name,
    target: named[0],
    address,
    body: machine.array(given),
  });
  return machine.unknown();
}

const reports =
  "captureMessage,captureException,captureEvent,setContext,setExtra,setExtras,addBreadcrumb,setTag,setTags,notify,log,error,critical";

export const telemetry: Table = [
  ...calls({
    [`pkg:@sentry/{node,browser,react,core,bun,nextjs}.{${reports}} pkg:raven.{${reports}}`]:
      shared("sentry.io"),
    "pkg:@sentry/{node,browser,react,core,bun,nextjs}.init pkg:raven.config": (call) => {
      initials.set(call.machine, call.args);
      return call.machine.unknown();
    },
    "pkg:posthog-node pkg:posthog-node.PostHog": reporter("app.posthog.com"),
    "pkg:analytics-node pkg:@segment/analytics-node.Analytics pkg:@rudderstack/rudder-sdk-node":
      reporter("api.segment.io"),
    "pkg:mixpanel.init": reporter("api.mixpanel.com"),
    "pkg:@amplitude/node.init pkg:@amplitude/analytics-node.init": reporter("api.amplitude.com"),
    "pkg:@logtail/node.Logtail pkg:@logtail/node": reporter("in.logtail.com"),
    "pkg:rollbar": reporter("api.rollbar.com"),
    "pkg:@bugsnag/js.start pkg:bugsnag": reporter("notify.bugsnag.com"),
    "pkg:loggly pkg:node-loggly-bulk.createClient": reporter("logs-01.loggly.com"),
    // Where a logger sends is told to what it hands its lines to.
    "pkg:winston.transports.Http pkg:pino.transport pkg:bunyan.createLogger": (call) =>
      sinkOf(call),
    "pkg:winston.createLogger pkg:winston.Logger pkg:pino": (call) => {
      const { machine, args } = call;
      const options = args.flatMap((arg) => {
        const transports =
          optionOf(machine, arg, "transports") ?? optionOf(machine, arg, "transport");
        return transports === undefined ? [arg] : [arg, ...machine.items(transports), transports];
      });
      const sink = options.map((one) => asInstance(one, "LogSink")).find((one) => one !== null);
      return sink == null
        ? machine.unknown()
        : machine.instance("Reporter", { ...sink.data, api: machine.text(call.name) });
    },
  }),
  ...named("instance:Reporter.*", { call: tell }),
];

/** A place for lines, as options name it, one level down or two. */
function sinkOf({ machine, args }: Call): Value {
  const [first] = args;
  const inner = optionOf(machine, first, "options") ?? first ?? nothing;
  const hasPlace = ["host", "url", "endpoint"].some(
    (key) => optionOf(machine, inner, key) !== undefined,
  );
  return hasPlace
    ? machine.instance("LogSink", { options: machine.array([inner]) })
    : machine.unknown();
}
