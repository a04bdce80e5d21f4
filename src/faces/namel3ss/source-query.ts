import { z } from "zod";
import { type Caller, requireScope } from "../../access/permit.ts";
import type { App } from "../../context.ts";
import type { SourceReport } from "../../intent/sources/federate.ts";
import { type Selection, selectSources } from "../../intent/sources/select-sources.ts";

/** Which registries a question goes to. */
export const sourceQuery = {
  registry: z
    .string()
    .max(2000)
    .optional()
    .describe("Ids of sources, with commas between; who administers may give an address."),
  offline: z
    .enum(["", "0", "1", "false", "true"])
    .optional()
    .describe("Refuse to ask anybody over the network."),
};

interface SourceQuery {
  readonly registry?: string | undefined;
  readonly offline?: string | undefined;
}

/** @throws RegistryError as `selectSources`; `unauthenticated`, `forbidden` for an address */
export async function selectionOf(
  app: App,
  { registry, offline }: SourceQuery,
  whoAsks: () => Promise<Caller>,
): Promise<Selection> {
  const named = (registry ?? "").split(",").flatMap((id) => (id.trim() === "" ? [] : [id.trim()]));
  return await selectSources(app, {
    registries: named.length === 0 ? null : named,
    isOffline: offline === "1" || offline === "true",
    // Else anybody who can read could have this registry ask whatever its machine reaches.
    requireAddress: async () => requireScope(await whoAsks(), "admin"),
  });
}

export const Sources = z.array(
  z.object({
    id: z.string(),
    kind: z.string(),
    url: z.string().nullable(),
    status: z.enum(["ok", "failed"]),
    count: z.int().describe("How many of the results are from it."),
    dropped: z.int().describe("How many things it sent that are no entries, or were too many."),
    reason: z.string().nullable().describe("Why it gave no answer."),
  }),
);

export function sourcesBody(reports: readonly SourceReport[]): z.input<typeof Sources> {
  return reports.map(({ failure, ...report }) => ({
    ...report,
    status: failure === null ? "ok" : "failed",
    reason: failure,
  }));
}
