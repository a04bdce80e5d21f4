import type { Destination } from "../atoms.ts";
import type { Call, Machine } from "../machine.ts";
import { bitOf } from "../taints.ts";
import type { Taint, Value } from "../value.ts";
import {
  answer,
  argument,
  asInstance,
  callbackOf,
  calls,
  isGiven,
  listOf,
  memberOf,
  named,
  nothing,
  optionOf,
  optionsOf,
  type Table,
} from "./define.ts";
import { type Address, destinationOf, hostDestination } from "./destination.ts";
import { withFiles } from "./fs-paths.ts";
import { noteHarm } from "./harm.ts";
import { alwaysCopied, recipientsOf } from "./recipients.ts";
import { response } from "./requests.ts";
import { bodyOf, headersOf, methodOf, send } from "./sending.ts";

/** `http.request(url?, options?, callback?)`: the request is out when it is made, its body follows. */
function request(call: Call): Value {
  const { machine, name, args } = call;
  const [first, second] = args;
  const options = second !== undefined && !machine.isFunction(second) ? second : first;
  const method = methodOf(machine, options) ?? (name.endsWith(".get") ? "GET" : null);
  const taint = send(machine, {
    api: name,
    target: first,
    address: withScheme(machine, first, name),
    method,
    body: optionOf(machine, options, "path"),
    headers: headersOf(machine, options),
  });
  const handler = callbackOf(call);
  const message = response(machine, taint);
  if (handler !== undefined) machine.call(handler, [message]);
  const data = {
    target: first ?? nothing,
    api: machine.text(name),
    method: machine.text(method ?? ""),
  };
  return machine.instance("ClientRequest", data, taint);
}

/** Options name a host without saying by which protocol; the module does. */
function withScheme(machine: Machine, target: Value | undefined, api: string): Address {
  const address = destinationOf(machine, target);
  const { destination } = address;
  const isPlainHttp =
    destination.isPlainHttp ||
    (/http\.[a-z]+$/.test(api) &&
      !/https/.test(api) &&
      destination.class !== "local" &&
      destination.host !== null &&
      !optionsOf(target).every((option) => saysProtocol(machine, option)));
  return { ...address, destination: { ...destination, isPlainHttp } };
}

/** A whole address says its protocol, and a module that is for another one refuses it. */
function saysProtocol(machine: Machine, target: Value): boolean {
  const text = machine.textOf(target);
  if (text === null) return target.type === "unknown" || asInstance(target, "URL") !== null;
  return /^[a-z][a-z0-9+.-]*:/i.test(text);
}

function sendBody(call: Call): Value {
  const { machine, self, args } = call;
  const data = asInstance(self)?.data;
  const [body] = args;
  if (isGiven(body) && !machine.isFunction(body)) {
    send(machine, {
      api: machine.knownText(data?.["api"]) ?? "node:net.Socket",
      target: data?.["target"],
      address:
        data?.["host"] === undefined
          ? withScheme(machine, data?.["target"], machine.knownText(data?.["api"]) ?? "")
          : hostDestination(machine, data["host"]),
      method: machine.knownText(data?.["method"]),
      body,
    });
  }
  return self;
}

/** `connect(port, host?)`, `connect(options)`, `connect(path)`: a socket to somewhere. */
function connect(call: Call): Value {
  const { machine, name } = call;
  const [first, second] = call.args;
  const isObject = first?.type === "object";
  const isPath = first?.type === "text" && /[/\\]/.test(first.value);
  const isHost = second !== undefined && second.type !== "object" && !machine.isFunction(second);
  const host = isObject
    ? (optionOf(machine, first, "host") ?? optionOf(machine, first, "hostname"))
    : isHost
      ? second
      : undefined;
  const isLocal = isPath || (host === undefined && first?.type !== "unknown");
  const target = isLocal ? machine.text("localhost") : (host ?? first ?? nothing);
  const taint = send(machine, { api: name, target, address: hostDestination(machine, target) });
  const socket = machine.instance("Socket", { host: target, api: machine.text(name) }, taint);
  const own = asInstance(call.self, "Socket");
  own?.props.set("#to", socket);
  const handler = callbackOf(call);
  if (handler !== undefined) machine.call(handler, [machine.unknown(taint)], own ?? socket);
  return own ?? socket;
}

