import { z } from "zod";
import { fetchFromSource } from "../../intent/sources/fetch-from-source.ts";
import { route } from "../route.ts";
import { selectionOf, sourceQuery } from "./source-query.ts";
import { sourceRoot } from "./wire.ts";

/** What `agentregistry registry fetch` sends. */
export const fetchRoute = route({
  method: "POST",
  path: `${sourceRoot}/fetch`,
  summary: "Take a version over from another registry: verified, scanned and asked of the policy",
  access: "publish",
  body: z.object({
    id: z.string().min(1).max(256).describe("An id, or the package name of an Expert."),
    version: z.string().min(1).max(256).optional().describe("Without it, the newest."),
    registry: sourceQuery.registry,
  }),
  reply: {
    status: 201,
    body: z.object({
      status: z.literal("ok"),
      id: z.string(),
      version: z.string(),
      kind: z.enum(["expert", "pack"]),
      digest: z.string(),
      source: z.string(),
      signature: z.enum(["verified", "unverified", "unsigned", "invalid"]),
      verified_by: z.array(z.string()),
      repeated: z.boolean().describe("It was here already."),
      warnings: z.array(z.string()),
    }),
  },
  async run(app, { caller, body: { id, version = null, registry } }) {
    const { sources } = await selectionOf(app, { registry }, async () => caller);
    const fetched = await fetchFromSource(app, caller, id, version, sources);
    const { verifiedBy, isRepeat, ...told } = fetched;
    return { status: "ok", ...told, verified_by: verifiedBy, repeated: isRepeat };
  },
});
