/** What may change which records there are, and how they stand. */
export const changes = [
  "package_published",
  "package_blocked",
  "package_approved",
  "package_rejected",
  "package_unpublished",
  "package_withdrawn",
  "ruling_forgotten",
  "quarantine_rescanned",
  "quarantine_bulk_approved",
  "config_changed",
] as const;
