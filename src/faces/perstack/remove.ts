import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { unpublishExpert } from "../../packages/unpublish-expert.ts";
import { route } from "../route.ts";
import { KeyParams } from "./params.ts";
import { perstackRoot } from "./root.ts";

/**
 * A key without a version means the newest everywhere else. Here it is refused, because clients let
 * one pass and would remove what nobody named (perstack-registry §9).
 */
const VersionParams = KeyParams.transform(({ key: { name, version } }) => {
  if (version !== null) return { name, version };
  throw new RegistryError("invalid", "name the version to remove, such as name@1.2.3", {
    fields: { issues: [{ path: "key", message: "must name a version, such as name@1.2.3" }] },
  });
});

export const removeExpertRoute = route({
  method: "DELETE",
  path: `${perstackRoot}/:key`,
  summary: "Remove one version of an Expert for good",
  access: "publish",
  checksPathFirst: true,
  params: VersionParams,
  // The client takes an answer without a JSON object for a failure.
  reply: { status: 200, body: z.object({}) },
  async run(app, { caller, params: { name, version } }) {
    await unpublishExpert(app, caller, name, version);
    return {};
  },
});
