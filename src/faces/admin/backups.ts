import { z } from "zod";
import { recordBackup } from "../../audit/record-backup.ts";
import { route } from "../route.ts";

/** The command reads a home for itself; a running registry only learns that it did. */
export const recordBackupRoute = route({
  method: "POST",
  path: "/-/admin/backups",
  summary: "Write down in the audit log that a backup was made",
  access: "token",
  body: z.strictObject({
    createdAt: z.iso.datetime(),
    bytes: z.int().min(0),
    versions: z.int().min(0),
  }),
  reply: { status: 201, body: z.object({ ok: z.boolean() }) },
  async run(app, { caller, body }) {
    await recordBackup(app, caller, body);
    return { ok: true };
  },
});
