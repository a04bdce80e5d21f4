import { z } from "zod";
import { allKeys } from "../../trust/keys.ts";
import { SigningKeySchema } from "../../trust/signing-key.ts";
import { route } from "../route.ts";

/** What `npm audit signatures` checks dist.signatures with (npm-wire-protocol §15.3). */
export const keysRoute = route({
  method: "GET",
  path: "/-/npm/v1/keys",
  summary: "Public keys that versions are signed with: ours and those of the upstreams",
  access: "open",
  reply: { status: 200, body: z.object({ keys: z.array(SigningKeySchema) }) },
  run: async (app) => ({ keys: await allKeys(app) }),
});
