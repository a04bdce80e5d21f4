import pino from "pino";
import { createApp } from "../../src/app.ts";
import { ConfigSchema } from "../../src/config/schema.ts";
import { parsePackageName } from "../../src/names/package-name.ts";
import { parseDistTag, parseVersion } from "../../src/names/version.ts";
import { publishFiles } from "../../src/packages/publish-files.ts";
import { createServer } from "../../src/server.ts";
import { type BenchOptions, median, percentile, type Result } from "./measure.ts";
import type { Workshop } from "./workshop.ts";

const requests = 500;
const port = 4873;

const calls: Readonly<Record<string, object>> = {
  get_package: { name: "lib" },
  search_packages: { query: "lib" },
  explain_refusal: { name: "lib", version: "1.0.0" },
  list_local_packages: {},
  discover: { intent: "read mail" },
};

/** How long a call of a tool takes in a warm server, over both ages of the protocol. */
export async function benchMcp(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  const home = workshop.folder("mcp");
  const settings = { home, upstream: { url: "none" }, auth: { open_publish: true } };
  await using app = await createApp(ConfigSchema.parse(settings), {
    log: pino({ level: "silent" }),
  });
  await publishFiles(
    app,
    { kind: "anonymous" },
    {
      name: parsePackageName("lib"),
      version: parseVersion("1.0.0"),
      manifest: { description: "a library" },
      files: { "index.js": "export const one = 1;\n" },
      tag: parseDistTag("latest"),
    },
  );
  const server = createServer(app, port);
  const results: Result[] = [];
  for (const [age, version] of Object.entries({ current: "2026-07-28", older: null })) {
    for (const [tool, args] of Object.entries(calls)) {
      options.say(`mcp: ${tool}, ${age} protocol`);
      const times: number[] = [];
      for (let at = -50; at < requests; at++) {
        const start = performance.now();
        const response = await server.fetch(requestOf(tool, args, version));
        const text = await response.text();
        if (!text.includes("structuredContent") || text.includes("isError")) throw new Error(text);
        if (at >= 0) times.push(performance.now() - start);
      }
      results.push({
        part: "mcp",
        what: `${tool}, ${age} protocol, p50`,
        unit: "ms",
        ours: median(times),
        aim: { below: 2 },
        note: `p95 ${percentile(times, 0.95).toFixed(1)} ms`,
      });
    }
  }
  return results;
}

function requestOf(tool: string, args: object, version: string | null): Request {
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": version,
    "io.modelcontextprotocol/clientInfo": { name: "bench", version: "1.0.0" },
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  const params = { name: tool, arguments: args, ...(version === null ? {} : { _meta }) };
  return new Request(`http://localhost:${port}/-/mcp`, {
    method: "POST",
    headers: {
      host: `localhost:${port}`,
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
      ...(version === null
        ? {}
        : { "mcp-protocol-version": version, "mcp-method": "tools/call", "mcp-name": tool }),
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params }),
  });
}
