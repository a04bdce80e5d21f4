import { useState } from "preact/hooks";
import { useAnswer } from "../../channel/use-channel.ts";
import { Diff } from "../../parts/diff.tsx";
import { Show } from "../../parts/loaded.tsx";
import type { QuarantineRecord } from "./record.tsx";

const nothingBefore = {
  local: "There is no clean version before it, so all of its files count as added.",
  upstream:
    "No clean version before it is stored here. To compare, the registry fetches and scans one, if " +
    "there is any; else all files count as added.",
} as const;

/** How it differs from the last version that is good, when somebody wants to see that. */
export function RecordDiff({ record }: { readonly record: QuarantineRecord }) {
  const { id, previousVersion, diffSummary, source } = record;
  const [isWanted, setWanted] = useState(false);
  if (isWanted) return <Loaded id={id} />;
  return (
    <>
      <p>
        {previousVersion === null || diffSummary === null
          ? nothingBefore[source === "local" ? "local" : "upstream"]
          : `Files: ${diffSummary.added} added, ${diffSummary.removed} removed, ${diffSummary.changed} changed, ${diffSummary.same} the same.`}
      </p>
      <button type="button" onClick={() => setWanted(true)}>
        {previousVersion === null ? "Show its files" : `Compare with ${previousVersion}`}
      </button>
    </>
  );
}

function Loaded({ id }: { readonly id: string }) {
  const loaded = useAnswer("getQuarantineDiff", { id });
  return (
    <Show of={loaded}>
      {(diff) => (
        <>
          <p class="is-faint">
            {diff.previousVersion === null
              ? "There is no clean version to compare with, so every file counts as added."
              : `Compared with ${diff.previousVersion}, the newest clean version before it.`}
          </p>
          <Diff diff={diff} />
        </>
      )}
    </Show>
  );
}
