import { z } from "zod";
import packageJson from "../../../package.json" with { type: "json" };
import { route } from "../route.ts";
import { discovery } from "./discovery.ts";
import { type Instance, instanceOf } from "./instance.ts";
import { respondTagged } from "./respond-tagged.ts";

const texts = z.record(z.string(), z.string());

const AgentManifest = z.looseObject({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  type: z.literal("npm-registry"),
  license: z.string(),
  endpoints: texts,
  commands: texts,
  health_check: z.object({ endpoint: z.string(), expected_response: z.unknown() }),
  capabilities: z.array(z.string()),
  ai_agent_features: z.record(z.string(), z.boolean()),
  troubleshooting: z.record(z.string(), z.object({ cause: z.string(), solution: z.string() })),
});

/** Addresses, commands and first aid, for a program that has to run and mend this registry. */
export const agentJsonRoute = route({
  method: "GET",
  path: discovery.agent,
  summary: "Addresses, commands and first aid, for programs",
  access: "open",
  reply: { status: 200, body: AgentManifest },
  run: async (app, { request, base }) =>
    respondTagged(
      request,
      "application/json",
      JSON.stringify(agentManifest(instanceOf(app.config, base))),
    ),
});

function agentManifest({ version, base, security }: Instance): z.input<typeof AgentManifest> {
  return {
    name: packageJson.name,
    version,
    description: packageJson.description,
    type: "npm-registry",
    license: packageJson.license,
    endpoints: {
      registry: `${base}/`,
      admin: `${base}/-/admin`,
      websocket: `${base.replace(/^http/, "ws")}/-/admin/ws`,
      docs: `${base}${discovery.llms_txt}`,
      openapi: `${base}${discovery.openapi}`,
      capabilities: `${base}${discovery.capabilities}`,
      mcp: `${base}${discovery.mcp}`,
    },
    // Whole lines for a shell; what has to be filled in is written in capitals.
    commands: {
      start: "agentregistry start",
      start_daemon: "agentregistry start --daemon",
      stop: "agentregistry stop",
      status: "agentregistry status",
      publish: `npm publish --registry ${base}/`,
      install: `npm install NAME --registry ${base}/`,
      why: "agentregistry why NAME",
      mcp: "agentregistry mcp",
      admin: "agentregistry admin",
    },
    health_check: { endpoint: `${base}/-/ping`, expected_response: { ok: true } },
    capabilities: [
      "npm-registry",
      "expert-registry",
      "security-scan",
      "quarantine",
      "search",
      "intent-search",
      "audit",
      "mcp",
      ...(security.reads_through_to_upstream ? ["upstream-proxy"] : []),
    ],
    ai_agent_features: {
      structured_errors: true,
      openapi_spec: true,
      machine_readable_manifest: true,
      websocket_admin_api: true,
      idempotent_operations: true,
      mcp: true,
    },
    troubleshooting: {
      "connection refused": {
        cause: "The registry does not run, or on another port.",
        solution: "agentregistry status; then agentregistry start",
      },
      "403 with ai_directive STOP_AND_WAIT_FOR_HUMAN": {
        cause: "The scan holds the package.",
        solution: "Stop and tell the user; only a person decides: agentregistry quarantine list",
      },
      "401 unauthorized": {
        cause: "This needs a token of this registry.",
        solution: "A person runs agentregistry login, or makes a token for you.",
      },
      "a version is missing": {
        cause: "It is held, or the owner's policy withholds it.",
        solution: "agentregistry why NAME, or GET /-/why/NAME",
      },
      "403 version_exists": {
        cause: "This version was published before with other bytes.",
        solution: "Publish the next version number.",
      },
    },
  };
}
