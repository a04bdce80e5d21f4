import { useAnswer } from "../../channel/use-channel.ts";
import { changes } from "./changes.ts";

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
