import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { findTokenById, markRevoked, pageOfTokens, type TokenRow } from "./access.store.ts";
import { contains, parseCidr } from "./cidr.ts";
import {
  type Caller,
  type Known,
  type OrgPermission,
  principalToText,
  requireKnown,
  requireScope,
  type Scope,
  type TokenLimits,
  userNameOf,
} from "./permit.ts";
import { checkPassword } from "./sign-in.ts";
import { addToken, type NewSecret, tokenOfSecret } from "./tokens.ts";
import { existingUser } from "./users.ts";

/** What somebody asks of a new token of theirs; what is undefined is as in the token that asks. */
export interface OwnTokenRequest {
  readonly name: string;
  readonly description: string;
  /** The account's; the local owner has none, and whatever was sent is not looked at. */
  readonly password: string;
  readonly scopes: readonly Scope[];
  readonly packages: readonly string[] | undefined;
  readonly packageScopes: readonly string[] | undefined;
  /** Asked for all packages in so many words. */
  readonly allPackages: boolean;
  readonly orgPermission: OrgPermission;
  readonly orgs: readonly string[] | undefined;
  readonly cidrs: readonly string[] | undefined;
  readonly expiresAt: string | undefined;
  readonly bypassesTfa: boolean;
}

/**
 * Makes a token for whoever asks, that reaches no further than the one that asks.
 *
 * @throws RegistryError `forbidden` for more than the caller has, `wrong_password`, `invalid` for a
 *   limit that cannot be kept
 */
export async function createOwnToken(
  app: Pick<App, "db" | "now" | "attempts">,
  caller: Caller,
  request: OwnTokenRequest,
  address: string | null,
): Promise<NewSecret> {
  requireScope(caller, "publish");
  const { principal } = caller;
  if (principal.kind === "org") {
    throw new RegistryError(
      "forbidden",
      "keys of an organization are made by the owner of the registry: " +
        `\`agentregistry token create --org ${principal.name}\``,
    );
  }
  if (principal.kind === "user") {
    const user = await existingUser(app, principal.name);
    const { password } = request;
    await checkPassword(app, user, { name: user.name, password, address });
  }
  return await addToken(app, {
    ...narrowed(caller, request),
    principal,
    label: request.name,
    description: request.description,
    createdBy: userNameOf(caller),
    by: caller,
  });
}

/** The limits of the new token: what was asked, where nothing was asked the caller's own. */
function narrowed(caller: Known, request: OwnTokenRequest): TokenLimits {
  const cidrs = request.cidrs ?? caller.cidrs;
  const limits: TokenLimits = {
    scopes: request.scopes,
    ...namesOf(caller, request),
    orgPermission: request.orgPermission,
    orgs: request.orgs ?? caller.orgs,
    cidrs,
    expiresAt: request.expiresAt ?? caller.expiresAt,
    isAgent: caller.isAgent,
    bypassesTfa: request.bypassesTfa,
  };
  for (const text of cidrs) {
    if (parseCidr(text) !== null) continue;
    throw new RegistryError("invalid", "cidr_whitelist takes blocks such as 192.0.2.0/24");
  }
  const beyond = whatIsBeyond(limits, caller);
  if (beyond === null) return limits;
  throw new RegistryError(
    "forbidden",
    `the new token would reach further than the one that asks for it: ${beyond}`,
  );
}

function namesOf(caller: Known, { packages, packageScopes, allPackages }: OwnTokenRequest) {
  if (allPackages) return { packages: [], packageScopes: [] };
  if (packages === undefined && packageScopes === undefined) {
    return { packages: caller.packages, packageScopes: caller.packageScopes };
  }
  return { packages: packages ?? [], packageScopes: packageScopes ?? [] };
}

const permissionOrder: readonly OrgPermission[] = ["no-access", "read-only", "read-write"];

/** The first thing that some limits allow and others do not, or null. */
function whatIsBeyond(wanted: TokenLimits, own: TokenLimits): string | null {
  const scope = wanted.scopes.find((one) => !own.scopes.includes(one));
  if (scope !== undefined) return `it lacks the scope "${scope}"`;
  if (!namesAreWithin(wanted, own)) return "it is narrowed to other packages";
  const reach = permissionOrder.indexOf(wanted.orgPermission);
  if (reach > permissionOrder.indexOf(own.orgPermission)) {
    return `its permission for organizations is "${own.orgPermission}"`;
  }
  const orgsAreWithin =
    own.orgs.length === 0 ||
    (wanted.orgs.length > 0 && wanted.orgs.every((org) => own.orgs.includes(org)));
  if (wanted.orgPermission !== "no-access" && !orgsAreWithin) {
    return "it is narrowed to other organizations";
  }
  if (!cidrsAreWithin(wanted.cidrs, own.cidrs)) return "it is limited to other addresses";
  const { expiresAt } = own;
  if (expiresAt !== null && (wanted.expiresAt === null || wanted.expiresAt > expiresAt)) {
    return `it expires at ${expiresAt}`;
  }
  if (own.isAgent && !wanted.isAgent) return "it is for an agent";
  return null;
}

function namesAreWithin(wanted: TokenLimits, own: TokenLimits): boolean {
  if (own.packages.length + own.packageScopes.length === 0) return true;
  if (wanted.packages.length + wanted.packageScopes.length === 0) return false;
  const scopesAreWithin = wanted.packageScopes.every((one) => own.packageScopes.includes(one));
  const isWithin = (name: string) =>
    own.packages.includes(name) || own.packageScopes.some((one) => name.startsWith(`@${one}/`));
  return scopesAreWithin && wanted.packages.every(isWithin);
}

function cidrsAreWithin(wanted: readonly string[], own: readonly string[]): boolean {
  if (own.length === 0) return true;
  const outer = own.map(parseCidr).filter((cidr) => cidr !== null);
  const inner = wanted.map(parseCidr).filter((cidr) => cidr !== null);
  return inner.length > 0 && inner.every((cidr) => outer.some((one) => contains(one, cidr)));
}

/** One page of the caller's own tokens that still work. */
export async function listOwnTokens(
  app: Pick<App, "db" | "now">,
  caller: Caller,
  page: { readonly size: number; readonly index: number },
): Promise<{ tokens: TokenRow[]; total: number }> {
  requireKnown(caller);
  const principal = principalToText(caller.principal);
  return await pageOfTokens(app.db, principal, app.now().toISOString(), page);
}

/**
 * Revokes a token of the caller by its id or its whole secret: the one that asks, or one that reaches
 * no further.
 *
 * @throws RegistryError `not_found`, `forbidden`
 */
export async function revokeOwnToken(
  app: Pick<App, "db" | "now" | "events">,
  caller: Caller,
  idOrSecret: string,
): Promise<void> {
  requireKnown(caller);
  const principal = principalToText(caller.principal);
  const token = idOrSecret.startsWith("areg_")
    ? await tokenOfSecret(app, idOrSecret)
    : await findTokenById(app.db, principal, idOrSecret);
  if (token === null || token.principal !== principal) {
    throw new RegistryError("not_found", "you have no token of that id");
  }
  if (token.id !== caller.tokenId) {
    requireScope(caller, "publish");
    const beyond = whatIsBeyond({ ...token, expiresAt: caller.expiresAt }, caller);
    if (beyond !== null) {
      throw new RegistryError("forbidden", `a token cannot revoke a stronger one: ${beyond}`);
    }
  }
  await markRevoked(app.db, token.id, app.now().toISOString(), caller);
  app.events.emit("tokensChanged", {});
}
