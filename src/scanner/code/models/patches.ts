import { boundTo } from "../function-object.ts";
import type { Call, Machine } from "../machine.ts";
import type { FunctionValue, Value } from "../value.ts";
import { anyPackage } from "./any-package.ts";
import { compileInPlace } from "./code-sinks.ts";
import { calls, named, nothing, optionsOf, type Table } from "./define.ts";
import { asReplacement } from "./sabotage.ts";

/** A builtin that everybody shares is replaced: what takes its place sees what others hand to it. */
export function patch(machine: Machine, _self: Value, value: Value, name: string): void {
  if (value.type === "primitive" || value.type === "text") return;
  const names = standsBetween(name, value) ? [name, "between"] : [name];
  machine.sink("snk.patch.global", { api: name, names }, { code: value });
  let given: readonly Value[] = [];
  const run = () => {
    given = observe(machine, value, name.includes(".prototype."));
  };
  if (everybodys.test(name)) asReplacement(machine, run);
  else run();
  // What loads modules decides what everybody else gets for one.
  if (loads.test(name)) for (const made of given) observe(machine, made);
}

/** Whether the page's wallet gets something of ours in front of it, and not another one its place. */
function standsBetween(name: string, value: Value): boolean {
  if (!provider.test(name)) return false;
  return optionsOf(value).some((one) => {
    if (one.type !== "object") return false;
    const target = one.kind === "Proxy" ? one.props.get("@@target") : undefined;
    if (target !== undefined) return optionsOf(target).some(({ type }) => type === "api");
    // Objects of a class are wallets of their own.
    return (
      one.proto?.type !== "object" &&
      [...one.props.values()].some(({ type }) => type === "function")
    );
  });
}

const provider =
  /^global\.(?:ethereum|solana|phantom|tronWeb|okxwallet|BinanceChain)(?:\.(?:solana|ethereum))?$/;

/** What is right or wrong and nothing between: the language, files, rows of a database. */
const everybodys = /^(?:js:|node:fs\.|pkg:(?:pg|mysql2?|mongodb|mongoose|ioredis|redis)\b)/;
const loads = /(?:_load|\.prototype\.require|MainModule\.require|global\.require)$/;

/** Whoever calls what took the place of something hands it what was meant for that. */
export function observe(machine: Machine, value: Value, isMethod = false): readonly Value[] {
  return functionsOf(machine, value)
    .slice(0, 16)
    .flatMap((one) => {
      if (one.type === "function") return handTo(machine, one, isMethod);
      // A trap of a proxy is called by the runtime.
      return one.type === "api" && one.builtin !== undefined ? handOver(machine, one) : [];
    });
}

function functionsOf(machine: Machine, value: Value): readonly Value[] {
  return optionsOf(value).flatMap((one) => {
    if (one.type !== "object") return [one];
    if (one.kind !== "Proxy") return machine.keys(one).map((key) => machine.get(one, key));
    // Whatever a proxy is asked for, its handler gives.
    const handler = one.props.get("@@handler");
    const given = [one.props.get("@@target") ?? nothing, machine.unknown()];
    return optionsOf(machine.call(machine.get(handler, "get"), given, handler));
  });
}

/** As a method of what it was put on, it has that as `this`, with all that others keep there. */
function handTo(machine: Machine, callee: FunctionValue, isMethod: boolean): Value {
  const given = paramOf(machine);
  const method = isMethod ? boundTo(callee, given) : callee;
  return machine.callAs("call", method, [given, given, given]);
}

function handOver(machine: Machine, callee: Value): Value {
  const given = paramOf(machine);
  return machine.callAs("call", callee, [given, given]);
}

function paramOf(machine: Machine): Value {
  const taint = machine.source("src.param", { api: "patched" });
  return { type: "unknown", isParam: true, taint };
}

/** One request or one object of others gets a method of ours in the place of its own. */
function wrap(machine: Machine, _self: Value, value: Value): void {
  observe(machine, value, true);
}

/** A method that all objects of another package share. */
function wrapShared(machine: Machine, self: Value, value: Value, name: string): void {
  if (!/\.prototype\.[^.]+$/.test(name)) return;
  patch(machine, self, value, name);
}

const wallets =
  "global.{ethereum,solana,phantom,tronWeb,okxwallet,BinanceChain} global.{ethereum,solana,phantom,tronWeb,okxwallet,BinanceChain}.{request,send,sendAsync,enable,signTransaction,signAndSendTransaction,signMessage,connect,*}";

