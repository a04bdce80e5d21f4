import { z } from "zod";
import { revokeSecret } from "../../access/tokens.ts";
import { route } from "../route.ts";
import { decodeSegment } from "./path.ts";

/** What `npm logout` sends: the token itself is the proof that it may be revoked. */
export const logoutRoute = route({
  method: "DELETE",
  path: "/-/user/token/:token",
  summary: "Revoke the token that is named",
  access: "anyone",
  params: z.object({ token: z.string().transform(decodeSegment) }),
  reply: { status: 200, body: z.object({ ok: z.string() }) },
  async run(app, { params }) {
    await revokeSecret(app, params.token);
    return { ok: "Logged out" };
  },
});
