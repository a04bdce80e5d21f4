import type { Call, Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import {
  argument,
  asInstance,
  callbackOf,
  calls,
  nothing,
  optionOf,
  type Table,
} from "./define.ts";
import { noteToolServer } from "./tool-servers.ts";

/** What a peer or a model hands in. */
function handed(machine: Machine, api: string): Value {
  const taint = machine.source("src.param", { api });
  return { type: "unknown", isParam: true, taint };
}

/** Everything that is a function among what was given answers requests from now on. */
function handle(call: Call): void {
  const { machine, args, name } = call;
  const handlers = args.flatMap((arg) => (arg.type === "array" ? machine.items(arg) : [arg]));
  for (const handler of handlers) {
    if (!machine.isFunction(handler)) continue;
    const request = handed(machine, name);
    machine.callAs("handler", handler, [
      request,
      machine.instance("ServerResponse"),
      machine.unknown(),
    ]);
  }
}

function server(call: Call): Value {
  handle(call);
  return call.machine.instance("Server", { api: call.machine.text(call.name) });
}

function socketServer(call: Call): Value {
  const { machine } = call;
  const handler = callbackOf(call);
  if (handler !== undefined) answerSocket(machine, call.name, handler);
  return machine.instance("SocketServer", { api: machine.text(call.name) });
}

/** A peer that connects is a socket: what it sends is its own, and what is written goes to it. */
function answerSocket(machine: Machine, api: string, handler: Value): void {
  const taint = machine.source("src.param", { api });
  machine.callAs("handler", handler, [machine.instance("PeerSocket", {}, taint)]);
}

function listen(call: Call): Value {
  const { machine, self, name, args } = call;
  const api = machine.knownText(asInstance(self)?.data["api"]) ?? name;
  const port = args.map((arg) => machine.numberOf(arg)).find((number) => number !== null);
  const host = args.map((arg) => machine.knownText(arg)).find((text) => text !== null);
  machine.use("network.in");
  const text = [host, port].filter((part) => part != null).join(":");
  machine.emit("snk.listen", { api, ...(text === "" ? {} : { text }) });
  const callback = callbackOf(call);
  if (callback !== undefined) machine.call(callback, []);
  return self;
}

/** `serve({ port, fetch })` listens at once. */
function serve(call: Call): Value {
  const { machine, args, name } = call;
  const options = args.find((arg) => arg.type === "object");
  const handlers = ["fetch", "handler", "routes", "websocket", "socket"].flatMap((key) => {
    const found = optionOf(machine, options, key);
    if (found === undefined) return [];
    if (machine.isFunction(found)) return [found];
    return machine.keys(found).map((inner) => machine.get(found, inner));
  });
  handle({ ...call, args: [...args, ...handlers] });
  return listen({ ...call, self: machine.instance("Server", { api: machine.text(name) }) });
}

function route(call: Call): Value {
  handle(call);
  return call.self;
}

/** `server.tool(name, …, handler)` and its relatives in the SDK of tool servers. */
function tool(call: Call): Value {
  const { machine, args, name } = call;
  noteToolServer(machine);
  const last = callbackOf(call);
  const options = args.find((arg) => arg.type === "object");
  const handler =
    last ?? optionOf(machine, options, "execute") ?? optionOf(machine, options, "handler");
  if (handler !== undefined && machine.isFunction(handler)) {
    machine.callAs("handler", handler, [handed(machine, name), machine.unknown()]);
  }
  return machine.unknown();
}

const verbs = "get,post,put,patch,delete,del,all,use,options,head,route,on,addHook,register,ws";

export const servers: Table = calls({
  "node:{http,https}.createServer node:http2.{createServer,createSecureServer} node:{http,https}.Server pkg:micro pkg:polka pkg:connect":
    server,
  "pkg:{express,fastify,koa,restify,hapi,sirv,json-server} pkg:express.{Router,express} pkg:fastify.fastify pkg:koa-router pkg:@koa/router pkg:hono.Hono pkg:hono/quick.Hono pkg:h3.{createApp,createRouter} pkg:elysia.Elysia pkg:@hapi/hapi.server pkg:itty-router.Router":
    server,
  [`instance:Server.{${verbs}}`]: route,
  "instance:Server.{listen,start}": listen,
  "node:{net,tls}.{createServer,Server}": socketServer,
  "instance:SocketServer.{on,once,addListener}": (call) => {
    const handler = callbackOf(call);
    const event = call.machine.knownText(call.args[0]);
    if (handler !== undefined && (event === "connection" || event === "secureConnection")) {
      answerSocket(call.machine, call.name, handler);
    }
    return call.self;
  },
  "instance:SocketServer.listen": listen,
  "global.Bun.{serve,listen} global.Deno.{serve,listen} pkg:@hono/node-server.serve": serve,
  "pkg:ws.{WebSocketServer,Server} pkg:socket.io pkg:socket.io.Server": (call) => {
    call.machine.use("network.in");
    call.machine.emit("snk.listen", { api: call.name });
    return call.machine.instance("SocketServer", { api: call.machine.text(call.name) });
  },
  "instance:DatagramSocket.bind": listen,
  "instance:ServerResponse.*": ({ self }) => self,
  "instance:PeerSocket.{write,end,send,emit}": ({ self }) => self,
  "pkg:@modelcontextprotocol/sdk/server/mcp.js.McpServer pkg:@modelcontextprotocol/sdk/server/index.js.Server pkg:@modelcontextprotocol/sdk/server/{mcp.McpServer,index.Server} pkg:fastmcp.FastMCP pkg:@modelcontextprotocol/server.McpServer pkg:mcp-framework.MCPServer":
    ({ machine }) => machine.instance("ToolServer"),
  "instance:ToolServer.{tool,registerTool,prompt,registerPrompt,resource,registerResource,setRequestHandler,addTool,addPrompt,addResource,setNotificationHandler}":
    tool,
  "instance:ToolServer.{connect,start,close}": () => nothing,
  "pkg:ai.tool pkg:@langchain/core/tools.{tool,DynamicTool,DynamicStructuredTool}": tool,
  "instance:Server.ready": (call) => {
    const callback = callbackOf(call);
    if (callback !== undefined) call.machine.call(callback, []);
    return argument(call, 0);
  },
});
