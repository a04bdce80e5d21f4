import { describe, expect, test } from "vitest";
import { runInside } from "../../support/command.ts";
import { type Settings, startRegistry, type TestRegistry } from "../../support/registry.ts";

type Json = Readonly<Record<string, unknown>>;

async function json(registry: TestRegistry, path: string): Promise<Json> {
  const response = await registry.fetch(path);
  expect(response.status, path).toBe(200);
  return (await response.json()) as Json;
}

interface ToolView {
  readonly name: string;
  readonly method?: string;
  readonly path?: string;
  readonly parameters?: readonly { readonly name: string; readonly required: boolean }[];
  readonly action?: string;
  readonly actions?: readonly string[];
  readonly note?: string;
  readonly input_schema: { readonly type: string; readonly properties: Json };
}

const toolsOf = (capabilities: Json) => capabilities["tools"] as readonly ToolView[];

describe("GET /-/capabilities", () => {
  test("has the tools that programs know by name, each with a schema of what it takes", async () => {
    await using registry = await startRegistry();
    const capabilities = await json(registry, "/-/capabilities");
    const tools = new Map(toolsOf(capabilities).map((tool) => [tool.name, tool]));

    expect(capabilities).toMatchObject({
      name: "agentregistry",
      agent_optimized: true,
      protocols: ["http", "websocket", "mcp"],
      discovery: { openapi: "/openapi.json", llms_txt: "/llms.txt" },
      errors: {
        structured: true,
        includes_remediation: true,
        example: {
          error: "Package blocked by security scan",
          action_required: "HUMAN INTERVENTION REQUIRED",
          admin_url: "http://localhost:4873/-/admin",
        },
      },
    });
    expect(tools.get("publish_package")).toMatchObject({ method: "PUT", path: "/{packageName}" });
    expect(tools.get("get_package")).toMatchObject({ method: "GET", path: "/{packageName}" });
    expect(tools.get("search_packages")).toMatchObject({
      method: "GET",
      path: "/-/v1/search",
      parameters: expect.arrayContaining([
        expect.objectContaining({ name: "text", required: true }),
        expect.objectContaining({ name: "size", required: false }),
      ]),
    });
    expect(tools.get("get_stats")).toMatchObject({ protocol: "websocket", action: "getStats" });
    expect(tools.get("manage_quarantine")).toMatchObject({
      actions: ["getQuarantine", "approveQuarantine", "deleteQuarantine"],
      note: expect.stringMatching(/person/),
    });
    for (const { name, input_schema: schema, parameters = [] } of tools.values()) {
      expect(schema.type, name).toBe("object");
      for (const parameter of parameters) expect(schema.properties).toHaveProperty(parameter.name);
    }
    expect(tools.get("publish_package")?.input_schema.properties).toHaveProperty("body");
  });

  test("names no path over HTTP that the server does not have", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0");
    const values: Readonly<Record<string, string>> = {
      packageName: "lib",
      name: "lib",
      version: "1.0.0",
      file: "lib-1.0.0.tgz",
      subject: "lib@1.0.0",
    };
    for (const { method, path = "" } of toolsOf(await json(registry, "/-/capabilities"))) {
      if (method !== "GET") continue;
      const real = path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "missing");
      expect([real, (await registry.fetch(real)).status]).toEqual([real, 200]);
    }
  });

  test("is confirmed by its ETag, and differs by the address that is asked", async () => {
    await using registry = await startRegistry();
    const first = await registry.fetch("/-/capabilities");
    const etag = first.headers.get("etag") ?? "";
    const again = await registry.fetch("/-/capabilities", { headers: { "if-none-match": etag } });
    const other = await registry.fetch("/-/capabilities", { host: "127.0.0.1:4873" });

    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect(other.headers.get("etag")).not.toBe(etag);
    expect(await other.text()).toContain("http://127.0.0.1:4873/-/admin");
  });

  test.each<[string, Settings, Json]>([
    ["open_publish", { auth: { open_publish: true } }, { token_needed_to_publish: false }],
    ["on_hold", { quarantine: { on_hold: "refuse" } }, { held_versions_are_hidden: false }],
    [
      "upstream",
      { upstream: { url: "https://upstream.test" } },
      { reads_through_to_upstream: true },
    ],
    [
      "offline",
      { upstream: { url: "https://upstream.test", offline: true } },
      { reads_through_to_upstream: false },
    ],
  ])("tells of the settings in force: %s", async (_, config, changed) => {
    await using plain = await startRegistry();
    await using registry = await startRegistry({ config });
    const { security: usual } = await json(plain, "/-/capabilities");
    const { security } = await json(registry, "/-/capabilities");

    expect(security).toEqual({ ...(usual as Json), ...changed });
    expect(usual).toMatchObject({
      scan_on_publish: true,
      scan_on_upstream_fetch: true,
      quarantine_blocked_packages: true,
      localhost_only: true,
    });
  });

  test("says that it listens beyond its machine, to those who have a token", async () => {
    await using registry = await startRegistry({ config: { http: { listen: ["0.0.0.0"] } } });
    const nobody = await registry.fetch("/-/capabilities");
    const owner = await registry.asOwner("/-/capabilities");

    expect(nobody.status).toBe(401);
    expect(await owner.json()).toMatchObject({
      security: { localhost_only: false, token_needed_to_read: true },
    });
  });
});

