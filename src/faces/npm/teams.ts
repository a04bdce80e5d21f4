import { z } from "zod";
import {
  addTeamMember,
  createTeam,
  destroyTeam,
  removeTeamMember,
  teamMembersOf,
  teamsOf,
} from "../../access/teams.ts";
import { parseTeamName } from "../../names/org-name.ts";
import { route } from "../route.ts";
import { Done, done, OrgParams, TeamParams } from "./account-params.ts";

const User = z.looseObject({ user: z.string().min(1).max(300) });

const listTeams = (path: string) =>
  route({
    method: "GET",
    path,
    summary: "The teams of an organization, as organization:team",
    access: "token",
    params: OrgParams,
    reply: { status: 200, body: z.array(z.string()) },
    async run(app, { caller, params: { org } }) {
      return (await teamsOf(app, caller, org)).map((team) => `${org}:${team}`);
    },
  });

export const listTeamsRoute = listTeams("/-/org/:org/team");
/** The one path of yarn 1 that does not begin with a hyphen. */
export const listTeamsLegacyRoute = listTeams("/org/:org/team");

export const createTeamRoute = route({
  method: "PUT",
  path: "/-/org/:org/team",
  summary: "Make a team in an organization",
  access: "token",
  params: OrgParams,
  body: z.looseObject({
    name: z.string().max(300).transform(parseTeamName),
    description: z.string().max(1000).nullish(),
  }),
  reply: { status: 201, body: Done.extend({ name: z.string() }) },
  async run(app, { caller, params: { org }, body: { name, description } }) {
    await createTeam(app, caller, { org, name, description: description ?? "" });
    return { ...done, name };
  },
});

export const destroyTeamRoute = route({
  method: "DELETE",
  path: "/-/team/:org/:team",
  summary: "Remove a team and what it was granted",
  access: "token",
  params: TeamParams,
  reply: { status: 200, body: Done },
  async run(app, { caller, params: { org, team } }) {
    await destroyTeam(app, caller, org, team);
    return done;
  },
});

export const listTeamMembersRoute = route({
  method: "GET",
  path: "/-/team/:org/:team/user",
  summary: "The members of a team",
  access: "token",
  params: TeamParams,
  reply: { status: 200, body: z.array(z.string()) },
  run: async (app, { caller, params: { org, team } }) =>
    await teamMembersOf(app, caller, org, team),
});

export const addTeamMemberRoute = route({
  method: "PUT",
  path: "/-/team/:org/:team/user",
  summary: "Add a member of the organization to a team",
  access: "token",
  params: TeamParams,
  body: User,
  reply: { status: 201, body: Done },
  async run(app, { caller, params: { org, team }, body: { user } }) {
    await addTeamMember(app, caller, { org, team, user });
    return done;
  },
});

export const removeTeamMemberRoute = route({
  method: "DELETE",
  path: "/-/team/:org/:team/user",
  summary: "Take somebody out of a team",
  access: "token",
  params: TeamParams,
  body: User,
  reply: { status: 200, body: Done },
  async run(app, { caller, params: { org, team }, body: { user } }) {
    await removeTeamMember(app, caller, { org, team, user });
    return done;
  },
});
