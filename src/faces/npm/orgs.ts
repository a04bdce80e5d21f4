import { z } from "zod";
import { membersOf, removeMember, setMember } from "../../access/members.ts";
import { route } from "../route.ts";
import { Done, done, OrgParams } from "./account-params.ts";

const Name = z.string().min(1).max(300);

export const listMembersRoute = route({
  method: "GET",
  path: "/-/org/:org/user",
  summary: "The members of an organization and their roles",
  access: "token",
  params: OrgParams,
  reply: { status: 200, body: z.record(z.string(), z.string()) },
  run: async (app, { caller, params: { org } }) =>
    Object.fromEntries(await membersOf(app, caller, org)),
});

export const setMemberRoute = route({
  method: "PUT",
  path: "/-/org/:org/user",
  summary: "Add a user to an organization, or change their role",
  access: "token",
  params: OrgParams,
  body: z.looseObject({
    user: Name,
    role: z.enum(["owner", "admin", "developer"]).default("developer"),
  }),
  reply: {
    status: 200,
    body: z.looseObject({
      org: z.object({ name: z.string(), size: z.int() }),
      user: z.string(),
      role: z.string(),
    }),
  },
  async run(app, { caller, params: { org }, body }) {
    const user = body.user.replace(/^[@~]/, "");
    const { size } = await setMember(app, caller, org, { user, role: body.role });
    return { ...done, org: { name: org, size }, user, role: body.role };
  },
});

export const removeMemberRoute = route({
  method: "DELETE",
  path: "/-/org/:org/user",
  summary: "Take a user out of an organization and its teams",
  access: "token",
  params: OrgParams,
  body: z.looseObject({ user: Name }),
  reply: { status: 200, body: Done },
  async run(app, { caller, params: { org }, body }) {
    await removeMember(app, caller, org, body.user.replace(/^[@~]/, ""));
    return done;
  },
});
