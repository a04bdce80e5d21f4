import type { Call, Machine } from "../machine.ts";
import type { Taint, Value } from "../value.ts";
import {
  aliases,
  answer,
  argument,
  asInstance,
  callbackOf,
  calls,
  isCallable,
  isGiven,
  keep,
  kept,
  memberOf,
  named,
  nothing,
  optionOf,
  optionsOf,
  reads,
  type Table,
} from "./define.ts";
import { destinationOf, relativeTo } from "./destination.ts";
import { noteWrite } from "./fs-paths.ts";
import { bodyOf, headersOf, methodOf, send } from "./sending.ts";

/** What a request gives: its text, its body, its events all carry where they came from. */
export function response(machine: Machine, taint: Taint): Value {
  return machine.instance("Response", {}, taint);
}

/** `f(url, options)` and `f(options)`. */
function fetchLike(call: Call): Value {
  const { machine, name } = call;
  const [target, options] = call.args.filter((arg) => !machine.isFunction(arg));
  const given = asInstance(target, "Request")?.data["options"] ?? options ?? target;
  const hasBase = target?.type !== "object" && given?.type === "object";
  const base = hasBase ? baseIn(machine, given) : undefined;
  const taint = send(machine, {
    api: name,
    target: base === undefined ? target : machine.array([target ?? nothing, base]),
    ...(base === undefined ? {} : { address: relativeTo(machine, target ?? nothing, base) }),
    method: methodOf(machine, given),
    body: bodyOf(machine, target === given && target?.type !== "object" ? undefined : given),
    headers: headersOf(
      machine,
      options === undefined && target?.type === "unknown" ? undefined : given,
    ),
  });
  return answer(call, response(machine, taint), machine.unknown(taint));
}

/** `f(url, body, options)`, as clients name their methods after those of the protocol. */
function methodLike(call: Call): Value {
  const { machine, name } = call;
  const [target, ...rest] = call.args;
  const method = memberOf(name).toUpperCase();
  const given = rest.filter((value) => isGiven(value) && !machine.isFunction(value));
  const hasBody = /^(?:POST|PUT|PATCH)/.test(method);
  const options = hasBody ? given[1] : given[0];
  const taint = send(machine, {
    api: name,
    target,
    address: relativeTo(machine, target ?? nothing, baseOf(call)),
    method,
    body: machine.array([
      ...(hasBody ? given.slice(0, 1) : []),
      bodyOf(machine, options) ?? nothing,
    ]),
    headers: allHeaders(call, options ?? (hasBody ? given[0] : undefined)),
  });
  // Clients that stream give what can be read and written: what is piped into it is the body.
  const data = { target: target ?? nothing, api: machine.text(name), method: machine.text(method) };
  return answer(call, machine.instance("Response", data, taint), machine.unknown(taint));
}

function writeRequest(call: Call): Value {
  const data = asInstance(call.self)?.data;
  const [body] = call.args;
  if (data?.["target"] === undefined || !isGiven(body) || call.machine.isFunction(body)) {
    return call.self;
  }
  send(call.machine, {
    api: call.machine.knownText(data["api"]) ?? call.name,
    target: data["target"],
    method: call.machine.knownText(data["method"]),
    body,
  });
  return call.self;
}

/** Headers that a client sends with each request, and those of this one. */
function allHeaders(call: Call, options: Value | undefined): Value | undefined {
  const { machine, self } = call;
  const own = headersOf(machine, options);
  const made = headersOf(machine, asInstance(self)?.data["options"]);
  const all = [own, made, ...(defaults.get(machine) ?? [])].filter((one) => one !== undefined);
  return all.length === 0 ? undefined : machine.array(all);
}

/** The address that a request says to begin with, of clients that know such a thing. */
function baseIn(machine: Machine, options: Value | undefined): Value | undefined {
  return optionOf(machine, options, "baseURL") ?? optionOf(machine, options, "prefixUrl");
}

