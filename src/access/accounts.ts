import type { App } from "../context.ts";
import { orgExists } from "./access.store.ts";
import { findUserByText } from "./users.ts";

/**
 * The principal that answers show under a name, as `principalToText` writes it, or null: a user, the
 * local owner, or an organization.
 */
export async function principalNamed(app: Pick<App, "db">, name: string): Promise<string | null> {
  if (name === "owner") return "owner";
  if ((await findUserByText(app, name)) !== null) return `user:${name}`;
  return (await orgExists(app.db, name)) ? `org:${name}` : null;
}
