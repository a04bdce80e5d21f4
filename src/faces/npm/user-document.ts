import { z } from "zod";
import { principalNamed } from "../../access/accounts.ts";
import { placeholderEmail } from "../../access/profile.ts";
import { RegistryError } from "../../errors.ts";
import { route } from "../route.ts";
import { UserDocumentParams } from "./account-params.ts";

/**
 * What `npm owner add` looks a person up with. Whoever is not logged in learns nothing; the answer is an
 * object all the same, for the clients that read it in the middle of a login (npm-wire-protocol §12.1).
 */
export const userDocumentRoute = route({
  method: "GET",
  path: "/-/user/:user",
  summary: "The public part of an account, for callers with a token",
  access: "anyone",
  params: UserDocumentParams,
  reply: { status: 200, body: z.looseObject({ name: z.string().optional() }) },
  async run(app, { params: { user: name }, whoAsks }) {
    const caller = await whoAsks();
    if (caller.kind === "anonymous") return { ok: false };
    if ((await principalNamed(app, name)) === null) {
      throw new RegistryError("not_found", "there is no user of that name");
    }
    return {
      _id: `org.couchdb.user:${name}`,
      _rev: "1-0",
      name,
      email: placeholderEmail(name),
      type: "user",
      roles: [],
    };
  },
});
