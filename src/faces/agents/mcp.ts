import { z } from "zod";
import { type Caller, requireKnown, requireScope } from "../../access/permit.ts";
import { requireCodeForWrite } from "../../access/second-factor.ts";
import type { App } from "../../context.ts";
import { RegistryError } from "../../errors.ts";
import { readJson } from "../body.ts";
import { callerOfRequest } from "../caller.ts";
import { type Route, route } from "../route.ts";
import { discovery } from "./discovery.ts";

/** The texts of a package travel in it, as JSON inside JSON. */
const maxBytes = 12 * 1024 * 1024;
/** Older revisions of the protocol let a program send several calls at once. */
const maxBatch = 20;

const Message = z
  .looseObject({
    jsonrpc: z.literal("2.0"),
    method: z.string(),
    id: z.union([z.string(), z.number()]).optional(),
    params: z.looseObject({}).optional(),
  })
  .describe("A message of the Model Context Protocol.");

/** Tools for agents, over streamable HTTP of the Model Context Protocol. */
export const mcpRoute = route({
  method: "POST",
  path: discovery.mcp,
  summary: "The Model Context Protocol: tools and resources for agents",
  access: "open",
  body: "stream",
  streams: Message,
  reply: { status: 200, body: z.looseObject({ jsonrpc: z.literal("2.0") }) },
  async run(app, { request, base, whoAsks, peer, requestId }) {
    const body = await readJson(request, maxBytes);
    if (body === undefined) throw new RegistryError("invalid", "send a message in JSON");
    if (Array.isArray(body) && body.length > maxBatch) {
      throw new RegistryError("too_large", `send at most ${maxBatch} messages at once`);
    }
    // Loaded when somebody asks: most registries never serve it.
    const { answerMcp } = await import("./mcp/server.ts");
    const whoPublishes = () => publisherOf(app, request, peer);
    return await answerMcp(app, { request, body, base, whoAsks, whoPublishes, requestId });
  },
});

/** There are no sessions that could be read from or ended. */
const noSession = (method: "GET" | "DELETE") =>
  route({
    method,
    path: discovery.mcp,
    summary: "Refused: this server keeps no sessions, send each message with POST",
    access: "open",
    reply: { status: 405 },
    async run() {
      throw new RegistryError(
        "method_not_allowed",
        "this MCP server keeps no sessions and sends nothing by itself; send each message with POST",
        { headers: { allow: "POST" } },
      );
    },
  });

export const mcpSessionRoutes: readonly Route[] = [noSession("GET"), noSession("DELETE")];

/** As strict as a publish over npm: the route is open to read, so it is asked here. */
async function publisherOf(app: App, request: Request, peer: string | null): Promise<Caller> {
  const caller = await callerOfRequest(app, request, peer);
  if (caller.kind === "anonymous") {
    if (!app.config.auth.open_publish) requireKnown(caller);
    return caller;
  }
  requireScope(caller, "publish");
  await requireCodeForWrite(app, caller, false, request.headers.get("npm-otp"));
  return caller;
}
