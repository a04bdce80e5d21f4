import { z } from "zod";
import { importAdvisories } from "../../advisories/import.ts";
import { countStored, listStored } from "../../advisories/stored.ts";
import { listSources, refreshListsAs } from "../../known-bad/refresh.ts";
import { parsePackageName } from "../../names/package-name.ts";
import { route } from "../route.ts";

const Count = z.int();

/** One batch of an import; a file of any size comes as many of them. */
export const importAdvisoriesRoute = route({
  method: "POST",
  path: "/-/admin/advisories",
  summary: "Store advisories in the OSV format",
  access: "token",
  body: z.strictObject({ advisories: z.array(z.unknown()).max(5000) }),
  reply: {
    status: 200,
    body: z.object({
      imported: Count,
      withdrawn: Count,
      skipped: Count,
      refused: z.array(z.object({ id: z.string(), why: z.string() })),
    }),
  },
  run: async (app, { caller, body }) => await importAdvisories(app, caller, body.advisories),
});

export const listAdvisoriesRoute = route({
  method: "GET",
  path: "/-/admin/advisories",
  summary: "Stored advisories, newest first",
  access: "token",
  query: z.looseObject({
    name: z.string().transform(parsePackageName).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  reply: { status: 200, body: z.object({ advisories: z.array(z.looseObject({})) }) },
  async run(app, { caller, query }) {
    return { advisories: await listStored(app, caller, query.name ?? null, query.limit) };
  },
});

export const refreshAdvisoriesRoute = route({
  method: "POST",
  path: "/-/admin/advisories/refresh",
  summary: "Ask every list of advisories.sources for what is new",
  access: "token",
  reply: { status: 200, body: z.object({ sources: z.array(z.looseObject({})) }) },
  run: async (app, { caller }) => ({ sources: await refreshListsAs(app, caller) }),
});

export const advisoryStatsRoute = route({
  method: "GET",
  path: "/-/admin/advisories/stats",
  summary: "How many advisories are stored",
  access: "token",
  reply: { status: 200, body: z.looseObject({ advisories: Count, packages: Count }) },
  async run(app, { caller }) {
    const sources = await listSources(app, caller);
    return { ...(await countStored(app, caller)), sources };
  },
});
