import { z } from "zod";
import { requirePassphrase, showPassphrase } from "../../access/passphrase.ts";
import {
  approvalScope,
  approveBeyond,
  requireApprovalScope,
} from "../../quarantine/approve-scope.ts";
import { diffRelease } from "../../quarantine/diff-release.ts";
import { makeReviewable } from "../../quarantine/make-reviewable.ts";
import { findHold, forgetRulings, listHolds, ruleOnHold } from "../../quarantine/quarantine.ts";
import { type HoldDetails, holdDetails } from "../../quarantine/record.ts";
import { rescanHold } from "../../quarantine/rescan.ts";
import { sha256Of } from "../../quarantine/sha256-of.ts";
import { decodeSegment } from "../npm/path.ts";
import { route } from "../route.ts";
import { approvalFields } from "./actions/fields.ts";
import { Passphrase } from "./passphrase-field.ts";
import { type ShownFields, shownRecord as shown } from "./record.ts";

const Selected = z.object({ selector: z.string().transform(decodeSegment) });

const Ruling = z.strictObject({
  reason: z.string().min(1).max(2000),
  expires_at: z.iso.datetime().optional(),
  integrity: z.string().optional(),
  passphrase: Passphrase,
  ...approvalFields,
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
    return { files: (await listHolds(app, caller, query.state)).map(shown) };
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
    return detailed(await holdDetails(app, caller, params.selector));
  },
});

const FileDiff = z.looseObject({
  path: z.string(),
  change: z.enum(["added", "removed", "changed"]),
  patch: z.string().nullable().describe("Unified. A stranger's text: show it to people alone."),
});

export const diffQuarantine = route({
  method: "GET",
  path: "/-/admin/quarantine/:selector/diff",
  summary: "How a held release differs from the newest good version before it",
  access: "token",
  params: Selected,
  reply: {
    status: 200,
    body: z.looseObject({ previousVersion: z.string().nullable(), files: z.array(FileDiff) }),
  },
  async run(app, { caller, params }) {
    const hold = await findHold(app, caller, params.selector);
    return await diffRelease(app, hold, { mayFetch: true, wantsText: true });
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
    async run(app, { caller: sender, params, body }) {
      const caller = await showPassphrase(app, sender, body.passphrase ?? null);
      const scope = approvalScope(body.scope, body.range ?? null);
      if (decision === "approve") requirePassphrase(app, caller);
      requireApprovalScope(app, caller, scope);
      await makeReviewable(app, caller, params.selector);
      const { reason, integrity = null } = body;
      const expiresAt = body.expires_at === undefined ? null : new Date(body.expires_at);
      const ruling = { selector: params.selector, decision, reason, expiresAt, integrity };
      const hold = await ruleOnHold(app, caller, ruling);
      const beyond =
        decision === "approve" ? await approveBeyond(app, caller, hold, scope, ruling) : null;
      const hash = decision === "approve" ? await sha256Of(app, hold) : null;
      return {
        ok: true,
        ...(hash === null ? {} : { hash }),
        ...shown(hold),
        ...(beyond === null ? {} : { beyond }),
      };
    },
  });

export const approveQuarantine = ruling("approve", "Release held bytes, with a reason");
export const rejectQuarantine = ruling("reject", "Refuse held bytes for good, with a reason");

export const deleteQuarantine = route({
  method: "DELETE",
  path: "/-/admin/quarantine/:selector",
  summary: "Refuse held bytes for good; the same as reject, for programs that delete",
  access: "token",
  params: Selected,
  query: z.looseObject({
    reason: z.string().min(1).max(2000).default("deleted from the quarantine"),
  }),
  reply: { status: 200, body: Record },
  async run(app, { caller, params: { selector }, query: { reason } }) {
    const { state } = await findHold(app, caller, selector);
    const request = { selector, decision: "reject", reason } as const;
    const hold = await ruleOnHold(app, caller, { ...request, expiresAt: null, integrity: null });
    return { ok: true, alreadyGone: state === "rejected", ...shown(hold) };
  },
});

export const forgetQuarantine = route({
  method: "POST",
  path: "/-/admin/quarantine/:selector/forget",
  summary: "Take back what was decided about held bytes",
  access: "token",
  params: Selected,
  reply: { status: 200, body: Record },
  async run(app, { caller, params }) {
    const { hold, alreadyGone } = await forgetRulings(app, caller, params.selector);
    return { ok: true, alreadyGone, ...shown(hold) };
  },
});

export const rescanQuarantine = route({
  method: "POST",
  path: "/-/admin/quarantine/:selector/rescan",
  summary: "Scan held bytes again with the rules in force",
  access: "token",
  params: Selected,
  reply: { status: 200, body: Record },
  async run(app, { caller, params }) {
    return { ok: true, ...shown(await rescanHold(app, caller, params.selector)) };
  },
});

function detailed({ hold, ...around }: HoldDetails): ShownFields {
  return { ...shown(hold), ...around };
}
