import { expect } from "vitest";
import type { Integrity } from "../../src/blobs/integrity.ts";
import { createOrg } from "./people.ts";
import { type Init, type RegistryOptions, startRegistry, type TestRegistry } from "./registry.ts";

export const root = "/api/registry/v1/experts";

export const baseSkill = {
  type: "mcpStdioSkill",
  description: "Files and commands",
  command: "npx",
  packageName: "@perstack/base",
};

/** What the Perstack command line sends for a small Expert. */
export function definition(name: string, version: string, more: object = {}): object {
  return {
    name,
    version,
    minRuntimeVersion: "v1.0",
    description: `What ${name} is for`,
    instruction: "Read what you are given and answer in one sentence.",
    skills: { "@perstack/base": baseSkill },
    delegates: [],
    tags: ["latest"],
    ...more,
  };
}

export interface ExpertBody {
  readonly type: string;
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly version: string;
  readonly status: string;
  readonly description: string;
  readonly instruction: string;
  readonly minRuntimeVersion: string;
  readonly owner: {
    readonly name?: string;
    readonly organizationId: string;
    readonly createdAt: string;
  };
  readonly skills: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly delegates: readonly string[];
  readonly tags: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly integrity: Integrity;
  readonly digest: string;
  readonly signature: string;
}

export interface Answer {
  readonly status: number;
  readonly body: {
    readonly code?: number;
    readonly error?: string;
    readonly reason?: unknown;
    readonly data?: {
      readonly expert?: ExpertBody;
      readonly experts?: readonly ExpertBody[];
      readonly versions?: readonly ExpertBody[];
      readonly latest?: string;
    };
    readonly meta?: { readonly total: number; readonly take?: number; readonly skip?: number };
  };
}

/** A registry with the organization acme, seen through the Perstack API as its client speaks it. */
export interface ExpertRegistry extends AsyncDisposable {
  readonly registry: TestRegistry;
  /** An API key of acme. */
  readonly key: string;
  /** One request as the client sends it: the content type also without a body. */
  call(method: string, path: string, init?: Init): Promise<Answer>;
  get(path: string): Promise<Answer>;
  publish(name: string, version: string, more?: object, token?: string): Promise<Answer>;
  update(key: string, json: object, token?: string): Promise<Answer>;
  remove(key: string, token?: string): Promise<Answer>;
  keyOf(org: string): Promise<string>;
}

/** The key as one segment of a path. */
export function at(key: string): string {
  return `/${encodeURIComponent(key)}`;
}

export async function startExperts(options: RegistryOptions = {}): Promise<ExpertRegistry> {
  const registry = await startRegistry(options);
  const experts: ExpertRegistry = {
    registry,
    key: "",
    async call(method, path, init = {}) {
      const response = await registry.fetch(`${root}${path}`, {
        method,
        ...init,
        headers: { "content-type": "application/json", ...init.headers },
      });
      const text = await response.text();
      expect(text, `${method} ${path}: ${response.status}`).toMatch(/^\{/);
      return { status: response.status, body: JSON.parse(text) as Answer["body"] };
    },
    get: (path) => experts.call("GET", path),
    publish: (name, version, more = {}, token = experts.key) =>
      experts.call("POST", "/", { token, json: definition(name, version, more) }),
    update: (key, json, token = experts.key) => experts.call("POST", at(key), { token, json }),
    remove: (key, token = experts.key) => experts.call("DELETE", at(key), { token }),
    async keyOf(org) {
      await createOrg(registry, org);
      const json = { org, scopes: ["read", "publish"], label: "key" };
      const response = await registry.asOwner("/-/admin/tokens", { method: "POST", json });
      return ((await response.json()) as { secret: string }).secret;
    },
    [Symbol.asyncDispose]: () => registry[Symbol.asyncDispose](),
  };
  return Object.assign(experts, { key: await experts.keyOf("acme") });
}

/** Fails with the whole answer when it is not a success. */
export function expertOf({ status, body }: Answer): ExpertBody {
  const expert = body.data?.expert;
  if (status === 200 && expert !== undefined) return expert;
  throw new Error(`${status} ${JSON.stringify(body)}`);
}
