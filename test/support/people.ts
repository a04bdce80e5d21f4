import { expect } from "vitest";
import type { Init, TestRegistry } from "./registry.ts";

export const password = "correct horse battery";

/** Adds an account with `password`. */
export async function addUser(registry: TestRegistry, name: string): Promise<void> {
  const json = { name, password, email: `${name}@example.test` };
  const response = await registry.asOwner("/-/admin/users", { method: "POST", json });
  expect(response.status, await response.clone().text()).toBe(201);
}

/** What the legacy login of npm sends. */
export async function putLogin(
  registry: TestRegistry,
  name: string,
  given = password,
  init: Init = {},
): Promise<Response> {
  const _id = `org.couchdb.user:${name}`;
  return await registry.fetch(`/-/user/${encodeURIComponent(_id).replace("%3A", ":")}`, {
    method: "PUT",
    json: { _id, name, password: given, type: "user", roles: [], date: "2026-01-01T00:00:00Z" },
    ...init,
  });
}

/** Adds an account where there is none and logs in; returns the token. */
export async function person(registry: TestRegistry, name: string): Promise<string> {
  await addUser(registry, name);
  return await tokenOf(await putLogin(registry, name));
}

export async function tokenOf(response: Response): Promise<string> {
  const body = (await response.json()) as { token?: string };
  expect(response.status, JSON.stringify(body)).toBe(201);
  return body.token ?? "";
}

export async function addMember(
  registry: TestRegistry,
  org: string,
  user: string,
  role: string,
): Promise<void> {
  const json = { user, role };
  const response = await registry.asOwner(`/-/org/${org}/user`, { method: "PUT", json });
  expect(response.status, await response.clone().text()).toBe(200);
}

export async function createOrg(registry: TestRegistry, name: string): Promise<void> {
  const json = { name };
  const response = await registry.asOwner("/-/admin/orgs", { method: "POST", json });
  expect(response.status).toBe(201);
}

/** The sentence of a refusal, with its status. */
export async function refusal(response: Response): Promise<{ status: number; error: string }> {
  const { error } = (await response.json()) as { error: string };
  return { status: response.status, error };
}
