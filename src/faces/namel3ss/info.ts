import { z } from "zod";
import type { PackInfo } from "../../intent/pack-info.ts";
import { infoAcross, listAcross } from "../../intent/sources/federate.ts";
import { decodeSegment } from "../npm/path.ts";
import { route } from "../route.ts";
import { Sources, selectionOf, sourceQuery, sourcesBody } from "./source-query.ts";
import { sourceRoot, Version, versionBody, whole } from "./wire.ts";

const Pack = z.object({
  id: z.string(),
  name: z.string(),
  latest_version: z.string(),
  versions: z.array(Version).describe("The newest first."),
});

export const packInfoRoute = route({
  method: "GET",
  path: `${sourceRoot}/info/:id`,
  summary: "One Expert or pack with all its versions, by its id or package name",
  access: "open",
  params: z.object({ id: z.string().transform(decodeSegment) }),
  query: z.looseObject({
    installed: z.string().max(256).optional().describe("The version that the asker has."),
    ...sourceQuery,
  }),
  reply: { status: 200, body: Pack.extend({ status: z.literal("ok"), sources: Sources }) },
  async run(app, { base, params: { id }, query, whoAsks }) {
    const selection = await selectionOf(app, query, whoAsks);
    const { info, sources } = await infoAcross(app, id, query.installed ?? null, selection);
    return { status: "ok", ...packBody(info, base), sources: sourcesBody(sources) };
  },
});

export const listPacksRoute = route({
  method: "GET",
  path: `${sourceRoot}/packs`,
  summary: "Every Expert and pack with all its versions, page by page",
  access: "open",
  query: z.looseObject({
    after: z.string().max(256).default("").describe("The `next` of the page before."),
    limit: whole(1, 200, 100),
    ...sourceQuery,
  }),
  reply: {
    status: 200,
    body: z.object({
      status: z.literal("ok"),
      packs: z.array(Pack),
      next: z.string().nullable().describe("Null on the last page."),
      sources: Sources.describe("Others than this registry are asked for the first page."),
    }),
  },
  async run(app, { base, query, whoAsks }) {
    const selection = await selectionOf(app, query, whoAsks);
    const { packs, next, sources } = await listAcross(app, query.after, query.limit, selection);
    const shown = packs.map((pack) => packBody(pack, base));
    return { status: "ok", packs: shown, next, sources: sourcesBody(sources) };
  },
});

function packBody({ id, name, latest, versions }: PackInfo, base: string): z.input<typeof Pack> {
  const shown = versions.map((version) => versionBody(version, base));
  return { id, name, latest_version: latest, versions: shown };
}
