import { z } from "zod";
import type { TokenRow } from "../../access/access.store.ts";
import { createOwnToken, listOwnTokens, revokeOwnToken } from "../../access/own-tokens.ts";
import type { Scope } from "../../access/permit.ts";
import { RegistryError } from "../../errors.ts";
import { parseOrgName } from "../../names/org-name.ts";
import { parsePackageName } from "../../names/package-name.ts";
import { route } from "../route.ts";
import { decodeSegment } from "./path.ts";

const Token = z.looseObject({ key: z.string(), token: z.string(), readonly: z.boolean() });

const whole = (usual: number, lowest: number, highest: number) =>
  z.coerce.number().int().min(lowest).max(highest).catch(usual);

export const listOwnTokensRoute = route({
  method: "GET",
  path: "/-/npm/v1/tokens",
  summary: "The caller's own tokens, each by its first characters",
  access: "token",
  query: z.looseObject({ perPage: whole(100, 1, 100), page: whole(0, 0, 1_000_000) }),
  reply: {
    status: 200,
    body: z.object({
      objects: z.array(Token),
      total: z.int(),
      urls: z.object({ next: z.string().optional() }),
    }),
  },
  async run(app, { caller, query: { perPage, page }, base }) {
    const found = await listOwnTokens(app, caller, { size: perPage, index: page });
    const isLast = (page + 1) * perPage >= found.total;
    const next = `${base}/-/npm/v1/tokens?perPage=${perPage}&page=${page + 1}`;
    return {
      objects: found.tokens.map((token) => shown(token, token.prefix)),
      total: found.total,
      urls: isLast ? {} : { next },
    };
  },
});

const names = z.array(z.string().max(300)).max(500).nullish();

/** What is not named here would be a limit that nobody keeps, so it is refused. */
const Request = z.strictObject({
  name: z.string().max(200).nullish(),
  description: z.string().max(1000).nullish(),
  password: z.string().max(1000).nullish(),
  readonly: z.boolean().nullish(),
  expires: z.number().int().min(1).max(36_500).nullish().describe("Days."),
  packages: names,
  packages_all: z.boolean().nullish(),
  scopes: names,
  packages_and_scopes_permission: z
    .enum(["no-access", "read-only", "read-write", "read-write-stage-only"])
    .nullish(),
  orgs: names,
  orgs_permission: z.enum(["no-access", "read-only", "read-write"]).nullish(),
  cidr_whitelist: names,
  bypass_2fa: z.boolean().nullish(),
});

/** What `npm token create` sends (npm-wire-protocol §12.6). */
export const createOwnTokenRoute = route({
  method: "POST",
  path: "/-/npm/v1/tokens",
  summary: "Make a token for the caller; without a permission it may only read",
  access: "token",
  isAccount: true,
  body: Request,
  reply: { status: 201, body: Token },
  async run(app, { caller, body, peer }) {
    const { secret, token } = await createOwnToken(
      app,
      caller,
      {
        name: body.name ?? "token",
        description: body.description ?? "",
        password: body.password ?? "",
        scopes: scopesOf(body),
        packages: given(body.packages)?.map(parsePackageName),
        packageScopes: given(body.scopes)?.map(parseOrgName),
        allPackages: body.packages_all === true,
        orgPermission: body.orgs_permission ?? orgPermissionOf(body),
        orgs: given(body.orgs)?.map(parseOrgName),
        cidrs: given(body.cidr_whitelist),
        expiresAt: body.expires == null ? undefined : daysFrom(app.now(), body.expires),
        bypassesTfa: body.bypass_2fa === true,
      },
      peer,
    );
    return shown(token, secret);
  },
});

export const revokeOwnTokenRoute = route({
  method: "DELETE",
  path: "/-/npm/v1/tokens/token/:key",
  summary: "Revoke a token of the caller by its key or by itself",
  access: "token",
  isAccount: true,
  params: z.object({ key: z.string().transform(decodeSegment) }),
  reply: { status: 200, body: z.object({ ok: z.boolean(), success: z.boolean() }) },
  async run(app, { caller, params }) {
    await revokeOwnToken(app, caller, params.key);
    return { ok: true, success: true };
  },
});

type RequestBody = z.output<typeof Request>;

/**
 * Without a word about it, a token only reads: npm 11 accepts `--read-only` and does not send it. One
 * that stages only has no right to publish.
 */
function scopesOf({ readonly, packages_and_scopes_permission: permission }: RequestBody): Scope[] {
  const writes = permission === "read-write" || (permission == null && readonly === false);
  if (writes && readonly === true) {
    throw new RegistryError("invalid", "readonly and packages_and_scopes_permission disagree");
  }
  if (permission === "no-access") return [];
  return writes ? ["read", "publish"] : ["read"];
}

/** Naming organizations without a permission asks to read them; older clients name neither. */
function orgPermissionOf({ orgs, readonly }: RequestBody) {
  if (orgs != null && orgs.length > 0) return "read-only";
  return readonly === false ? "read-write" : "no-access";
}

/** An empty list is how clients say nothing. */
function given<T>(list: readonly T[] | null | undefined): readonly T[] | undefined {
  return list == null || list.length === 0 ? undefined : list;
}

function daysFrom(now: Date, days: number): string {
  return new Date(now.getTime() + days * 24 * 60 * 60 * 1000).toISOString();
}

/** @param text the secret when it was just made, else its first characters */
function shown(token: TokenRow, text: string) {
  const canPublish = token.scopes.includes("publish");
  const canRead = token.scopes.includes("read");
  return {
    key: token.id,
    token: text,
    name: token.label,
    description: token.description,
    created: token.createdAt,
    updated: token.createdAt,
    expires: token.expiresAt,
    readonly: !canPublish,
    cidr_whitelist: token.cidrs.length === 0 ? null : token.cidrs,
    bypass_2fa: token.bypassesTfa,
    packages_and_scopes_permission: canPublish ? "read-write" : canRead ? "read-only" : "no-access",
    orgs_permission: token.orgPermission,
    permissions: [
      ...(canRead ? [{ name: "package", action: canPublish ? "write" : "read" }] : []),
      ...(token.orgPermission === "no-access"
        ? []
        : [{ name: "org", action: token.orgPermission === "read-write" ? "write" : "read" }]),
    ],
    scopes: [
      ...token.packages.map((name) => ({ type: "package", name })),
      ...token.packageScopes.map((name) => ({ type: "scope", name: `@${name}` })),
      ...token.orgs.map((name) => ({ type: "org", name })),
    ],
  };
}