/** What many programs share through one package: whoever replaces it sees what they hand to it. */
const shared = `
  pkg:pg.{Client,Pool}.prototype.* pkg:mysql.Connection.prototype.* pkg:mysql/lib/Connection.prototype.*
  pkg:{mysql,mysql2,mysql2/promise}.{createConnection,createPool} pkg:mysql2.Connection.prototype.* pkg:mongodb.{Collection,MongoClient}.prototype.*
  pkg:mongoose.{Model,Query}.prototype.* pkg:redis.RedisClient.prototype.* pkg:ioredis.prototype.*
  pkg:axios.prototype.* pkg:axios.Axios.prototype.* pkg:bcrypt.{hash,compare,hashSync,compareSync}
  pkg:argon2.{hash,verify} pkg:{passport,express-session}.* pkg:dotenv.{config,parse}
  pkg:{node-fetch,got,undici.request,undici.fetch,axios.request,axios.post,superagent.Request.prototype.end}
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
    const given = paramOf(machine);
    const made = machine.callAs("call", listener, [given, given, given]);
    if (name.startsWith("pkg:pirates")) compileInPlace(machine, made);
    // Who is asked for what shall take the place of something gives a function for it.
    if (/^pkg:shimmer\b/.test(name)) observe(machine, made);
  }
  return name.endsWith("channel") ? machine.instance("Channel") : machine.unknown();
}

const overhearing = calls({
  "node:diagnostics_channel.{subscribe,channel,tracingChannel} instance:Channel.{subscribe,bindStore} pkg:diagnostics_channel.subscribe":
    overhear,
  "pkg:axios.interceptors.{request,response}.use pkg:undici.setGlobalDispatcher pkg:fetch-intercept.register pkg:xhook.{before,after}":
    overhear,
  "pkg:{require-in-the-middle,import-in-the-middle} pkg:{require-in-the-middle,import-in-the-middle}.Hook pkg:shimmer.{wrap,massWrap} pkg:pirates.addHook":
    overhear,
});

/** What the language has of its own; whoever adds to it disturbs nobody. */
const language: Readonly<Record<string, object>> = {
  Array,
  String,
  Number,
  Object,
  Map,
  Set,
  Date,
  Math,
};

/** A method of the language is replaced; of note is only one that works by chance. */
function replaceMethod(machine: Machine, _self: Value, value: Value, name: string): void {
  const [of = "", ...path] = name.slice("js:".length).split(".");
  const whole: unknown = language[of];
  const holder = path.length === 2 && typeof whole === "function" ? whole.prototype : whole;
  if (value.type !== "function" || !Object.hasOwn(Object(holder), path.at(-1) ?? "")) return;
  asReplacement(machine, () => void handTo(machine, value, true));
}

const replaceable: Table = named(
  `global.{fetch,XMLHttpRequest,WebSocket,EventSource,Promise,eval,Function,require,Request,Response}
  global.{XMLHttpRequest,WebSocket,EventTarget,Element,Node,HTMLFormElement,Storage,Response,Request,Function}.prototype.*
  js:JSON.{parse,stringify} js:{Promise,Array,Object,Function,String}.prototype.{then,catch,toString,call,apply,bind}
  global.{Headers,URLSearchParams,FormData,Buffer}.prototype.* global.Buffer.{from,concat}
  global.crypto.{getRandomValues,randomUUID} global.navigator.{sendBeacon,clipboard,*} global.navigator.clipboard.*
  global.process.{binding,dlopen,emit}
  node:module.{_load,_resolveFilename,_compile,_nodeModulePaths,wrap} node:module.prototype.{require,_compile,load}
  instance:MainModule.require
  node:{http,https}.{request,get,createServer} node:{http,https}.ClientRequest.prototype.*
  node:http.{IncomingMessage,OutgoingMessage,Agent}.prototype.* node:net.Socket.prototype.* node:tls.connect
  node:http.Server.prototype.* node:events.prototype.emit node:events.EventEmitter.prototype.emit
  node:{http2,net}.connect node:readline.{createInterface,question}
  node:child_process.{exec,spawn,execFile,fork,execSync,spawnSync,execFileSync}
  node:dns.{lookup,resolve} node:fs.* node:crypto.*
  ${wallets} ${shared}`,
  { write: patch },
);

export const patches: Table = [
  ...replaceable,
  ...overhearing,
  ...named("instance:ClientRequest.{write,end,setHeader}", { write: wrap }),
  ...named(
    "js:{Array,String,Number,Object,Map,Set,Date}.prototype.* js:{Object,Array,Math,Number}.*",
    {
      write: replaceMethod,
    },
  ),
  ...named(anyPackage, { write: wrapShared }),
];
