import type { ActionInput } from "../../../src/faces/admin/protocol.ts";

const limit = "100000";
const path = "/-/admin/audit/export";

/** Saves a part of the log as a file. Over HTTP, because the channel is for short answers. */
export async function download(
  kind: "json" | "csv",
  { startDate, endDate, actions, severity }: ActionInput<"exportAudit">,
): Promise<void> {
  const query = new URLSearchParams({
    limit,
    ...(startDate === undefined ? {} : { startDate }),
    ...(endDate === undefined ? {} : { endDate }),
    ...(actions === undefined ? {} : { actions: actions.join(",") }),
    ...(severity === undefined ? {} : { severity: severity.join(",") }),
  });
  const response = await fetch(`${kind === "csv" ? `${path}/csv` : path}?${query}`, {
    headers: { "x-admin-token": window.ADMIN_SESSION_TOKEN },
  });
  if (!response.ok) throw new Error(`The registry answered with ${response.status}.`);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = `audit-${new Date().toISOString().slice(0, 10)}.${kind}`;
  link.click();
  // Browsers have taken the bytes over by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
