import { z } from "zod";
import { createOrg, listOrgs } from "../../../access/orgs.ts";
import { createToken, listTokens, revokeToken } from "../../../access/tokens.ts";
import { createUser, listUsers } from "../../../access/users.ts";
import { addBlocks, listAllBlocks, removeBlock } from "../../../known-bad/blocks.ts";
import { parseUserName } from "../../../names/user-name.ts";
import { removeUser } from "../../../packages/remove-user.ts";
import { action } from "../action.ts";
import { IdField, limitOf, None, ReasonField } from "./fields.ts";

const getOrgs = action({
  name: "getOrgs",
  about: "The organizations of this registry.",
  scope: "admin",
  input: None,
  answers: "orgs",
  run: async (app, { caller }) => ({ orgs: await listOrgs(app, caller) }),
});

const createOrgAction = action({
  name: "createOrg",
  about: "Takes a scope for this registry.",
  scope: "admin",
  input: z.object({ name: z.string().min(1).max(200) }),
  answers: "orgCreated",
  run: async (app, { caller }, { name }) => ({ ...(await createOrg(app, caller, name)) }),
});

const getUsers = action({
  name: "getUsers",
  about: "The accounts of this registry.",
  scope: "admin",
  input: None,
  answers: "users",
  run: async (app, { caller }) => ({ users: await listUsers(app, caller) }),
});

const UserField = z.string().max(200).transform(parseUserName);

const createUserAction = action({
  name: "createUser",
  about: "Adds an account for a person.",
  scope: "admin",
  input: z.object({
    name: UserField,
    password: z.string().max(1000),
    email: z.string().max(300).default(""),
  }),
  answers: "userCreated",
  async run(app, { caller }, user) {
    await createUser(app, caller, user);
    return { name: user.name };
  },
});

const removeUserAction = action({
  name: "removeUser",
  about: "Removes an account with its tokens and all that it may do; what it published stays.",
  scope: "admin",
  input: z.object({ name: UserField }),
  answers: "userRemoved",
  async run(app, { caller }, { name }) {
    await removeUser(app, caller, name);
    return { name };
  },
});

const getTokens = action({
  name: "getTokens",
  about: "Every token, without its secret.",
  scope: "admin",
  input: None,
  answers: "tokens",
  run: async (app, { caller }) => ({ tokens: await listTokens(app, caller) }),
});

const createTokenAction = action({
  name: "createToken",
  about: "Makes a token; its secret is in this answer and nowhere else.",
  scope: "admin",
  input: z.object({
    org: z.string().max(200).optional(),
    scopes: z
      .array(z.enum(["read", "publish", "review", "admin"]))
      .min(1)
      .default(["read", "publish"]),
    label: z.string().max(200).default("token"),
    packages: z.array(z.string().max(512)).max(1000).default([]),
    agent: z.boolean().default(false),
    expires_at: z.iso.datetime().optional(),
  }),
  answers: "tokenCreated",
  async run(app, { caller }, { org, agent, expires_at, ...rest }) {
    const limits = { isAgent: agent, expiresAt: expires_at ?? null };
    const request = { ...rest, ...limits, org: org?.replace(/^@/, "") ?? null };
    return { ...(await createToken(app, caller, request)) };
  },
});

const revokeTokenAction = action({
  name: "revokeToken",
  about: "Revokes a token by its id.",
  scope: "admin",
  input: z.object({ id: IdField }),
  answers: "tokenRevoked",
  run: async (app, { caller }, { id }) => ({ ...(await revokeToken(app, caller, id)) }),
});

const Subject = z.string().min(1).max(512).describe("name, name@range, or a digest of the tarball");

const getBlocks = action({
  name: "getBlocks",
  about: "What is listed as bad, here and in the lists of the settings, the newest first.",
  scope: "admin",
  input: z.object({ limit: limitOf(1000, 10_000) }),
  answers: "blocks",
  run: async (app, { caller }, { limit }) => ({ blocks: await listAllBlocks(app, caller, limit) }),
});

const addBlock = action({
  name: "addBlock",
  about: "Lists a package, versions or bytes as bad: they are held without being fetched.",
  scope: "admin",
  input: z.object({ subject: Subject, reason: ReasonField }),
  answers: "blockAdded",
  run: async (app, { caller }, entry) => ({ blocked: await addBlocks(app, caller, [entry]) }),
});

const removeBlockAction = action({
  name: "removeBlock",
  about: "Takes an entry off the list of this registry.",
  scope: "admin",
  input: z.object({ subject: Subject }),
  answers: "blockRemoved",
  run: async (app, { caller }, { subject }) => ({ ...(await removeBlock(app, caller, subject)) }),
});

export const accessActions = [
  getOrgs,
  createOrgAction,
  getUsers,
  createUserAction,
  removeUserAction,
  getTokens,
  createTokenAction,
  revokeTokenAction,
  getBlocks,
  addBlock,
  removeBlockAction,
];
