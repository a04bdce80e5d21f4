import { useAnswer } from "../../channel/use-channel.ts";

const changes = [
  "package_blocked",
  "package_approved",
  "package_rejected",
  "package_withdrawn",
  "quarantine_rescanned",
  "quarantine_bulk_approved",
] as const;

/** How many records wait for a person. */
export function HeldCount() {
  const { data } = useAnswer("getStats", {}, changes);
  if (data === null || data.quarantine === 0) return null;
  return (
    <span class="count">
      {data.quarantine}
      <span class="is-unseen"> held</span>
    </span>
  );
}
