import { RegistryError } from "../errors.ts";
import { type PackageName, scopeOf } from "../names/package-name.ts";

export type Scope = "read" | "publish" | "review" | "admin";
export const allScopes: readonly Scope[] = ["read", "publish", "review", "admin"];

/** Who asks. */
export type Caller = Anonymous | Known;

export interface Anonymous {
  readonly kind: "anonymous";
}

export interface Known {
  readonly kind: "known";
  /** The local owner, or the organization that the token belongs to. */
  readonly principal: Principal;
  readonly tokenId: string;
  readonly scopes: readonly Scope[];
  /** Names that the token is narrowed to; empty means all that the principal may touch. */
  readonly packages: readonly string[];
  /** A token that a program holds: it can never decide what leaves quarantine. */
  readonly isAgent: boolean;
}

export type Principal =
  | { readonly kind: "owner" }
  | { readonly kind: "org"; readonly name: string };

export const anonymous: Anonymous = { kind: "anonymous" };

/** How a principal is written in rows, tokens and answers: `owner` or `org:acme`. */
export function principalToText(principal: Principal): string {
  return principal.kind === "owner" ? "owner" : `org:${principal.name}`;
}

export function principalFromText(text: string): Principal {
  return text.startsWith("org:") ? { kind: "org", name: text.slice(4) } : { kind: "owner" };
}

/** The name that npm shows for a caller. */
export function userNameOf(caller: Caller): string {
  if (caller.kind === "anonymous") return "anonymous";
  return caller.principal.kind === "owner" ? "owner" : caller.principal.name;
}

/**
 * Lets a caller with a scope pass.
 *
 * @throws RegistryError `unauthenticated` for nobody, `forbidden` for somebody else
 */
export function requireScope(caller: Caller, scope: Scope): asserts caller is Known {
  if (caller.kind === "anonymous") {
    throw new RegistryError(
      "unauthenticated",
      "this needs a token: run `agentregistry login` on the machine of the registry, " +
        "or ask its owner for one",
    );
  }
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

/**
 * Lets a caller publish a name: the owner any, an organization those in its own scope, a narrowed
 * token only what it names.
 *
 * @throws RegistryError `unauthenticated` or `forbidden`
 */
export function requirePublish(caller: Caller, name: PackageName, openPublish: boolean): void {
  if (caller.kind === "anonymous" && openPublish) return;
  requireScope(caller, "publish");
  const { principal, packages } = caller;
  if (principal.kind === "org" && scopeOf(name) !== principal.name) {
    throw new RegistryError(
      "forbidden",
      `this token belongs to the organization ${principal.name} and publishes ` +
        `@${principal.name}/… only`,
    );
  }
  if (packages.length > 0 && !packages.includes(name)) {
    throw new RegistryError("forbidden", `this token is narrowed to ${packages.join(", ")}`);
  }
}
