import { z } from "zod";
import { membersOf, removeMember, setMember } from "../../../access/members.ts";
import {
  addTeamMember,
  createTeam,
  destroyTeam,
  removeTeamMember,
  teamMembersOf,
  teamsOf,
} from "../../../access/teams.ts";
import { resetPassword } from "../../../access/users.ts";
import { parseOrgName, parseTeamName } from "../../../names/org-name.ts";
import { parseUserName } from "../../../names/user-name.ts";
import { action } from "../action.ts";

const OrgField = z.string().min(1).max(200).transform(parseOrgName);
const TeamField = z.string().min(1).max(200).transform(parseTeamName);
const UserField = z.string().min(1).max(200).transform(parseUserName);

const getOrg = action({
  name: "getOrg",
  about: "Who belongs to an organization, and its teams.",
  scope: "admin",
  input: z.object({ name: OrgField }),
  answers: "org",
  async run(app, { caller }, { name }) {
    const members = [...(await membersOf(app, caller, name))];
    const teams: { readonly name: string; readonly members: readonly string[] }[] = [];
    for (const team of await teamsOf(app, caller, name)) {
      teams.push({ name: team, members: await teamMembersOf(app, caller, name, team) });
    }
    return { name, members: members.map(([user, role]) => ({ user, role })), teams };
  },
});

const setMemberAction = action({
  name: "setMember",
  about: "Adds somebody to an organization, or changes what they are in it.",
  scope: "admin",
  input: z.object({
    org: OrgField,
    user: UserField,
    role: z.enum(["owner", "admin", "developer"]).default("developer"),
  }),
  answers: "memberSet",
  async run(app, { caller }, { org, user, role }) {
    return { org, user, role, ...(await setMember(app, caller, org, { user, role })) };
  },
});

const removeMemberAction = action({
  name: "removeMember",
  about: "Takes somebody out of an organization and its teams.",
  scope: "admin",
  input: z.object({ org: OrgField, user: UserField }),
  answers: "memberRemoved",
  async run(app, { caller }, { org, user }) {
    await removeMember(app, caller, org, user);
    return { org, user };
  },
});

const createTeamAction = action({
  name: "createTeam",
  about: "Makes a team inside an organization.",
  scope: "admin",
  input: z.object({ org: OrgField, team: TeamField, description: z.string().max(500).default("") }),
  answers: "teamCreated",
  async run(app, { caller }, { org, team, description }) {
    await createTeam(app, caller, { org, name: team, description });
    return { org, team };
  },
});

const removeTeam = action({
  name: "removeTeam",
  about: "Removes a team with what it was granted; its members stay in the organization.",
  scope: "admin",
  input: z.object({ org: OrgField, team: TeamField }),
  answers: "teamRemoved",
  async run(app, { caller }, { org, team }) {
    await destroyTeam(app, caller, org, team);
    return { org, team };
  },
});

const addTeamMemberAction = action({
  name: "addTeamMember",
  about: "Adds a member of an organization to one of its teams.",
  scope: "admin",
  input: z.object({ org: OrgField, team: TeamField, user: UserField }),
  answers: "teamMemberAdded",
  async run(app, { caller }, member) {
    await addTeamMember(app, caller, member);
    return member;
  },
});

const removeTeamMemberAction = action({
  name: "removeTeamMember",
  about: "Takes somebody out of a team.",
  scope: "admin",
  input: z.object({ org: OrgField, team: TeamField, user: UserField }),
  answers: "teamMemberRemoved",
  async run(app, { caller }, member) {
    await removeTeamMember(app, caller, member);
    return member;
  },
});

const resetPasswordAction = action({
  name: "resetPassword",
  about: "Sets a new password for somebody who lost theirs.",
  scope: "admin",
  input: z.object({
    name: UserField,
    password: z.string().max(1000),
    disable_2fa: z.boolean().default(false).describe("Take away the second factor as well."),
  }),
  answers: "passwordReset",
  async run(app, { caller }, { name, password, disable_2fa: dropsTfa }) {
    await resetPassword(app, caller, name, { password, dropsTfa });
    return { name };
  },
});

export const peopleActions = [
  getOrg,
  setMemberAction,
  removeMemberAction,
  createTeamAction,
  removeTeam,
  addTeamMemberAction,
  removeTeamMemberAction,
  resetPasswordAction,
];
