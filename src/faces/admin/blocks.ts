import { z } from "zod";
import { addBlocks, listAllBlocks, removeBlock } from "../../known-bad/blocks.ts";
import { route } from "../route.ts";

const Subject = z.string().min(1).max(512).describe("name, name@range, or a digest of the tarball");

export const listBlocksRoute = route({
  method: "GET",
  path: "/-/admin/blocks",
  summary: "What is listed as bad, here and in the lists of advisories.sources, newest first",
  access: "token",
  query: z.looseObject({ limit: z.coerce.number().int().min(1).max(10_000).default(1000) }),
  reply: { status: 200, body: z.object({ blocks: z.array(z.looseObject({ subject: Subject })) }) },
  async run(app, { caller, query }) {
    return { blocks: await listAllBlocks(app, caller, query.limit) };
  },
});

export const addBlocksRoute = route({
  method: "POST",
  path: "/-/admin/blocks",
  summary: "List packages, versions or bytes as bad: they are held without being fetched",
  access: "token",
  body: z.strictObject({
    blocks: z
      .array(z.strictObject({ subject: Subject, reason: z.string().min(1).max(500) }))
      .min(1)
      .max(5000),
  }),
  reply: { status: 200, body: z.object({ ok: z.boolean(), blocked: z.array(z.string()) }) },
  async run(app, { caller, body }) {
    return { ok: true, blocked: await addBlocks(app, caller, body.blocks) };
  },
});

export const removeBlockRoute = route({
  method: "DELETE",
  path: "/-/admin/blocks",
  summary: "Take an entry off the list of this registry",
  access: "token",
  query: z.looseObject({ subject: Subject }),
  reply: {
    status: 200,
    body: z.object({ ok: z.boolean(), subject: z.string(), alreadyGone: z.boolean() }),
  },
  async run(app, { caller, query }) {
    return { ok: true, ...(await removeBlock(app, caller, query.subject)) };
  },
});
