import { z } from "zod";
import { createOrg, listOrgs } from "../../access/orgs.ts";
import { allScopes } from "../../access/permit.ts";
import { createToken, listTokens, revokeToken } from "../../access/tokens.ts";
import { parseNewPackageName } from "../../names/package-name.ts";
import { claim } from "../../packages/ownership.ts";
import { decodeSegment } from "../npm/path.ts";
import { route } from "../route.ts";

const Scope = z.enum(allScopes as [string, ...string[]] as ["read", "publish", "review", "admin"]);
const Token = z.looseObject({ id: z.string(), label: z.string(), scopes: z.array(Scope) });
const Org = z.object({ name: z.string(), createdBy: z.string(), createdAt: z.string() });

export const createTokenRoute = route({
  method: "POST",
  path: "/-/admin/tokens",
  summary: "Make a token; its secret is in this answer and nowhere else",
  access: "token",
  body: z.strictObject({
    org: z.string().nullish(),
    scopes: z.array(Scope).min(1).default(["read", "publish"]),
    label: z.string().max(200).default("token"),
    packages: z.array(z.string()).default([]),
    agent: z.boolean().default(false),
    expires_at: z.iso.datetime().nullish(),
  }),
  reply: { status: 201, body: z.object({ secret: z.string(), token: Token }) },
  async run(app, { caller, body }) {
    return await createToken(app, caller, {
      org: body.org?.replace(/^@/, "") ?? null,
      scopes: body.scopes,
      label: body.label,
      packages: body.packages,
      isAgent: body.agent,
      expiresAt: body.expires_at ?? null,
    });
  },
});

export const listTokensRoute = route({
  method: "GET",
  path: "/-/admin/tokens",
  summary: "Every token, without its secret",
  access: "token",
  reply: { status: 200, body: z.object({ tokens: z.array(Token) }) },
  run: async (app, { caller }) => ({ tokens: await listTokens(app, caller) }),
});

export const revokeTokenRoute = route({
  method: "DELETE",
  path: "/-/admin/tokens/:id",
  summary: "Revoke a token by its id or the beginning of it",
  access: "token",
  params: z.object({ id: z.string().transform(decodeSegment) }),
  reply: { status: 200, body: Token },
  run: async (app, { caller, params }) => await revokeToken(app, caller, params.id),
});

export const createOrgRoute = route({
  method: "POST",
  path: "/-/admin/orgs",
  summary: "Take a scope for this registry",
  access: "token",
  body: z.strictObject({ name: z.string().min(1).max(200) }),
  reply: { status: 201, body: Org },
  run: async (app, { caller, body }) => await createOrg(app, caller, body.name),
});

export const listOrgsRoute = route({
  method: "GET",
  path: "/-/admin/orgs",
  summary: "The organizations of this registry",
  access: "token",
  reply: { status: 200, body: z.object({ orgs: z.array(Org) }) },
  run: async (app, { caller }) => ({ orgs: await listOrgs(app, caller) }),
});

export const claimRoute = route({
  method: "POST",
  path: "/-/admin/claims",
  summary: "Take a name for this registry although the upstream has it",
  access: "token",
  body: z.strictObject({ name: z.string().transform(parseNewPackageName) }),
  reply: { status: 201, body: z.object({ ok: z.boolean(), name: z.string() }) },
  async run(app, { caller, body }) {
    await claim(app, caller, body.name);
    return { ok: true, name: body.name };
  },
});