const written = bitOf("hex") | bitOf("b64") | bitOf("encode");

/** Encoded and cut: no name of a machine is made like that, but whatever has to fit into several. */
function isPieceOfData({ through }: Taint): boolean {
  return (through & bitOf("slice")) !== 0 && (through & written) !== 0;
}

/** A name that is resolved tells its owner every label of it. */
function lookUp(call: Call): Value {
  const { machine, name } = call;
  const host = argument(call, 0);
  const address = hostDestination(machine, host);
  const { destination } = address;
  machine.use("network.out", destination.host ?? "*");
  const pieces = isPieceOfData(machine.taintOf(host)) ? { names: ["pieces"] } : {};
  machine.sink("snk.dns", { api: name, destination, ...pieces }, { name: host });
  const answered = machine.unknown(machine.source("src.remote", { api: name, destination }));
  return answer(call, machine.array([answered], answered.taint));
}

function sendDatagram(call: Call): Value {
  const { machine, args } = call;
  // The address is the last text: what is before it are the message, an offset, a length and a port.
  const host = args.slice(1).findLast((arg) => arg.type === "text" || arg.type === "unknown");
  const address = hostDestination(machine, host ?? machine.text("localhost"));
  send(machine, { api: "node:dgram.send", target: host, address, body: args[0] });
  return nothing;
}

const fill = (machine: Machine, names: readonly string[], options: Value | undefined) =>
  names.map((name) => optionOf(machine, options, name)).find((value) => value !== undefined);

/** Clients of a server that is named by options or an address in one text. */
function connectClient(call: Call): Value {
  const { machine, name, args } = call;
  const options = args.find((arg) => !machine.isFunction(arg)) ?? nothing;
  const host = fill(
    machine,
    ["host", "hostname", "server", "servers", "broker", "brokers"],
    options,
  );
  const address =
    host !== undefined
      ? hostDestination(machine, listOf(machine, host)[0] ?? host)
      : destinationOf(machine, options);
  const taint = send(machine, {
    api: name,
    target: options,
    address,
    body: bodyOf(machine, options),
  });
  const data = { target: host ?? options, api: machine.text(name) };
  const client = machine.instance("ServerClient", data, machine.none);
  keepTaint(client, machine.unknown(taint));
  return answer(call, client);
}

function keepTaint(client: Value, answered: Value): void {
  asInstance(client)?.props.set("#answer", answered);
}

/** `query`, `set`, `publish`, `put`: what is given goes to the server, and what comes back is its own. */
function askServer(call: Call): Value {
  const { machine, self, args } = call;
  noteHarm(machine, memberOf(call.name), args);
  const data = asInstance(self)?.data;
  const target = data?.["target"];
  const given = withFiles(
    machine,
    args.filter((arg) => !machine.isFunction(arg)),
    call.name,
  );
  if (machine.taintOf(...given).atoms.length > 0) {
    const address =
      target?.type === "text" && !/:\/\//.test(target.value)
        ? hostDestination(machine, target)
        : destinationOf(machine, target);
    const api = machine.knownText(data?.["api"]) ?? call.name;
    send(machine, { api, target, address, body: machine.array(given) });
  }
  const answered = asInstance(self)?.props.get("#answer") ?? machine.unknown();
  const handler = callbackOf(call);
  if (handler !== undefined) machine.call(handler, [machine.primitive(null), answered]);
  return answered;
}

/** What arrives is handed over with where it came from, and clients do not agree on the order. */
function hearServer({ machine, self }: Call, listener: Value | undefined): void {
  const heard = asInstance(self)?.props.get("#answer") ?? machine.unknown();
  if (listener !== undefined) machine.call(listener, [heard, heard, heard]);
}

const listening = ["eachMessage", "eachBatch", "callback", "onMessage"];

