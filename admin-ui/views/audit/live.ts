import type { BroadcastName } from "../../../src/faces/admin/protocol.ts";

/** Most of what is told is written into the log as well; the figures of each second are not. */
export const everything: readonly BroadcastName[] = [
  "package_published",
  "package_blocked",
  "package_approved",
  "package_rejected",
  "ruling_forgotten",
  "package_unpublished",
  "package_withdrawn",
  "quarantine_rescanned",
  "quarantine_bulk_approved",
  "autoAllowChanged",
  "cve_found",
  "config_changed",
];
