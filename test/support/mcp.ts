import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { Listening } from "./registry.ts";

export interface McpOptions {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Speaks the protocol as it was before it had no handshake. */
  readonly isOld?: boolean;
}

/** The official client, connected to a registry that listens. */
export async function connectMcp(
  { url }: Listening,
  { token, headers = {}, isOld = false }: McpOptions = {},
): Promise<Client> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/-/mcp`), {
    requestInit: { headers: { ...headers, ...authorization } },
  });
  const client = new Client(
    { name: "test", version: "1.0.0" },
    { versionNegotiation: { mode: isOld ? "legacy" : "auto" } },
  );
  await client.connect(transport);
  return client;
}