/** The address that a client was made with. */
function baseOf({ machine, self }: Call): Value | undefined {
  const options = asInstance(self)?.data["options"];
  const base = baseIn(machine, options);
  if (base !== undefined) return base;
  for (const key of ["baseUrl", "url", "origin"]) {
    const other = optionOf(machine, options, key);
    if (other !== undefined) return other;
  }
  return options?.type === "text" || asInstance(options, "URL") !== null ? options : undefined;
}

function makeClient(of: string): (call: Call) => Value {
  return (call) =>
    call.machine.instance(of, { options: argument(call, 0) }, call.machine.taintOf(...call.args));
}

/** A client that is called with options, and was made with some. */
function clientRequest(call: Call): Value {
  const base = baseOf(call);
  const [target] = call.args;
  if (base === undefined || target === undefined) return fetchLike(call);
  const { machine, name } = call;
  const options = target.type === "object" ? target : call.args[1];
  const inner = target.type === "object" ? (optionOf(machine, target, "url") ?? nothing) : target;
  const taint = send(machine, {
    api: name,
    target: inner,
    address: relativeTo(machine, inner, base),
    method: methodOf(machine, options),
    body: bodyOf(machine, options),
    headers: allHeaders(call, options),
  });
  return response(machine, taint);
}

/** `post(url).set(…).send(body).end(callback)` */
function beginRequest(call: Call): Value {
  const { machine, name } = call;
  const target = argument(call, 0);
  const method = memberOf(name).toUpperCase();
  const taint = send(machine, { api: name, target, method });
  const begun = machine.instance("RequestChain", { target, method: machine.text(method) }, taint);
  const body = call.args[1];
  if (isGiven(body) && !machine.isFunction(body)) sendMore({ ...call, self: begun, args: [body] });
  return answer(call, begun);
}

function sendMore(call: Call): Value {
  const { machine, self, args } = call;
  const begun = asInstance(self);
  const target = begun?.data["target"];
  const into = /set|auth|header/i.test(memberOf(call.name)) ? "headers" : "body";
  send(machine, {
    api: "http.request",
    target,
    method: machine.knownText(begun?.data["method"]),
    [into]: machine.array(args.filter((arg) => !machine.isFunction(arg))),
  });
  return self;
}

function endChain(call: Call): Value {
  const { machine, self } = call;
  return answer(call, response(machine, self.taint));
}

/** Headers that a whole program was told to send with each request. */
const defaults = new WeakMap<Machine, Value[]>();
const maxDefaults = 8;

function noteDefault(machine: Machine, value: Value): void {
  const known = defaults.get(machine) ?? [];
  if (known.length < maxDefaults && machine.taintOf(value).atoms.length > 0) {
    defaults.set(machine, [...known, value]);
  }
}

const verbs = "get,post,put,patch,delete,del,head,options";

