import { z } from "zod";
import { findVersionOf } from "../../packages/find-version.ts";
import { route } from "../route.ts";
import { VersionParams } from "./params.ts";

export const VersionMetadata = z
  .looseObject({
    name: z.string(),
    version: z.string(),
    dist: z.looseObject({
      tarball: z.string(),
      integrity: z.string().optional(),
      shasum: z.string().optional(),
    }),
  })
  .meta({ id: "VersionMetadata" });

/** One version by number, dist-tag or range. */
export const versionRoute = route({
  method: "GET",
  path: "/:name/:version",
  summary: "One version of a package, by version, dist-tag or range",
  operationId: "getPackageVersion",
  access: "open",
  params: VersionParams,
  reply: { status: 200, body: VersionMetadata },

  async run(app, { base, params: { name, version }, whoAsks }) {
    const found = await findVersionOf(app, name, version, base, whoAsks);
    const forWhom = found.isRestricted ? "private" : "public";
    return Response.json(found.manifest, { headers: { "cache-control": `${forWhom}, no-cache` } });
  },
});
