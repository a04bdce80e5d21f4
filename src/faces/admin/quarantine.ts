import { z } from "zod";
import { makeReviewable } from "../../quarantine/make-reviewable.ts";
import type { Hold } from "../../quarantine/quarantine.store.ts";
import { findHold, listHolds, ruleOnHold, stateOf } from "../../quarantine/quarantine.ts";
import { rescanHold } from "../../quarantine/rescan.ts";
import { decodeSegment } from "../npm/path.ts";
import { route } from "../route.ts";

const Selected = z.object({ selector: z.string().transform(decodeSegment) });

const Ruling = z.strictObject({
  reason: z.string().min(1).max(2000),
  expires_at: z.iso.datetime().optional(),
  integrity: z.string().optional(),
});

const Record = z.looseObject({
  id: z.string(),
  state: z.enum(["held", "approved", "rejected", "released"]),
});

export const listQuarantine = route({
  method: "GET",
  path: "/-/admin/quarantine",
  summary: "What is in the quarantine",
  access: "token",
  query: z.looseObject({
    state: z.enum(["held", "approved", "rejected", "released", "all"]).default("held"),
  }),
  reply: { status: 200, body: z.object({ files: z.array(Record) }) },
  async run(app, { caller, query }) {
    const holds = await listHolds(app, caller, query.state);
    return { files: holds.map((hold) => shown(hold, app.now())) };
  },
});

export const showQuarantine = route({
  method: "GET",
  path: "/-/admin/quarantine/:selector",
  summary: "One record of the quarantine with its findings",
  access: "token",
  params: Selected,
  reply: { status: 200, body: Record },
  async run(app, { caller, params }) {
    return shown(await findHold(app, caller, params.selector), app.now());
  },
});

const ruling = (decision: "approve" | "reject", summary: string) =>
  route({
    method: "POST",
    path: `/-/admin/quarantine/:selector/${decision}`,
    summary,
    access: "token",
    params: Selected,
    body: Ruling,
    reply: { status: 200, body: Record },
    async run(app, { caller, params, body }) {
      await makeReviewable(app, caller, params.selector);
      const hold = await ruleOnHold(app, caller, {
        selector: params.selector,
        decision,
        reason: body.reason,
        expiresAt: body.expires_at === undefined ? null : new Date(body.expires_at),
        integrity: body.integrity ?? null,
      });
      return { ok: true, ...shown(hold, app.now()) };
    },
  });

export const approveQuarantine = ruling("approve", "Release held bytes, with a reason");
export const rejectQuarantine = ruling("reject", "Refuse held bytes for good, with a reason");

export const rescanQuarantine = route({
  method: "POST",
  path: "/-/admin/quarantine/:selector/rescan",
  summary: "Scan held bytes again with the rules in force",
  access: "token",
  params: Selected,
  reply: { status: 200, body: Record },
  async run(app, { caller, params }) {
    return { ok: true, ...shown(await rescanHold(app, caller, params.selector), app.now()) };
  },
});

/** A record as the contract names its fields (agentregistry contract §7.3). */
function shown(hold: Hold, now: Date): { id: string } & Record<string, unknown> {
  const { report, ruling } = hold;
  return {
    id: hold.id,
    file: hold.file,
    filename: hold.file,
    packageName: hold.name,
    name: hold.name,
    version: hold.version,
    integrity: hold.integrity,
    size: hold.size,
    source: hold.origin === "hosted" ? "local" : "upstream",
    state: stateOf(hold, now),
    verdict: report.verdict,
    ruleset: report.ruleset,
    total: report.total,
    issuesCount: report.findings.length,
    issues: report.findings,
    limitsHit: report.limitsHit,
    quarantinedAt: hold.heldAt,
    releasedAt: hold.releasedAt,
    ruling,
  };
}
