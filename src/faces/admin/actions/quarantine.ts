import { z } from "zod";
import type { App } from "../../../context.ts";
import { RegistryError } from "../../../errors.ts";
import {
  approvalScope,
  approveBeyond,
  requireApprovalScope,
} from "../../../quarantine/approve-scope.ts";
import {
  forgetByLabel,
  rescanMany,
  ruleByLabel,
  ruleOnMany,
  type ShownRecord,
} from "../../../quarantine/by-label.ts";
import { diffRelease } from "../../../quarantine/diff-release.ts";
import { makeReviewable } from "../../../quarantine/make-reviewable.ts";
import { eachHold, findHold, listHolds, ruleOnHold } from "../../../quarantine/quarantine.ts";
import { listRecalls } from "../../../quarantine/recalls.ts";
import { holdDetails } from "../../../quarantine/record.ts";
import { rescanAll, rescanProgress } from "../../../quarantine/rescan-all.ts";
import type { StandingHold } from "../../../quarantine/standing.ts";
import { listSuppressions, suppressRule, unsuppress } from "../../../quarantine/suppressions.ts";
import { type ActionCall, action } from "../action.ts";
import { shownRecord, shownRow } from "../record.ts";
import { approvalFields, IdField, LabelField, None, ReasonField, TimeField } from "./fields.ts";

const States = z.enum(["held", "approved", "rejected", "released", "all"]);
const Ids = z.array(IdField).min(1).max(1000).describe("Ids of records.");
const saidNothing = "approved in the admin channel";

const getQuarantine = action({
  name: "getQuarantine",
  about: "The records that wait for a person, or those in another state, the newest first.",
  scope: "review",
  input: z.object({ state: States.default("held") }),
  answers: "quarantine",
  async run(app, { caller, session }, { state }) {
    const holds = await listHolds(app, caller, state);
    // What was decided already must not be decided again by an answer to the whole list.
    const waiting = holds.filter((hold) => hold.state === "held");
    session.listed = waiting.map(({ id, file }) => ({ id, file }));
    return { files: holds.map(shownRecord) };
  },
});

const getQuarantineRows = action({
  name: "getQuarantineRows",
  about: "The same in few words each, with how many there are in which state.",
  scope: "review",
  input: z.object({ state: States.default("held") }),
  answers: "quarantineRows",
  async run(app, { caller }, { state }) {
    const counts = { held: 0, approved: 0, rejected: 0, released: 0, all: 0 };
    const rows: ReturnType<typeof shownRow>[] = [];
    for await (const hold of eachHold(app, caller)) {
      counts[hold.state] += 1;
      counts.all += 1;
      if (state === "all" || hold.state === state) rows.push(shownRow(hold));
    }
    return { counts, rows };
  },
});

const getQuarantineRecord = action({
  name: "getQuarantineRecord",
  about: "One record with who asked for it and what differs from the last good version.",
  scope: "review",
  input: z.object({ id: IdField }),
  answers: "quarantineRecord",
  async run(app, { caller }, { id }) {
    const { hold, ...around } = await holdDetails(app, caller, id);
    return { ...shownRecord(hold), ...around };
  },
});

const getQuarantineDiff = action({
  name: "getQuarantineDiff",
  about: "How a held release differs from the newest good version before it.",
  scope: "review",
  input: z.object({ id: IdField }),
  answers: "quarantineDiff",
  async run(app, { caller }, { id }) {
    const hold = await findHold(app, caller, id);
    return { ...(await diffRelease(app, hold, { mayFetch: true, wantsText: true })) };
  },
});

const approveQuarantine = action({
  name: "approveQuarantine",
  about:
    "Releases held bytes: those of the record that the last list of this connection showed, or the " +
    "one that has the label. Approving what is approved succeeds.",
  scope: "review",
  input: z.object({
    file: LabelField,
    id: IdField.optional(),
    integrity: z.string().max(200).optional().describe("Refused unless the bytes have it."),
    note: ReasonField.optional().describe("Why; it is kept."),
    expires_at: TimeField.optional(),
    ...approvalFields,
  }),
  answers: "quarantineApproved",
  async run(app, { caller, session }, { file, id = null, integrity = null, note, ...input }) {
    const { expires_at, range = null } = input;
    const scope = approvalScope(input.scope, range);
    requireApprovalScope(app, caller, scope);
    const reason = note ?? saidNothing;
    const expiresAt = expires_at === undefined ? null : new Date(expires_at);
    const request = { file, id, integrity, decision: "approve", reason, expiresAt } as const;
    const { hold } = await ruleByLabel(app, caller, request, session.listed);
    const beyond = await approveBeyond(app, caller, hold, scope, request);
    const { name, version } = hold;
    const approved = { file, success: true, packageName: name, version, integrity: hold.integrity };
    return { ...approved, ...(beyond === null ? {} : { beyond }) };
  },
});

