import type { AuditSeverity } from "../../../src/audit/entry.ts";
import type { ActionInput } from "../../../src/faces/admin/protocol.ts";
import { type Group, groups } from "./groups.ts";

/** What of the log is shown; empty texts mean all. */
export interface Filter {
  /** A day, such as 2026-11-20. */
  readonly from: string;
  readonly to: string;
  /** A group of actions, or one of them. */
  readonly what: string;
  readonly severity: AuditSeverity | "";
}

const severities: readonly string[] = ["info", "warn", "error"] satisfies AuditSeverity[];

export function filterFrom(query: URLSearchParams): Filter {
  const severity = query.get("severity") ?? "";
  return {
    from: dayIn(query.get("from")),
    to: dayIn(query.get("to")),
    what: query.get("what") ?? "",
    severity: severities.includes(severity) ? (severity as AuditSeverity) : "",
  };
}

function dayIn(text: string | null): string {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : "";
}

/** The same as the registry is asked for it. */
export function payloadOf({ from, to, what, severity }: Filter): ActionInput<"getAuditLogs"> {
  return {
    ...(from === "" ? {} : { startDate: startOf(from) }),
    ...(to === "" ? {} : { endDate: endOf(to) }),
    ...(what === "" ? {} : { actions: [...(groups.get(what as Group) ?? [what])] }),
    ...(severity === "" ? {} : { severity: [severity] }),
  };
}

/** Days are those of whoever looks, not of the log's clock. */
function startOf(day: string): string {
  return new Date(`${day}T00:00:00`).toISOString();
}

function endOf(day: string): string {
  return new Date(`${day}T23:59:59.999`).toISOString();
}
