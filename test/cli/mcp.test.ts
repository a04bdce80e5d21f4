import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bunPath } from "../support/process.ts";
import { startRegistry } from "../support/registry.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mcp-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const mainFile = resolve(import.meta.dirname, "../../src/main.ts");

async function connect(home: string, isOld: boolean, token?: string): Promise<Client> {
  const transport = new StdioClientTransport({
    command: bunPath,
    args: ["--no-env-file", mainFile, "mcp", "--home", home],
    env: {
      AGENTREGISTRY_UPSTREAM: "none",
      BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0",
      ...(token === undefined ? {} : { AGENTREGISTRY_TOKEN: token }),
    },
    cwd: folder,
  });
  const client = new Client(
    { name: "test", version: "1.0.0" },
    { versionNegotiation: { mode: isOld ? "legacy" : "auto" } },
  );
  await client.connect(transport);
  return client;
}

test.each([
  ["the current protocol", false],
  ["the protocol with a handshake", true],
])(
  "`agentregistry mcp` serves the same tools over stdio, with %s",
  async (name, isOld) => {
    const home = join(folder, name.replaceAll(" ", "-"));
    let token = "";
    {
      await using registry = await startRegistry({ home });
      expect((await registry.publish("lib", "1.0.0")).status).toBe(201);
      ({ token } = registry);
    }
    const files = { "index.js": "1" };
    const client = await connect(home, isOld);
    const { tools } = await client.listTools();
    const shown = await client.callTool({ name: "list_local_packages", arguments: {} });
    const refused = await client.callTool({
      name: "publish_package",
      arguments: { name: "other", version: "1.0.0", files },
    });
    await client.close();

    expect(tools.map((tool) => tool.name)).toContain("explain_refusal");
    expect(shown.structuredContent).toEqual({ packages: ["lib"], next: null });
    // Whoever may start the command is not asked who they are, so without a token it is nobody.
    expect([refused.isError, refused.structuredContent]).toEqual([
      true,
      expect.objectContaining({ code: "unauthorized" }),
    ]);

    const publisher = await connect(home, isOld, token);
    const published = await publisher.callTool({
      name: "publish_package",
      arguments: { name: "other", version: "1.0.0", files },
    });
    const { contents } = await publisher.readResource({ uri: "agentregistry://llms.txt" });
    await publisher.close();

    expect(published.structuredContent).toMatchObject({
      published: "other@1.0.0",
      url: "http://localhost:4873/other",
    });
    expect(contents).toHaveLength(1);
    // Two processes are started one after the other, on machines that do other things too.
  },
  30_000,
);
