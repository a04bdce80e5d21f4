import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { listExpertVersions } from "../../packages/experts.ts";
import { route } from "../route.ts";
import { KeyParams } from "./params.ts";
import { perstackRoot } from "./root.ts";
import { ExpertDigest, expertDigests } from "./wire.ts";

export const listExpertVersionsRoute = route({
  method: "GET",
  path: `${perstackRoot}/:key/versions`,
  summary: "The versions of an Expert, the highest first",
  access: "open",
  checksPathFirst: true,
  params: KeyParams,
  reply: {
    status: 200,
    body: z.object({
      data: z.object({ versions: z.array(ExpertDigest), latest: z.string() }),
      meta: z.object({ total: z.int() }),
    }),
  },
  async run(app, { params: { key }, whoAsks }) {
    const { name, versions, latest } = await listExpertVersions(app, await whoAsks(), key.name);
    if (latest === null) throw new RegistryError("not_found", `${name} has no latest version`);
    return {
      data: { versions: await expertDigests(app, name, versions), latest: latest.version },
      meta: { total: versions.length },
    };
  },
});
