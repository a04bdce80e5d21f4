import { z } from "zod";
import packageJson from "../../../package.json" with { type: "json" };
import { personDecides } from "../../gate/refusal-fields.ts";
import type { PackageName } from "../../names/package-name.ts";
import { route } from "../route.ts";
import { discovery } from "./discovery.ts";
import { type Instance, instanceOf } from "./instance.ts";
import { respondTagged } from "./respond-tagged.ts";
import { ToolDefinition, toolDefinitions } from "./tool-definitions.ts";

const Capabilities = z
  .looseObject({
    name: z.string(),
    version: z.string(),
    description: z.string(),
    agent_optimized: z.boolean(),
    protocols: z.array(z.string()),
    discovery: z.record(z.string(), z.string()),
    tools: z.array(ToolDefinition),
    security: z.record(z.string(), z.boolean()),
    errors: z.looseObject({
      structured: z.boolean(),
      includes_remediation: z.boolean(),
      example: z.looseObject({}),
    }),
  })
  .meta({ id: "Capabilities" });

/** What a program can do here and what holds of this server, for a program that has never seen it. */
export const capabilitiesRoute = route({
  method: "GET",
  path: discovery.capabilities,
  summary: "What programs can do here, and what holds of this server",
  operationId: "getCapabilities",
  access: "open",
  reply: { status: 200, body: Capabilities },
  run: async (app, { request, base }) =>
    respondTagged(
      request,
      "application/json",
      JSON.stringify(capabilitiesOf(instanceOf(app.config, base))),
    ),
});

export function capabilitiesOf({
  version,
  base,
  security,
}: Instance): z.input<typeof Capabilities> {
  return {
    name: packageJson.name,
    version,
    description: packageJson.description,
    agent_optimized: true,
    registry: `${base}/`,
    protocols: ["http", "websocket", "mcp"],
    discovery: { ...discovery },
    tools: [...toolDefinitions()],
    security: { ...security },
    errors: {
      structured: true,
      includes_remediation: true,
      example: exampleOf(base),
    },
  };
}

/** A refusal as this server would word it, about a package that nobody has. */
function exampleOf(base: string): Record<string, unknown> {
  const release = { name: "example" as PackageName, version: "1.0.0" };
  const fields = personDecides(release, "install", ["INS-01"]);
  return {
    error: "Package blocked by security scan",
    admin_url: `${base}/-/admin`,
    ...fields,
    status_url: `${base}${fields.status_url}`,
  };
}