export const requests: Table = [
  ...calls({
    "global.fetch pkg:node-fetch pkg:cross-fetch pkg:cross-fetch.fetch pkg:undici.{fetch,request} pkg:isomorphic-fetch pkg:isomorphic-unfetch pkg:unfetch pkg:whatwg-fetch.fetch pkg:make-fetch-happen pkg:minipass-fetch pkg:ofetch.{ofetch,$fetch} pkg:ohmyfetch.$fetch pkg:fetch-cookie pkg:fetch-retry pkg:node-fetch-native pkg:node-fetch-native.fetch pkg:expo/fetch.fetch pkg:electron.net.fetch":
      fetchLike,
    "pkg:axios pkg:axios.{request,Axios} pkg:gaxios.request pkg:gaxios pkg:got pkg:got.{stream,got} pkg:ky pkg:request pkg:request-promise pkg:request-promise-native pkg:requestretry pkg:phin pkg:phin.promisified pkg:simple-get pkg:simple-get.concat pkg:urllib.request pkg:teeny-request.teenyRequest pkg:needle.request pkg:cloudscraper pkg:xhr pkg:electron.net.request":
      fetchLike,
    // `download(address, folder?, { filename }?)`
    "pkg:download": (call) => {
      const { machine, args, name } = call;
      const [, folder, options] = args;
      const answered = fetchLike({ ...call, args: args.slice(0, 1) });
      const path = machine.textOf(folder);
      if (path === null) return answered;
      const file = machine.textOf(optionOf(machine, options, "filename")) ?? "";
      const place = machine.text(file === "" ? path : `${path}/${file}`);
      noteWrite(machine, place, name, machine.unknown(machine.taintOf(answered)));
      return answered;
    },
    // What the third argument makes is given the bytes.
    "pkg:undici.{stream,pipeline}": (call) => {
      const { machine, args } = call;
      const answered = fetchLike({ ...call, args: args.slice(0, 2) });
      const bytes = machine.unknown(machine.taintOf(answered));
      const made = machine.call(args[2], [answered]);
      const write = machine.get(made, "write");
      if (isCallable(machine, write)) machine.call(write, [bytes], made);
      return answered;
    },
    "pkg:bent": (call) => {
      const address = call.args.find((arg) => /:\/\//.test(call.machine.textOf(arg) ?? ""));
      return call.machine.instance("HttpClient", { options: address ?? nothing });
    },
    "pkg:wretch pkg:wretch.default": ({ machine, args }) =>
      machine.instance("Wretch", { target: args[0] ?? nothing }, machine.taintOf(...args)),
    "instance:Wretch.{post,put,patch,get,delete,json,body,auth,headers,query,formData}": (call) => {
      const { machine, self, args, name } = call;
      const target = asInstance(self)?.data["target"];
      if (machine.taintOf(...args).atoms.length > 0 || /post|get|put/.test(memberOf(name))) {
        send(machine, { api: "pkg:wretch", target, body: machine.array(args) });
      }
      return self;
    },
    "pkg:graphql-request.{request,rawRequest} pkg:graphql-request": (call) => {
      const { machine, args } = call;
      const target = optionOf(machine, args[0], "url") ?? args[0];
      const taint = send(machine, {
        api: call.name,
        target,
        method: "POST",
        body: machine.array(args.slice(1)),
      });
      return answer(call, response(machine, taint));
    },
    "pkg:graphql-request.GraphQLClient pkg:@urql/core.createClient": makeClient("HttpClient"),
    "instance:HttpClient.{rawRequest,mutation,query,batchRequests}": (call) => {
      const taint = send(call.machine, {
        api: call.name,
        target: baseOf(call),
        body: call.machine.array(call.args),
        headers: allHeaders(call, undefined),
      });
      return answer(call, response(call.machine, taint));
    },
    "instance:Response.{write,end}": writeRequest,
    [`pkg:axios.{${verbs}} pkg:axios.{postForm,putForm,patchForm} pkg:got.{${verbs}} pkg:got.stream.{${verbs}} pkg:ky.{${verbs}} pkg:request.{${verbs}} pkg:request-promise.{${verbs}} pkg:request-promise-native.{${verbs}} pkg:needle.{${verbs}} pkg:simple-get.{${verbs}} pkg:ofetch.ofetch.{${verbs}} pkg:xhr.{${verbs}}`]:
      methodLike,
    "pkg:axios.create pkg:got.extend pkg:ky.{create,extend} pkg:request.defaults pkg:gaxios.Gaxios pkg:undici.{Client,Pool,Agent} pkg:apisauce.create pkg:typed-rest-client.RestClient pkg:typed-rest-client/HttpClient.HttpClient pkg:@actions/http-client.HttpClient pkg:restify-clients.{createJsonClient,createStringClient}":
      makeClient("HttpClient"),
    "instance:HttpClient.{request,stream,@@call}": clientRequest,
    [`instance:HttpClient.{${verbs},postJson,getJson,putJson,patchJson}`]: methodLike,
    "instance:HttpClient.{create,extend,defaults}": ({ self }) => self,
    "pkg:needle": (call) => {
      const [method, ...args] = call.args;
      const text = call.machine.knownText(method);
      return methodLike({ ...call, args, name: text === null ? call.name : `pkg:needle.${text}` });
    },
    [`pkg:superagent.{${verbs}} pkg:supertest.{${verbs}} pkg:unirest.{${verbs}} pkg:chai-http.{${verbs}}`]:
      beginRequest,
    "pkg:superagent pkg:unirest": beginRequest,
    "instance:RequestChain.{send,write,attach,field,query,set,auth,header,json,type,form}":
      sendMore,
    "instance:RequestChain.{end,then,buffer}": endChain,
    "instance:RequestChain.*": ({ self }) => self,
    "global.Request": (call) =>
      call.machine.instance("Request", {
        href: argument(call, 0),
        options: argument(call, 1),
      }),
    "instance:Request.clone": ({ self }) => self,
    // Goes to the registry that the client is configured for, unless it is told a whole address.
    "pkg:npm-registry-fetch pkg:npm-registry-fetch.{json,json.stream}": (call) => {
      const { destination } = destinationOf(call.machine, call.args[0]);
      if (destination.host !== null) return fetchLike(call);
      const taint = send(call.machine, {
        api: call.name,
        target: call.args[0],
        address: {
          destination: { class: "config", host: null, isPlainHttp: false },
          kind: "name",
          path: "",
        },
        body: bodyOf(call.machine, call.args[1]),
        headers: headersOf(call.machine, call.args[1]),
      });
      return response(call.machine, taint);
    },
    "global.navigator.sendBeacon": (call) => {
      const [target, body] = call.args;
      send(call.machine, { api: call.name, target, method: "POST", body });
      return call.machine.unknown();
    },
    "global.importScripts": (call) => {
      for (const target of call.args) {
        const remote = send(call.machine, { api: call.name, target });
        call.machine.sink("snk.code", { api: call.name }, { code: call.machine.unknown(remote) });
      }
      return nothing;
    },
    "global.EventSource pkg:eventsource pkg:eventsource.EventSource": (call) => {
      const target = argument(call, 0);
      const taint = send(call.machine, { api: call.name, target, headers: call.args[1] });
      return call.machine.instance("EventSource", { target }, taint);
    },
    "global.WebSocket pkg:ws pkg:ws.WebSocket pkg:isomorphic-ws pkg:undici.WebSocket pkg:reconnecting-websocket pkg:websocket.w3cwebsocket pkg:faye-websocket.Client pkg:socket.io-client pkg:socket.io-client.{io,connect,Manager} pkg:engine.io-client pkg:sockjs-client":
      openSocket,
    "instance:WebSocket.{send,emit,write,volatile,ping}": (call) => {
      const { machine, self, args } = call;
      const target = asInstance(self)?.data["target"];
      const api = asInstance(self)?.data["api"];
      const body = machine.array(args.filter((arg) => !machine.isFunction(arg)));
      send(machine, { api: `${machine.knownText(api) ?? "WebSocket"}.send`, target, body });
      const reply = callbackOf(call);
      if (reply !== undefined) machine.call(reply, [machine.unknown(self.taint)]);
      return machine.unknown(self.taint);
    },
    "instance:WebSocket.connect": ({ self }) => self,
    "global.XMLHttpRequest pkg:xmlhttprequest.XMLHttpRequest pkg:xhr2 pkg:xmlhttprequest-ssl": ({
      machine,
    }) => machine.instance("XMLHttpRequest"),
    "instance:XMLHttpRequest.open": (call) => {
      keep(call.self, "method", argument(call, 0));
      keep(call.self, "target", argument(call, 1));
      return nothing;
    },
    "instance:XMLHttpRequest.setRequestHeader": (call) => {
      const before = kept(call.self, "headers");
      const all = [...(before === undefined ? [] : [before]), ...call.args];
      keep(call.self, "headers", call.machine.array(all));
      return nothing;
    },
    "instance:XMLHttpRequest.send": (call) => {
      const { machine, self } = call;
      const taint = send(machine, {
        api: "global.XMLHttpRequest.send",
        target: kept(self, "target"),
        method: machine.knownText(kept(self, "method")),
        body: call.args[0],
        headers: kept(self, "headers"),
      });
      const answered = machine.unknown(taint);
      keep(self, "answer", answered);
      const handler = kept(self, "handler");
      if (handler !== undefined) machine.call(handler, [answered], self);
      return nothing;
    },
    "instance:XMLHttpRequest.addEventListener": (call) => {
      const handler = callbackOf(call);
      if (handler !== undefined) keep(call.self, "handler", handler);
      return nothing;
    },
    "instance:XMLHttpRequest.{getResponseHeader,getAllResponseHeaders}": (call) =>
      kept(call.self, "answer") ?? call.machine.unknown(),
    // Servers that help with the connection are told a name and a password.
    "global.RTCPeerConnection pkg:wrtc.RTCPeerConnection pkg:werift.RTCPeerConnection": (call) => {
      const { machine } = call;
      const servers = optionOf(machine, argument(call, 0), "iceServers");
      for (const server of machine.items(servers)) {
        const urls = optionOf(machine, server, "urls") ?? optionOf(machine, server, "url");
        const [url] = urls?.type === "array" ? machine.items(urls) : [urls];
        const host = machine.textOf(url)?.replace(/^(?:stun|turn)s?:/i, "//");
        const target =
          host === undefined ? url : machine.text(host, machine.taintOf(url ?? nothing));
        send(machine, { api: call.name, target, body: server });
      }
      return machine.instance("PeerConnection");
    },
  }),
  ...reads({
    // What it was made with or taken from; of a caller's it is what authorizes the caller.
    "instance:Request.headers": (machine, self) => {
      const data = asInstance(self)?.data;
      const parts = [data?.["options"], data?.["href"]].filter(isGiven);
      return machine.unknown(machine.taintOf(...parts.map((part) => machine.get(part, "headers"))));
    },
    "instance:Request.url": (_machine, self) => asInstance(self)?.data["href"] ?? nothing,
    // What came may be read, parsed, or handed on piece by piece.
    "instance:Response.{data,body}": (machine, self) =>
      machine.instance("ResponseBody", {}, self.taint),
    "instance:XMLHttpRequest.{response,responseText,responseXML,responseURL}": (machine, self) =>
      kept(self, "answer") ??
      machine.unknown(machine.source("src.remote", { api: "global.XMLHttpRequest" })),
  }),
  ...named("instance:XMLHttpRequest.{onload,onreadystatechange,onloadend,onerror,onprogress}", {
    write(machine, self, value) {
      keep(self, "handler", value);
      const answered = kept(self, "answer");
      if (answered !== undefined) machine.call(value, [answered], self);
    },
  }),
  ...named(
    "instance:WebSocket.{onmessage,onopen,onclose,onerror} instance:EventSource.{onmessage,onopen}",
    {
      write(machine, self, value) {
        machine.call(value, [machine.unknown(self.taint)], self);
      },
    },
  ),
  ...named(
    "pkg:axios.defaults.headers.* pkg:axios.defaults.headers.{common,get,post,put,patch,delete}.* instance:HttpClient.defaults.headers.* instance:HttpClient.defaults.headers.{common,get,post,put,patch,delete}.*",
    { write: (machine, _self, value) => noteDefault(machine, value) },
  ),
  ...aliases({
    "pkg:axios.{axios,default}": "pkg:axios",
    "pkg:follow-redirects.http": "node:http",
    "pkg:follow-redirects.https": "node:https",
    "pkg:follow-redirects/https": "node:https",
    "pkg:follow-redirects/http": "node:http",
  }),
];

function openSocket(call: Call): Value {
  const { machine, name } = call;
  const [target, options] = call.args;
  const address = destinationOf(machine, target);
  const taint = send(machine, { api: name, target, address, headers: options });
  const data = { target: optionsOf(target)[0] ?? nothing, api: machine.text(name) };
  return machine.instance("WebSocket", data, taint);
}
