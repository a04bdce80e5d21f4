import { z } from "zod";
import { userNameOf } from "../../access/permit.ts";
import { route } from "../route.ts";

/** Who a token belongs to. */
export const whoamiRoute = route({
  method: "GET",
  path: "/-/whoami",
  summary: "The user or organization that the token belongs to",
  access: "token",
  reply: { status: 200, body: z.object({ username: z.string() }) },
  run: async (_app, { caller }) => ({ username: userNameOf(caller) }),
});
