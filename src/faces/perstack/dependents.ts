import { z } from "zod";
import { listExpertDependents } from "../../packages/expert-dependents.ts";
import { route } from "../route.ts";
import { KeyParams } from "./params.ts";
import { perstackRoot } from "./root.ts";

/** An addition of ours to the protocol, whose clients do not ask for it. */
export const listExpertDependentsRoute = route({
  method: "GET",
  path: `${perstackRoot}/:key/dependents`,
  summary: "The Experts published here that delegate to one version",
  access: "open",
  checksPathFirst: true,
  params: KeyParams,
  reply: {
    status: 200,
    body: z.object({
      data: z.object({
        key: z.string(),
        dependents: z.array(
          z.object({
            key: z.string(),
            delegate: z.string().describe("The key by which it delegates."),
            status: z.enum(["available", "deprecated", "disabled"]),
          }),
        ),
      }),
      meta: z.object({ total: z.int() }),
    }),
  },
  async run(app, { params: { key }, whoAsks }) {
    const found = await listExpertDependents(app, await whoAsks(), key);
    return {
      data: { key: found.key, dependents: [...found.dependents] },
      meta: { total: found.dependents.length },
    };
  },
});
