import { z } from "zod";
import { updateExpert } from "../../packages/update-expert.ts";
import { route } from "../route.ts";
import { KeyParams } from "./params.ts";
import { Tags } from "./publish.ts";
import { perstackRoot } from "./root.ts";
import { OneExpert, oneExpert } from "./wire.ts";

const Body = z
  .object({
    status: z.enum(["available", "deprecated", "disabled"]).optional(),
    tags: Tags.optional(),
  })
  .refine(({ status, tags }) => status !== undefined || tags !== undefined, {
    error: "must have a status, tags, or both",
  });

export const updateExpertRoute = route({
  method: "POST",
  path: `${perstackRoot}/:key`,
  summary: "Change the status of a version, or replace its tags",
  access: "publish",
  checksPathFirst: true,
  params: KeyParams,
  body: Body,
  reply: { status: 200, body: OneExpert },
  run: async (app, { caller, params: { key }, body }) =>
    await oneExpert(app, await updateExpert(app, caller, key, body)),
});
