import { z } from "zod";
import { showPassphrase } from "../../access/passphrase.ts";
import { listRecalls } from "../../quarantine/recalls.ts";
import { rescanAll, rescanProgress } from "../../quarantine/rescan-all.ts";
import { listSuppressions, suppressRule, unsuppress } from "../../quarantine/suppressions.ts";
import { route } from "../route.ts";
import { Passphrase } from "./passphrase-field.ts";

const Suppression = z.looseObject({
  id: z.string(),
  name: z.string(),
  ruleId: z.string(),
  reason: z.string(),
  person: z.string(),
});

export const listSuppressionsRoute = route({
  method: "GET",
  path: "/-/admin/suppressions",
  summary: "Rules that people let pass for a package, newest first",
  access: "token",
  reply: { status: 200, body: z.object({ suppressions: z.array(Suppression) }) },
  async run(app, { caller }) {
    return { suppressions: await listSuppressions(app, caller) };
  },
});

export const suppressRoute = route({
  method: "POST",
  path: "/-/admin/suppressions",
  summary: "Let a rule pass for a package, while the code that it found stays the same",
  access: "token",
  body: z.strictObject({
    package: z.string().min(1).max(700).describe("name or name@version"),
    rule: z.string().regex(/^[A-Z]{2,5}-\d{2,3}$/, "is no id of a rule, such as INS-05"),
    reason: z.string().min(1).max(2000),
    expires_at: z.iso.datetime().optional(),
    passphrase: Passphrase,
  }),
  reply: { status: 200, body: Suppression },
  async run(app, { caller: sender, body }) {
    const caller = await showPassphrase(app, sender, body.passphrase ?? null);
    const made = await suppressRule(app, caller, {
      subject: body.package,
      ruleId: body.rule,
      reason: body.reason,
      expiresAt: body.expires_at === undefined ? null : new Date(body.expires_at),
    });
    return { ok: true, ...made };
  },
});

export const unsuppressRoute = route({
  method: "DELETE",
  path: "/-/admin/suppressions/:id",
  summary: "Let a rule count again",
  access: "token",
  params: z.object({ id: z.string().max(64) }),
  reply: { status: 200, body: Suppression },
  run: async (app, { caller, params }) => ({
    ok: true,
    ...(await unsuppress(app, caller, params.id)),
  }),
});

export const recallsRoute = route({
  method: "GET",
  path: "/-/admin/recalls",
  summary: "Versions that were served and are held now, with who fetched them",
  access: "token",
  reply: {
    status: 200,
    body: z.object({
      recalls: z.array(
        z.looseObject({ name: z.string(), version: z.string(), because: z.string() }),
      ),
    }),
  },
  async run(app, { caller }) {
    return { recalls: await listRecalls(app, caller) };
  },
});

const Progress = z.object({
  isRunning: z.boolean(),
  ruleset: z.string(),
  done: z.int(),
  total: z.int(),
  held: z.int(),
  released: z.int(),
  failed: z.int(),
});

export const rescanAllRoute = route({
  method: "POST",
  path: "/-/admin/rescan",
  summary: "Begin to judge everything anew that other rules judged",
  access: "token",
  reply: { status: 200, body: Progress },
  run: async (app, { caller }) => rescanAll(app, caller),
});

export const rescanProgressRoute = route({
  method: "GET",
  path: "/-/admin/rescan",
  summary: "How far that is",
  access: "token",
  reply: { status: 200, body: Progress },
  run: async (app, { caller }) => rescanProgress(app, caller),
});