function listenersIn({ machine, args }: Call): readonly Value[] {
  return args.flatMap((arg) =>
    arg.type === "object" ? listening.flatMap((key) => optionOf(machine, arg, key) ?? []) : [],
  );
}

/** Of a module that nobody can name, each function may be the one that sends. */
function askAnybody(call: Call): Value {
  const { machine, self, args } = call;
  const given = args.filter((arg) => !machine.isFunction(arg));
  if (machine.taintOf(...given).atoms.length > 0) {
    const destination: Destination = { class: "unknown", host: null, isPlainHttp: false };
    machine.sink("snk.net", { api: "module", destination }, { body: machine.array(given) });
  }
  const handler = callbackOf(call);
  if (handler !== undefined) machine.call(handler, [machine.unknown(), machine.unknown()]);
  return self;
}

const serverClients = `
  pkg:mysql.{createConnection,createPool} pkg:mysql2.{createConnection,createPool}
  pkg:mysql2/promise.{createConnection,createPool} pkg:mariadb.{createConnection,createPool}
  pkg:pg.{Client,Pool,connect} pkg:postgres pkg:redis.createClient pkg:ioredis pkg:ioredis.Redis
  pkg:mongodb.MongoClient pkg:mongodb.MongoClient.connect pkg:mongoose.{connect,createConnection}
  pkg:amqplib.connect pkg:amqplib/callback_api.connect pkg:mqtt.connect pkg:mqtt.connectAsync
  pkg:kafkajs.Kafka pkg:nats.connect pkg:stompit.connect pkg:tedious.Connection pkg:mssql.connect
  pkg:cassandra-driver.Client pkg:@elastic/elasticsearch.Client pkg:basic-ftp.Client pkg:ftp
  pkg:jsftp pkg:promise-ftp pkg:ssh2.Client pkg:ssh2-sftp-client pkg:node-ssh.NodeSSH pkg:scp2.scp
  pkg:scp2.Client pkg:ssh2-promise pkg:imap pkg:imapflow.ImapFlow pkg:webdav.createClient
  pkg:@google-cloud/storage.Storage pkg:minio.Client pkg:irc.Client pkg:irc-framework.Client
  pkg:@supabase/supabase-js.createClient pkg:firebase/app.initializeApp pkg:@libsql/client.createClient
  global.Bun.sql global.Bun.SQL global.Bun.RedisClient`;

