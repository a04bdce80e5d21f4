import type { AuditEntry } from "./entry.ts";

const header = "id,action,target,details,severity,created_at";

/** Entries as a table that spreadsheets open without taking a name for a formula (RFC 4180). */
export function auditCsv(entries: readonly AuditEntry[]): string {
  const lines = entries.map(({ id, action, target, details, severity, createdAt }) =>
    [String(id), action, target ?? "", details, severity, createdAt].map(cell).join(","),
  );
  return `${[header, ...lines].join("\r\n")}\r\n`;
}

function cell(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}
