import type { Call } from "../machine.ts";
import type { Value } from "../value.ts";
import {
  aliases,
  answer,
  argument,
  callbackOf,
  calls,
  named,
  nothing,
  optionOf,
  paramValue,
  type Table,
} from "./define.ts";
import { destinationOf } from "./destination.ts";
import { response } from "./requests.ts";
import { bodyOf, headersOf, methodOf, send } from "./sending.ts";

/** What a selection of elements is asked to do; whoever listens is told by the page. */
function select(call: Call): Value {
  const { machine } = call;
  const first = argument(call, 0);
  if (machine.isFunction(first)) machine.call(first, [nothing]);
  return machine.instance("PageSelection");
}

function fieldsOf({ machine, name }: Call): Value {
  return machine.unknown(machine.source("src.dom", { api: name, names: ["form"] }));
}

function onEvent(call: Call): Value {
  const { machine, self } = call;
  const callback = callbackOf(call);
  const event = machine.instance("PageEvent");
  if (callback !== undefined) machine.call(callback, [event, event], machine.instance("Element"));
  return self;
}

/** `$.post(url, data)`, `$.get(url, data)` */
function sendTo(call: Call): Value {
  const { machine, name } = call;
  const [target, data] = call.args;
  const body = data !== undefined && !machine.isFunction(data) ? data : undefined;
  return received(call, send(machine, { api: name, target, body }));
}

/** `$.ajax({ url, data })`, `$.ajax(url, { data })` */
function ask(call: Call): Value {
  const { machine, name } = call;
  const [first, second] = call.args;
  const options = second ?? first;
  return received(
    call,
    send(machine, {
      api: name,
      target: first,
      method: methodOf(machine, options),
      body: bodyOf(machine, options),
      headers: headersOf(machine, options),
    }),
  );
}

function received(call: Call, taint: Value["taint"]): Value {
  const { machine } = call;
  const done = callbackOf(call) ?? optionOf(machine, call.args.at(-1), "success");
  const data = machine.unknown(taint);
  if (done !== undefined && machine.isFunction(done)) machine.call(done, [data]);
  return response(machine, taint);
}

export const jquery: Table = [
  ...calls({
    "global.jQuery": select,
    "global.jQuery.{post,get,getJSON}": sendTo,
    "global.jQuery.ajax": ask,
    "global.jQuery.getScript": (call) => {
      const url = argument(call, 0);
      const { destination } = destinationOf(call.machine, url);
      call.machine.sink("snk.dom", { api: call.name, names: ["script"], destination }, { url });
      return answer(call, call.machine.unknown());
    },
    "instance:PageSelection.val": (call) =>
      call.args.length === 0 || call.machine.isFunction(argument(call, 0))
        ? fieldsOf(call)
        : call.self,
    "instance:PageSelection.{serialize,serializeArray}": fieldsOf,
    "instance:PageSelection.{get,toArray}": ({ machine }) => machine.instance("Element"),
    // What stands in the page is the choice of whoever made it.
    "instance:PageSelection.{text,html,attr,prop,data,css,is,hasClass,width,height,index}": ({
      machine,
      args,
      self,
    }) => (args.length > 1 ? self : paramValue(machine)),
  }),
  ...named("instance:PageSelection.*", { call: onEvent }),
  ...aliases({ "global.$ pkg:jquery pkg:jquery.default pkg:cash-dom pkg:zepto": "global.jQuery" }),
];