export const nodeNetwork: Table = [
  ...calls({
    "node:{http,https}.{request,get} node:http2.request": request,
    "node:http2.connect": (call) => {
      const session = asInstance(request(call));
      return call.machine.instance("Http2Session", session?.data ?? {}, session?.taint);
    },
    "instance:Http2Session.request": (call) => {
      const data = asInstance(call.self)?.data ?? {};
      sendBody(call);
      return call.machine.instance("ClientRequest", data, call.self.taint);
    },
    "instance:{ClientRequest,Socket}.{write,end,send}": (call) => {
      const to = asInstance(call.self)?.props.get("#to");
      sendBody(to === undefined ? call : { ...call, self: to });
      return call.self;
    },
    "instance:ClientRequest.{setHeader,appendHeader}": (call) => {
      const { machine, self, args } = call;
      const data = asInstance(self)?.data;
      if (machine.taintOf(...args).atoms.length > 0) {
        send(machine, {
          api: machine.knownText(data?.["api"]) ?? call.name,
          target: data?.["target"],
          headers: machine.array(args),
        });
      }
      return self;
    },
    "instance:{Response,ResponseBody}.{setEncoding,setTimeout,resume,pause,unref,ref}": ({
      self,
    }) => self,
    "instance:{ClientRequest,Socket}.{setTimeout,setEncoding,setNoDelay,setKeepAlive,flushHeaders,abort,destroy,ref,unref,resume,pause,cork,uncork}":
      ({ self }) => self,
    "instance:Socket.connect": (call) => connect({ ...call, name: "node:net.Socket.connect" }),
    "node:net.{connect,createConnection} node:tls.connect global.Bun.connect global.Deno.{connect,connectTls}":
      connect,
    "node:net.Socket node:tls.TLSSocket node:net.Stream": ({ machine }) =>
      machine.instance("Socket", { api: machine.text("node:net.Socket") }),
    "node:dgram.createSocket global.Bun.udpSocket": ({ machine }) =>
      machine.instance("DatagramSocket"),
    "node:dgram.Socket": ({ machine }) => machine.instance("DatagramSocket"),
    "instance:DatagramSocket.send": sendDatagram,
    "node:dns.{lookup,resolve,resolve4,resolve6,resolveTxt,resolveMx,resolveNs,resolveSrv,resolveCname,resolveAny,resolveSoa,resolvePtr,resolveNaptr,resolveCaa,reverse} node:dns.promises.{lookup,resolve,resolve4,resolve6,resolveTxt,resolveMx,resolveNs,resolveSrv,resolveCname,resolveAny,resolveSoa,resolveCaa,reverse} global.Deno.resolveDns global.Bun.dns.lookup pkg:dns-packet.query pkg:native-dns.Question":
      lookUp,
    "node:dns.{Resolver,promises.Resolver}": ({ machine }) => machine.instance("Resolver"),
    "instance:Resolver.{resolve,resolve4,resolve6,resolveTxt,resolveMx,resolveNs,resolveSrv,resolveCname,resolveAny,reverse}":
      lookUp,
    [serverClients]: connectClient,
    "instance:ServerClient.{on,once,addListener}": (call) => {
      hearServer(call, callbackOf(call));
      return call.self;
    },
    "instance:ServerClient.{subscribe,psubscribe,pSubscribe,sSubscribe,consume,run,process,listen,watch}":
      (call) => {
        const listeners = call.args.filter((arg) => call.machine.isFunction(arg));
        for (const listener of [...listeners, ...listenersIn(call)]) hearServer(call, listener);
        return askServer({ ...call, args: call.args.filter((arg) => !listeners.includes(arg)) });
      },
    "instance:ServerClient.{connect,access}": (call) => {
      if (!isGiven(call.args[0]) || call.machine.isFunction(call.args[0]))
        return answer(call, call.self);
      return connectClient({ ...call, name: "ServerClient.connect" });
    },
    "instance:ServerClient.{sftp,scp,requestSFTP,db,collection,channel,producer,consumer,createChannel,from,bucket,file,promise,getConnection,duplicate,multi,pipeline}":
      (call) => answer(call, call.self),
    "instance:ServerClient.*": askServer,
    "pkg:nodemailer.createTransport": (call) => {
      const [options, defaults] = [argument(call, 0), argument(call, 1)];
      return call.machine.instance("Mailer", { options, defaults }, call.machine.taintOf(options));
    },
    "instance:Mailer.sendMail": (call) => {
      const { machine, self } = call;
      const mail = argument(call, 0);
      const options = asInstance(self)?.data["options"];
      const names = [
        ...recipientsOf(machine, mail),
        ...alwaysCopied(machine, asInstance(self)?.data["defaults"]),
      ];
      const service = machine.knownText(optionOf(machine, options, "service"));
      send(machine, {
        api: "pkg:nodemailer.sendMail",
        target: options,
        ...(service === null
          ? {}
          : { address: hostDestination(machine, machine.text(`smtp.${service}.com`)) }),
        body: machine.array(withFiles(machine, [mail], call.name)),
        names,
      });
      return answer(call, machine.unknown());
    },
    "instance:Mailer.use": (call) => {
      // Each step of what makes a message out of what somebody sends is handed that.
      const mail = call.machine.unknown(call.machine.source("src.param", { api: "patched" }));
      const step = callbackOf(call);
      if (step !== undefined) call.machine.callAs("call", step, [mail]);
      return call.self;
    },
    "instance:Mailer.{verify,close}": (call) => answer(call, call.machine.unknown()),
  }),
  ...named("instance:ServerClient.@@call", { call: askServer }),
  ...named("instance:AnyModule.*", { read: (_machine, self) => self }),
  ...named("instance:AnyModule.@@call", { call: askAnybody }),
];