const deleteQuarantine = action({
  name: "deleteQuarantine",
  also: ["deleteQuarantineFile"],
  about: "Rejects held bytes for good; with `forget` takes back what was decided about them.",
  scope: "review",
  input: z.object({
    file: LabelField,
    id: IdField.optional(),
    note: ReasonField.optional(),
    forget: z.boolean().default(false),
  }),
  answers: "quarantineFileDeleted",
  async run(app, { caller, session }, { file, id = null, note, forget }) {
    if (forget) {
      const { alreadyGone } = await forgetByLabel(app, caller, { file, id }, session.listed);
      return { file, alreadyGone };
    }
    const reason = note ?? "rejected in the admin channel";
    const request = { file, id, decision: "reject", reason, expiresAt: null } as const;
    const ruling = { ...request, integrity: null };
    const { wasSo } = await ruleByLabel(app, caller, ruling, session.listed);
    return { file, alreadyGone: wasSo };
  },
});

const ruleQuarantine = action({
  name: "ruleQuarantine",
  about: "Approves or rejects one record by its id, with a reason and until when it counts.",
  scope: "review",
  input: z.object({
    id: IdField,
    decision: z.enum(["approve", "reject"]),
    reason: ReasonField,
    integrity: z.string().max(200).optional(),
    expires_at: TimeField.optional(),
    ...approvalFields,
  }),
  answers: "quarantineRuled",
  async run(app, { caller }, { id, decision, reason, integrity = null, expires_at, ...input }) {
    const scope = approvalScope(input.scope, input.range ?? null);
    requireApprovalScope(app, caller, scope);
    if (decision === "approve") await makeReviewable(app, caller, id);
    const expiresAt = expires_at === undefined ? null : new Date(expires_at);
    const ruling = { selector: id, decision, reason, integrity, expiresAt };
    const hold = await ruleOnHold(app, caller, ruling);
    const beyond =
      decision === "approve" ? await approveBeyond(app, caller, hold, scope, ruling) : null;
    return { ...shownRecord(hold), ...(beyond === null ? {} : { beyond }) };
  },
});

const approveAllQuarantine = action({
  name: "approveAllQuarantine",
  about: "Approves the named records, or exactly those of this connection's last list.",
  scope: "review",
  input: z.object({ ids: Ids.optional(), note: ReasonField.optional() }),
  answers: "allQuarantineApproved",
  async run(app, call, { ids, note }) {
    const records = await recordsOf(app, call, ids);
    const { done, failed } = await ruleOnMany(
      app,
      call.caller,
      records,
      "approve",
      note ?? saidNothing,
    );
    const files = done.map(({ file }) => file);
    call.session.tell("quarantine_bulk_approved", { count: files.length, files });
    return { count: files.length, files, ...(failed.length > 0 ? { failed } : {}) };
  },
});

const clearQuarantine = action({
  name: "clearQuarantine",
  about:
    "Rejects the named records, or everything that waits; with `forget` takes back every decision " +
    "instead.",
  scope: "review",
  input: z.object({
    ids: Ids.optional(),
    forget: z.boolean().default(false),
    note: ReasonField.optional(),
  }),
  answers: "quarantineCleared",
  async run(app, call, { ids, forget, note }) {
    const { caller } = call;
    if (forget && ids !== undefined) {
      throw new RegistryError(
        "invalid",
        "ids: decisions are taken back one by one, or all of them",
      );
    }
    if (forget) {
      let cleared = 0;
      for (const { id, file, ruling } of await listHolds(app, caller, "all")) {
        if (ruling === null) continue;
        await forgetByLabel(app, caller, { file, id }, null);
        cleared += 1;
      }
      return { cleared };
    }
    const records =
      ids === undefined ? await listHolds(app, caller, "held") : await recordsOf(app, call, ids);
    const reason = note ?? "cleared in the admin channel";
    const { done, failed } = await ruleOnMany(app, caller, records, "reject", reason);
    return { cleared: done.length, ...(failed.length > 0 ? { failed } : {}) };
  },
});

