import { createHash } from "node:crypto";
import { type Caller, principalTextOf } from "../access/permit.ts";

export const auditActions = [
  "package_published",
  "package_unpublished",
  "package_staged",
  "package_blocked",
  "package_approved",
  "package_rejected",
  "package_withdrawn",
  "package_deprecated",
  "package_changed",
  "pack_published",
  "expert_signed",
  "ruling_forgotten",
  "rule_suppressed",
  "rule_unsuppressed",
  "dist_tag_changed",
  "scan_completed",
  "cache_cleared",
  "token_created",
  "token_revoked",
  "org_created",
  "member_changed",
  "team_changed",
  "user_created",
  "user_removed",
  "password_reset",
  "block_added",
  "block_removed",
  "advisories_imported",
  "cve_scan",
  "config_change",
  "allowlist_add",
  "allowlist_remove",
  "allowlist_toggle",
  "audit_pruned",
  "server_started",
  "server_stopped",
  "backup_created",
  "restore_done",
  "security_alert",
  "ip_denied",
  "origin_denied",
  "auth_failed",
  "rate_limit_exceeded",
] as const;

export type AuditAction = (typeof auditActions)[number];
export type AuditSeverity = "info" | "warn" | "error";

/** Something worth remembering, as the function that did it tells it. */
export interface AuditNote {
  readonly action: AuditAction;
  /** What it was done to, such as `name@version`. */
  readonly target: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly severity?: AuditSeverity;
}

/** Who did it, and how the call came. */
export interface AuditActor {
  /** As `principalToText` writes it, or `system` for what nobody asked for. */
  readonly principal: string;
  readonly via: "http" | "ws" | "cli" | "system";
  readonly ip: string | null;
  readonly session: string | null;
  readonly requestId: string | null;
}

export interface AuditEntry extends AuditActor {
  readonly id: number;
  readonly action: string;
  readonly target: string | null;
  /** JSON, byte for byte as it was hashed. */
  readonly details: string;
  readonly severity: string;
  readonly createdAt: string;
  readonly prevHash: string;
  readonly hash: string;
}

/** What the first entry has for the hash of the one before it. */
export const chainStart = "0".repeat(64);

export const systemActor: AuditActor = {
  principal: "system",
  via: "system",
  ip: null,
  session: null,
  requestId: null,
};

export function actorOf(caller: Caller): AuditActor {
  const { via = "cli", ip = null, session = null, requestId = null } = caller.from ?? {};
  return { principal: principalTextOf(caller), via, ip, session, requestId };
}

/** The hash of an entry: over all that it says and the hash of the one before it. */
export function hashOfEntry(entry: Omit<AuditEntry, "hash">): string {
  const { id, action, target, details, severity, createdAt } = entry;
  const { principal, via, ip, session, requestId, prevHash } = entry;
  const said = [id, action, target, details, severity, createdAt];
  const who = [principal, via, ip, session, requestId];
  return createHash("sha256")
    .update(JSON.stringify([prevHash, ...said, ...who]))
    .digest("hex");
}

/**
 * Entries about what people decided, and about attacks, are kept for ever; the others are about how the
 * registry ran.
 */
export const passingActions: readonly AuditAction[] = [
  "scan_completed",
  "cache_cleared",
  "cve_scan",
  "advisories_imported",
  "server_started",
  "server_stopped",
  "backup_created",
  "ip_denied",
  "origin_denied",
  "auth_failed",
  "rate_limit_exceeded",
];
