import { z } from "zod";
import { registryHealth } from "../../overview/health.ts";
import { type Route, route } from "../route.ts";

const Health = z
  .looseObject({
    status: z.enum(["healthy", "degraded"]),
    timestamp: z.string(),
    version: z.string(),
  })
  .meta({ id: "Health" });

const at = (path: string): Route =>
  route({
    method: "GET",
    path,
    summary: "How the registry is, in figures",
    access: "open",
    reply: { status: 200, body: Health },
    async run(app) {
      const health = await registryHealth(app);
      if (health.status === "healthy") return health;
      return Response.json(health, { status: 503, headers: { "cache-control": "no-store" } });
    },
  });

export const healthRoute = at("/-/health");

export const healthRoutes: readonly Route[] = [healthRoute, at("/health")];
