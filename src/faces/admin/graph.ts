import { z } from "zod";
import { wholeGraph } from "../../overview/whole-graph.ts";
import { route } from "../route.ts";

/** All of it at once, for programs that draw; `getGraphRoots` and `getGraphNode` ask step by step. */
export const graphRoute = route({
  method: "GET",
  path: "/api/graph",
  summary: "What is stored and what needs what",
  access: "token",
  reply: {
    status: 200,
    body: z.object({
      nodes: z.array(
        z.object({
          id: z.string(),
          group: z.enum(["local", "upstream", "unknown"]),
          version: z.string().nullable(),
        }),
      ),
      links: z.array(z.object({ source: z.string(), target: z.string() })),
      truncated: z.boolean().describe("Whether there is more than this."),
    }),
  },
  run: async (app, { caller }) => ({ ...(await wholeGraph(app, caller)) }),
});
