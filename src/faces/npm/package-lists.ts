import { z } from "zod";
import { parsePackageName } from "../../names/package-name.ts";
import {
  grant,
  type PackageList,
  packagesOfOrg,
  packagesOfTeam,
  packagesOfUser,
  revokeGrant,
} from "../../packages/packages-of.ts";
import { route } from "../route.ts";
import { Done, done, OrgParams, TeamParams } from "./account-params.ts";
import { decodeSegment } from "./path.ts";

const List = z.record(z.string(), z.enum(["read", "write"]));
const Package = z.string().max(300).transform(parsePackageName);

export const orgPackagesRoute = route({
  method: "GET",
  path: "/-/org/:org/package",
  summary: "The packages of an organization, and what the caller may do with each",
  access: "token",
  params: OrgParams,
  reply: { status: 200, body: List },
  run: async (app, { caller, params: { org } }) => shown(await packagesOfOrg(app, caller, org)),
});

export const userPackagesRoute = route({
  method: "GET",
  path: "/-/user/:user/package",
  summary: "The packages that a user may change, or was let at by a team",
  access: "token",
  params: z.object({ user: z.string().transform(decodeSegment) }),
  reply: { status: 200, body: List },
  run: async (app, { caller, params: { user } }) =>
    shown(await packagesOfUser(app, caller, user.replace(/^@/, ""))),
});

export const teamPackagesRoute = route({
  method: "GET",
  path: "/-/team/:org/:team/package",
  summary: "What a team was granted",
  access: "token",
  params: TeamParams,
  reply: { status: 200, body: List },
  run: async (app, { caller, params: { org, team } }) =>
    shown(await packagesOfTeam(app, caller, org, team)),
});

export const grantRoute = route({
  method: "PUT",
  path: "/-/team/:org/:team/package",
  summary: "Let a team at a package of its organization",
  access: "token",
  params: TeamParams,
  body: z.looseObject({ package: Package, permissions: z.enum(["read-only", "read-write"]) }),
  reply: { status: 201, body: Done },
  async run(app, { caller, params: { org, team }, body }) {
    await grant(app, caller, { org, team, name: body.package }, body.permissions);
    return done;
  },
});

export const revokeGrantRoute = route({
  method: "DELETE",
  path: "/-/team/:org/:team/package",
  summary: "Take back what a team was granted",
  access: "token",
  params: TeamParams,
  body: z.looseObject({ package: Package }),
  reply: { status: 200, body: Done },
  async run(app, { caller, params: { org, team }, body }) {
    await revokeGrant(app, caller, { org, team, name: body.package });
    return done;
  },
});

function shown(list: PackageList): Record<string, "read" | "write"> {
  return Object.fromEntries(list);
}
