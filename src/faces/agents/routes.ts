import type { Route } from "../route.ts";
import { agentJsonRoute } from "./agent-json.ts";
import { capabilitiesRoute } from "./capabilities.ts";
import { llmsTxtRoute } from "./llms-txt.ts";
import { mcpRoute, mcpSessionRoutes } from "./mcp.ts";

/** What a program reads to find out what it may do here, and the tools that it calls. */
export const agentRoutes: readonly Route[] = [
  capabilitiesRoute,
  llmsTxtRoute,
  agentJsonRoute,
  mcpRoute,
  ...mcpSessionRoutes,
];