const rescanQuarantine = action({
  name: "rescanQuarantine",
  about: "Judges held bytes anew; the sessions are told how far it is.",
  scope: "review",
  input: z.object({ ids: Ids.optional() }),
  answers: "rescanComplete",
  async run(app, { caller, session }, { ids }) {
    const held = await listHolds(app, caller, "held");
    const records = ids === undefined ? held : held.filter(({ id }) => ids.includes(id));
    const { done } = await rescanMany(app, caller, records);
    const results = done.map((hold) => ({
      file: hold.file,
      safe: hold.state === "released",
      issues: hold.report.findings.length,
      issueDetails: hold.report.findings.slice(0, 20),
    }));
    const approved = results.filter(({ safe }) => safe).length;
    session.tell("quarantine_rescanned", { approved, total: records.length });
    return { results, approved };
  },
});

const suppressRuleAction = action({
  name: "suppressRule",
  about: "Lets a rule pass for a package, while the code that it found stays the same.",
  scope: "review",
  input: z.object({
    package: z.string().min(1).max(700).describe("name or name@version"),
    rule: z.string().regex(/^[A-Z]{2,5}-[A-Z]?\d{2,3}$/, "is no id of a rule, such as INS-05"),
    reason: ReasonField,
    expires_at: TimeField.optional(),
  }),
  answers: "ruleSuppressed",
  async run(app, { caller }, input) {
    const { package: subject, rule: ruleId, reason, expires_at } = input;
    const expiresAt = expires_at === undefined ? null : new Date(expires_at);
    return { ...(await suppressRule(app, caller, { subject, ruleId, reason, expiresAt })) };
  },
});

const unsuppressRule = action({
  name: "unsuppressRule",
  about: "Lets a rule count again.",
  scope: "review",
  input: z.object({ id: IdField }),
  answers: "ruleUnsuppressed",
  run: async (app, { caller }, { id }) => ({ ...(await unsuppress(app, caller, id)) }),
});

const getSuppressions = action({
  name: "getSuppressions",
  about: "Rules that people let pass, the newest first.",
  scope: "review",
  input: None,
  answers: "suppressions",
  run: async (app, { caller }) => ({ suppressions: await listSuppressions(app, caller) }),
});

const getRecalls = action({
  name: "getRecalls",
  about: "Versions that were served and are held now, with who fetched them.",
  scope: "review",
  input: None,
  answers: "recalls",
  run: async (app, { caller }) => ({ recalls: await listRecalls(app, caller) }),
});

const rescanEverything = action({
  name: "rescanAll",
  about: "Begins to judge everything anew that other rules judged.",
  scope: "admin",
  input: None,
  answers: "rescanProgress",
  run: async (app, { caller }) => ({ ...rescanAll(app, caller) }),
});

const getRescanProgress = action({
  name: "getRescanProgress",
  about: "How far that is.",
  scope: "admin",
  input: None,
  answers: "rescanProgress",
  run: async (app, { caller }) => ({ ...rescanProgress(app, caller) }),
});

async function recordsOf(
  app: App,
  { caller, session }: ActionCall,
  ids: readonly string[] | undefined,
): Promise<readonly ShownRecord[]> {
  if (ids === undefined) {
    if (session.listed !== null) return session.listed;
    throw new RegistryError(
      "invalid",
      "ids: name the records, or list the quarantine on this connection first",
    );
  }
  const known = new Map<string, StandingHold>();
  for (const hold of await listHolds(app, caller, "all")) known.set(hold.id, hold);
  return ids.map((id) => known.get(id) ?? { id, file: id });
}

export const quarantineActions = [
  getQuarantine,
  getQuarantineRows,
  getQuarantineRecord,
  getQuarantineDiff,
  approveQuarantine,
  deleteQuarantine,
  ruleQuarantine,
  approveAllQuarantine,
  clearQuarantine,
  rescanQuarantine,
  getSuppressions,
  suppressRuleAction,
  unsuppressRule,
  getRecalls,
  rescanEverything,
  getRescanProgress,
];
