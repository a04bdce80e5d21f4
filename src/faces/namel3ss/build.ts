import { z } from "zod";
import { requireScope } from "../../access/permit.ts";
import { route } from "../route.ts";
import { sourceRoot } from "./wire.ts";

/** Makes the files of the index anew now, and not when they are next asked for. */
export const buildIndexRoute = route({
  method: "POST",
  path: `${sourceRoot}/build`,
  summary: "Rebuild index_compact.json",
  access: "token",
  reply: {
    status: 200,
    body: z.object({ status: z.literal("ok"), index_path: z.string(), entries: z.int() }),
  },
  async run(app, { caller }) {
    requireScope(caller, "admin");
    const { count, kept } = await app.intent.snapshot();
    return { status: "ok", index_path: kept, entries: count };
  },
});
