import type { Call, Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import { calls, named, type Table } from "./define.ts";

/** A builtin that everybody shares is replaced: what takes its place sees what others hand to it. */
function patch(machine: Machine, _self: Value, value: Value, name: string): void {
  if (value.type === "primitive" || value.type === "text") return;
  machine.sink("snk.patch.global", { api: name, names: [name] }, { code: value });
  observe(machine, value);
}

/** Whoever calls what took the place of something hands it what was meant for that. */
function observe(machine: Machine, value: Value): void {
  const functions =
    value.type === "object" ? machine.keys(value).map((key) => machine.get(value, key)) : [value];
  for (const one of functions.slice(0, 16)) {
    if (one.type === "function") machine.callAs("call", one, [paramOf(machine), paramOf(machine)]);
  }
}

function paramOf(machine: Machine): Value {
  const taint = machine.source("src.param", { api: "patched" });
  return { type: "unknown", isParam: true, taint };
}

const wallets =
  "global.{ethereum,solana,phantom,tronWeb,okxwallet,BinanceChain} global.{ethereum,solana,phantom,tronWeb,okxwallet,BinanceChain}.{request,send,sendAsync,enable,signTransaction,signAndSendTransaction,signMessage,connect,*}";

/** What many programs share through one package: whoever replaces it sees what they hand to it. */
const shared = `
  pkg:pg.{Client,Pool}.prototype.* pkg:mysql.Connection.prototype.* pkg:mysql/lib/Connection.prototype.*
  pkg:mysql2.Connection.prototype.* pkg:mongodb.{Collection,MongoClient}.prototype.*
  pkg:mongoose.{Model,Query}.prototype.* pkg:redis.RedisClient.prototype.* pkg:ioredis.prototype.*
  pkg:axios.prototype.* pkg:axios.Axios.prototype.* pkg:bcrypt.{hash,compare,hashSync,compareSync}
  pkg:bcryptjs.{hash,compare,hashSync,compareSync} pkg:jsonwebtoken.{sign,verify,decode}
  pkg:express.{request,response,application}.* pkg:nodemailer.createTransport pkg:stripe.prototype.*
  pkg:ethers.Wallet.prototype.* pkg:@solana/web3.js.{Connection,Keypair,Transaction}.prototype.*`;

/** Whoever listens here sees what all others in the program do. */
function overhear(call: Call): Value {
  const { machine, name, args } = call;
  const listeners = args.flatMap((arg) =>
    arg.type === "object" ? machine.keys(arg).map((key) => machine.get(arg, key)) : [arg],
  );
  const heard = listeners.filter((arg) => machine.isFunction(arg));
  if (heard.length > 0) machine.sink("snk.patch.global", { api: name, names: [name] }, {});
  for (const listener of heard.slice(0, 16)) {
    machine.callAs("call", listener, [paramOf(machine), paramOf(machine)]);
  }
  return name.endsWith("channel") ? machine.instance("Channel") : machine.unknown();
}

const overhearing = calls({
  "node:diagnostics_channel.{subscribe,channel,tracingChannel} instance:Channel.{subscribe,bindStore} pkg:diagnostics_channel.subscribe":
    overhear,
  "pkg:axios.interceptors.{request,response}.use pkg:undici.setGlobalDispatcher pkg:fetch-intercept.register pkg:xhook.{before,after}":
    overhear,
});

const replaceable: Table = named(
  `global.{fetch,XMLHttpRequest,WebSocket,EventSource,Promise,eval,Function,require,Request,Response}
  global.{XMLHttpRequest,WebSocket,EventTarget,Element,Node,HTMLFormElement,Storage,Response,Request,Function}.prototype.*
  js:JSON.{parse,stringify} js:{Promise,Array,Object,Function,String}.prototype.{then,catch,toString,call,apply,bind}
  global.navigator.{sendBeacon,clipboard,*} global.navigator.clipboard.*
  global.process.{binding,dlopen,emit}
  node:module.{_load,_resolveFilename,_compile,_nodeModulePaths,wrap} node:module.prototype.{require,_compile,load}
  instance:MainModule.require
  node:{http,https}.{request,get,createServer} node:{http,https}.ClientRequest.prototype.*
  node:http.{IncomingMessage,OutgoingMessage,Agent}.prototype.* node:net.Socket.prototype.* node:tls.connect
  node:child_process.{exec,spawn,execFile,fork,execSync,spawnSync,execFileSync}
  node:dns.{lookup,resolve} node:fs.* node:crypto.*
  ${wallets} ${shared}`,
  { write: patch },
);

export const patches: Table = [...replaceable, ...overhearing];
