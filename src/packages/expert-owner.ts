import { principalFromText } from "../access/permit.ts";
import { findSince } from "../access/since.store.ts";
import type { App } from "../context.ts";
import { type PackageName, scopeOf } from "../names/package-name.ts";
import { findMaintainers } from "./owners.store.ts";

/** Whose Expert it is: the organization of its scope, else whoever has maintained it the longest. */
export interface ExpertOwner {
  /** As `principalToText` writes it. */
  readonly principal: string;
  /** Null for the local owner, who has none. */
  readonly name: string | null;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
}

export async function expertOwner(app: Pick<App, "db">, name: PackageName): Promise<ExpertOwner> {
  const principal = await ownerOf(app, name);
  return (await ownersOf(app, [principal])).get(principal) ?? toOwner(principal, undefined);
}

/** Owners by what `principalToText` writes of them. */
export async function ownersOf(
  app: Pick<App, "db">,
  principals: readonly string[],
): Promise<ReadonlyMap<string, ExpertOwner>> {
  const since = await findSince(app.db, principals);
  return new Map(principals.map((text) => [text, toOwner(text, since.get(text))]));
}

function toOwner(principal: string, since: string | undefined): ExpertOwner {
  const who = principalFromText(principal);
  return {
    principal,
    name: who.kind === "owner" ? null : who.name,
    createdAt: since ?? new Date(0).toISOString(),
  };
}

async function ownerOf(app: Pick<App, "db">, name: PackageName): Promise<string> {
  const scope = scopeOf(name);
  if (scope !== null) return `org:${scope}`;
  const maintainers = await findMaintainers(app.db, name);
  return maintainers.find((principal) => principal !== "anonymous") ?? "owner";
}
