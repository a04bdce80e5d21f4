import { RegistryError } from "../errors.ts";
import { type PackageName, scopeOf } from "../names/package-name.ts";
import type { UserName } from "../names/user-name.ts";

export type Scope = "read" | "publish" | "review" | "admin";
export const allScopes: readonly Scope[] = ["read", "publish", "review", "admin"];

/** What a token may do about organizations: who is a member, which teams there are. */
export type OrgPermission = "no-access" | "read-only" | "read-write";

/** Who asks. */
export type Caller = Anonymous | Known;

export interface Anonymous {
  readonly kind: "anonymous";
  readonly from?: CallOrigin;
}

/** How a call that may change something came here, for the audit log. */
export interface CallOrigin {
  /** `cli`: inside this process, without a socket. */
  readonly via: "http" | "ws" | "cli";
  /** Address of the socket. */
  readonly ip: string | null;
  readonly requestId: string | null;
  /** The session of the admin channel. */
  readonly session: string | null;
}

export interface Known extends TokenLimits {
  readonly kind: "known";
  /** Who the token belongs to. */
  readonly principal: Principal;
  readonly tokenId: string;
  /** Left out where nothing can be changed. */
  readonly from?: CallOrigin;
  /** Whoever calls has shown the approval passphrase, see passphrase.ts. */
  readonly hasPassphrase?: boolean;
}

/** What a token may do of all that its principal may do. */
export interface TokenLimits {
  readonly scopes: readonly Scope[];
  /** Names that the token is narrowed to; both lists empty means all. */
  readonly packages: readonly string[];
  /** Scopes, without the at sign, all of whose names it reaches. */
  readonly packageScopes: readonly string[];
  readonly orgPermission: OrgPermission;
  /** Organizations that `orgPermission` is about; empty means all. */
  readonly orgs: readonly string[];
  /** Blocks of addresses that it may be used from; empty means all. */
  readonly cidrs: readonly string[];
  /** ISO 8601 UTC. */
  readonly expiresAt: string | null;
  /** A token that a program holds: it can never decide what leaves quarantine. */
  readonly isAgent: boolean;
  /** Writes without a one-time password, although its user asks for one. */
  readonly bypassesTfa: boolean;
}

/** All that a principal may do with packages; who may decide about the registry gets more scopes. */
export const sessionLimits: TokenLimits = {
  scopes: ["read", "publish"],
  packages: [],
  packageScopes: [],
  orgPermission: "read-write",
  orgs: [],
  cidrs: [],
  expiresAt: null,
  isAgent: false,
  bypassesTfa: false,
};

/** The local owner, an organization, or a person with an account. */
export type Principal =
  | { readonly kind: "owner" }
  | { readonly kind: "org"; readonly name: string }
  | { readonly kind: "user"; readonly name: UserName };

export const anonymous: Anonymous = { kind: "anonymous" };

/** How a principal is written in rows and tokens: `owner`, `org:acme` or `user:ann`. */
export function principalToText(principal: Principal): string {
  return principal.kind === "owner" ? "owner" : `${principal.kind}:${principal.name}`;
}

export function principalFromText(text: string): Principal {
  if (text === "owner") return { kind: "owner" };
  const [kind, name = ""] = text.split(":");
  if (kind === "org") return { kind, name };
  if (kind === "user") return { kind, name: name as UserName };
  throw new Error(`there is no principal "${text}"`);
}

/** As `principalToText`, for a caller who may be nobody. */
export function principalTextOf(caller: Caller): string {
  return caller.kind === "anonymous" ? "anonymous" : principalToText(caller.principal);
}

/** `org:acme` → `acme`: the name that clients show for a principal. */
export function shownName(principalText: string): string {
  return principalText.slice(principalText.indexOf(":") + 1);
}

/** The name that npm shows for a caller. */
export function userNameOf(caller: Caller): string {
  return shownName(principalTextOf(caller));
}

/**
 * Lets a caller with a scope pass.
 *
 * @throws RegistryError `unauthenticated` for nobody, `forbidden` for somebody else
 */
export function requireScope(caller: Caller, scope: Scope): asserts caller is Known {
  requireKnown(caller);
  const humanOnly = scope === "review" || scope === "admin";
  if (humanOnly && caller.isAgent) {
    throw new RegistryError(
      "forbidden",
      "a token for an agent can never decide this; ask a person",
    );
  }
  if (!caller.scopes.includes(scope)) {
    throw new RegistryError("forbidden", `this token lacks the scope "${scope}"`);
  }
}

/** @throws RegistryError `unauthenticated` for nobody */
export function requireKnown(caller: Caller): asserts caller is Known {
  if (caller.kind === "known") return;
  throw new RegistryError(
    "unauthenticated",
    "this needs a token: run `agentregistry login` on the machine of the registry, " +
      "or `npm login` with an account of it",
  );
}

/** Whether a token's own limits let it touch a name; what its principal may do is another question. */
export function reaches({ packages, packageScopes }: TokenLimits, name: PackageName): boolean {
  if (packages.length === 0 && packageScopes.length === 0) return true;
  return packages.includes(name) || packageScopes.includes(scopeOf(name) ?? "");
}

/**
 * Whether a caller decides about a package: an organization's token about its own scope alone, a
 * narrowed token about what it names.
 *
 * @throws RegistryError as `requireScope`
 */
export function reviews(caller: Caller, name: PackageName): boolean {
  requireScope(caller, "review");
  const { principal } = caller;
  if (principal.kind === "org" && scopeOf(name) !== principal.name) return false;
  return reaches(caller, name);
}

/**
 * Lets a token publish a name as far as the token itself decides: an organization's only in its own
 * scope, a narrowed one only what it names. What a user may touch is in `packages/rights.ts`.
 *
 * @throws RegistryError `unauthenticated` or `forbidden`
 */
export function requireReach(caller: Caller, name: PackageName): asserts caller is Known {
  requireScope(caller, "publish");
  const { principal, packages, packageScopes } = caller;
  if (principal.kind === "org" && scopeOf(name) !== principal.name) {
    throw new RegistryError(
      "forbidden",
      `this token belongs to the organization ${principal.name} and publishes ` +
        `@${principal.name}/… only`,
    );
  }
  if (!reaches(caller, name)) {
    const names = [...packages, ...packageScopes.map((scope) => `@${scope}/…`)];
    throw new RegistryError("forbidden", `this token is narrowed to ${names.join(", ")}`);
  }
}