describe("GET /llms.txt", () => {
  test("names addresses that answer, and says that approving is for people", async () => {
    await using registry = await startRegistry();
    const response = await registry.fetch("/llms.txt");
    const text = await response.text();
    const paths = [...text.matchAll(/http:\/\/localhost:4873(\/[^\s`),:;]*)/g)].map(
      ([, path = ""]) => path,
    );

    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(text).toMatch(/Approving is not an agent's to do/);
    expect(text).not.toMatch(/undefined|\[object/);
    for (const path of new Set(paths)) {
      // The panel has routes of its own, and what is in capitals is to be filled in.
      if (path.startsWith("/-/admin") || path === "/-/mcp" || /[A-Z]{3}/.test(path)) continue;
      expect([path, (await registry.fetch(path)).status]).toEqual([path, 200]);
    }
  });

  test.each<[string, Settings, RegExp, RegExp]>([
    ["a token", {}, /Publishing needs a token/, /Publishing needs no token/],
    [
      "none",
      { auth: { open_publish: true } },
      /Publishing needs no token/,
      /Publishing needs a token/,
    ],
  ])("says whether publishing needs a token: %s", async (_, config, says, doesNot) => {
    await using registry = await startRegistry({ config });
    const text = await (await registry.fetch("/llms.txt")).text();

    expect(text).toMatch(says);
    expect(text).not.toMatch(doesNot);
  });
});

describe("GET /agent.json", () => {
  test("has addresses that answer and a health check that holds", async () => {
    await using registry = await startRegistry();
    const manifest = await json(registry, "/agent.json");
    const { endpoint, expected_response: expected } = manifest["health_check"] as {
      endpoint: string;
      expected_response: unknown;
    };
    const endpoints = manifest["endpoints"] as Readonly<Record<string, string>>;

    expect(manifest).toMatchObject({ type: "npm-registry", license: "Apache-2.0" });
    expect(await json(registry, new URL(endpoint).pathname)).toEqual(expected);
    for (const name of ["registry", "docs", "openapi", "capabilities"]) {
      const path = new URL(endpoints[name] ?? "").pathname;
      expect([name, (await registry.fetch(path)).status]).toEqual([name, 200]);
    }
  });

  test("has commands that the command line knows", async () => {
    await using registry = await startRegistry();
    const { commands } = (await json(registry, "/agent.json")) as {
      commands: Readonly<Record<string, string>>;
    };
    const ours = Object.values(commands).filter((line) => line.startsWith("agentregistry "));

    expect(ours.length).toBeGreaterThanOrEqual(5);
    for (const line of ours) {
      const { code, out } = await runInside([...line.split(" ").slice(1), "--help"]);
      expect([line, code]).toEqual([line, 0]);
      // The help of the command itself, not of the program that does not know it.
      expect(out.split("\n")[0]).toContain(line.split(" ").slice(0, 2).join(" "));
      for (const flag of line.split(" ").filter((word) => word.startsWith("--"))) {
        expect(out).toContain(flag);
      }
    }
  });
});

test("robots.txt lets nobody in", async () => {
  await using registry = await startRegistry();
  expect(await (await registry.fetch("/robots.txt")).text()).toBe("User-agent: *\nDisallow: /\n");
});
