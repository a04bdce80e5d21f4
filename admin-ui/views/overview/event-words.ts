import type { Answer } from "../../channel/channel.ts";

/** What entries of the audit log and broadcasts are, as somebody would tell it. */
const words: Readonly<Record<string, string>> = {
  package_published: "Published",
  package_unpublished: "Unpublished",
  package_staged: "Staged",
  package_blocked: "Held",
  package_approved: "Approved",
  package_rejected: "Rejected",
  package_withdrawn: "Recalled",
  package_deprecated: "Deprecated",
  package_changed: "Changed",
  ruling_forgotten: "Decision taken back about",
  rule_suppressed: "Rule let pass for",
  rule_unsuppressed: "Rule counts again for",
  dist_tag_changed: "Tag changed of",
  scan_completed: "Scanned",
  cache_cleared: "Cache cleared of",
  token_created: "Token created",
  token_revoked: "Token revoked",
  org_created: "Organization created",
  member_changed: "Members changed of",
  user_created: "User created",
  user_removed: "User removed",
  password_reset: "Password reset of",
  block_added: "Listed as bad",
  block_removed: "Taken off the block list",
  advisories_imported: "Advisories imported",
  cve_scan: "Compared with the advisories",
  cve_found: "Advisory found for",
  config_change: "Settings changed",
  allowlist_add: "Added to an allowlist",
  allowlist_remove: "Removed from an allowlist",
  allowlist_toggle: "Switched in an allowlist",
  audit_pruned: "Audit log trimmed",
  server_started: "Registry started",
  server_stopped: "Registry stopped",
  backup_created: "Backup made",
  restore_done: "Restored from a backup",
  security_alert: "Attack refused",
  ip_denied: "Address refused",
  origin_denied: "Other site refused",
  auth_failed: "Sign-in failed",
  rate_limit_exceeded: "Too many requests",
};

/** What it was done to: tokens have numbers that tell nobody anything, and labels. */
export function subjectOf({
  target,
  details,
}: Answer<"getAuditLogs">["logs"][number]): string | null {
  const label = details["label"];
  return typeof label === "string" && label !== "" ? label : target;
}

export function wordsOfAction(action: string): string {
  return words[action] ?? action.replaceAll("_", " ");
}
