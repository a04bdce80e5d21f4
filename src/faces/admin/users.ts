import { z } from "zod";
import { createUser, listUsers, resetPassword } from "../../access/users.ts";
import { parseUserName } from "../../names/user-name.ts";
import { removeUser } from "../../packages/remove-user.ts";
import { decodeSegment } from "../npm/path.ts";
import { route } from "../route.ts";

const Named = z.object({ name: z.string().transform(decodeSegment) });
const Ok = z.object({ ok: z.boolean(), name: z.string() });

export const addUserRoute = route({
  method: "POST",
  path: "/-/admin/users",
  summary: "Add an account for a person",
  access: "token",
  body: z.strictObject({
    name: z.string().transform(parseUserName),
    password: z.string().max(1000),
    email: z.string().max(300).default(""),
  }),
  reply: { status: 201, body: Ok },
  async run(app, { caller, body }) {
    await createUser(app, caller, body);
    return { ok: true, name: body.name };
  },
});

export const listUsersRoute = route({
  method: "GET",
  path: "/-/admin/users",
  summary: "The accounts of this registry",
  access: "token",
  reply: {
    status: 200,
    body: z.object({
      users: z.array(
        z.looseObject({
          name: z.string(),
          email: z.string(),
          tfa: z.string().nullable(),
          createdAt: z.string(),
        }),
      ),
    }),
  },
  run: async (app, { caller }) => ({ users: await listUsers(app, caller) }),
});

export const removeUserRoute = route({
  method: "DELETE",
  path: "/-/admin/users/:name",
  summary: "Remove an account with its tokens and all that it may do; what it published stays",
  access: "token",
  params: Named,
  reply: { status: 200, body: Ok },
  async run(app, { caller, params: { name } }) {
    await removeUser(app, caller, name);
    return { ok: true, name };
  },
});

export const resetPasswordRoute = route({
  method: "POST",
  path: "/-/admin/users/:name/password",
  summary: "Set a new password for somebody who lost theirs",
  access: "token",
  params: Named,
  body: z.strictObject({ password: z.string().max(1000), disable_2fa: z.boolean().default(false) }),
  reply: { status: 200, body: Ok },
  async run(app, { caller, params: { name }, body }) {
    const { password, disable_2fa: dropsTfa } = body;
    await resetPassword(app, caller, name, { password, dropsTfa });
    return { ok: true, name };
  },
});
