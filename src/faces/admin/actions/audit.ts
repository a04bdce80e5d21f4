import { z } from "zod";
import { auditCsv } from "../../../audit/csv.ts";
import type { AuditEntry } from "../../../audit/entry.ts";
import { auditStats, listAudit, verifyAuditAs } from "../../../audit/read.ts";
import { action } from "../action.ts";
import { limitOf, None, TimeField } from "./fields.ts";

const Day = z.iso.date();
const exportFields = {
  startDate: z.union([TimeField, Day]).optional(),
  endDate: z.union([TimeField, Day]).optional(),
  actions: z.array(z.string().max(64)).max(64).default([]),
  severity: z
    .array(z.enum(["info", "warn", "error"]))
    .max(3)
    .default([]),
  limit: limitOf(10_000, 100_000),
};
const Export = z.object(exportFields);

const getAuditLogs = action({
  name: "getAuditLogs",
  about: "What was done here, the newest first.",
  scope: "admin",
  input: z.object({ ...exportFields, limit: limitOf(100, 1000) }),
  answers: "auditLogs",
  async run(app, { caller }, input) {
    return { logs: (await listAudit(app, caller, filterOf(input))).map(shownEntry) };
  },
});

const exportAudit = action({
  name: "exportAudit",
  about: "The same, for keeping elsewhere.",
  scope: "admin",
  input: Export,
  answers: "auditExport",
  async run(app, { caller }, input) {
    const data = (await listAudit(app, caller, filterOf(input))).map(shownEntry);
    return { format: "json", data };
  },
});

const exportAuditCsv = action({
  name: "exportAuditCSV",
  about: "The same as a table in which no cell is a formula.",
  scope: "admin",
  input: Export,
  answers: "auditExportCSV",
  async run(app, { caller }, input) {
    return { format: "csv", data: auditCsv(await listAudit(app, caller, filterOf(input))) };
  },
});

const getAuditStats = action({
  name: "getAuditStats",
  about: "How much was done in the last day.",
  scope: "admin",
  input: None,
  answers: "auditStats",
  run: async (app, { caller }) => ({ ...(await auditStats(app, caller)) }),
});

const verifyAudit = action({
  name: "verifyAudit",
  about: "Whether nobody changed the audit log, and whether an earlier head is still in it.",
  scope: "admin",
  input: z.object({
    head: z
      .string()
      .regex(/^[0-9a-f]{64}$/, "is no hash")
      .optional(),
  }),
  answers: "auditVerified",
  run: async (app, { caller }, { head = null }) => ({
    ...(await verifyAuditAs(app, caller, head)),
  }),
});

function filterOf({ startDate, endDate, actions, severity, limit }: z.output<typeof Export>) {
  return {
    since: startDate === undefined ? null : new Date(startDate).toISOString(),
    // A day includes all of it.
    until: endDate === undefined ? null : endOf(endDate),
    actions,
    severities: severity,
    limit,
  };
}

function endOf(text: string): string {
  const isDay = text.length === 10;
  return isDay ? `${text}T23:59:59.999Z` : new Date(text).toISOString();
}

/** An entry as the contract names its fields (agentregistry contract §16). */
function shownEntry(entry: AuditEntry) {
  const { id, action: what, target, details, severity, createdAt, prevHash, hash } = entry;
  const { principal, via, ip, session, requestId } = entry;
  return {
    id,
    action: what,
    target,
    details: JSON.parse(details) as Readonly<Record<string, unknown>>,
    details_json: details,
    severity,
    created_at: createdAt,
    actor: { principal, ip, via, session },
    request_id: requestId,
    prev_hash: prevHash,
    hash,
  };
}

export const auditActions = [getAuditLogs, exportAudit, exportAuditCsv, getAuditStats, verifyAudit];
