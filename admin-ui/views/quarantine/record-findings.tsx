import { useState } from "preact/hooks";
import { Findings } from "../../parts/findings.tsx";
import type { QuarantineRecord } from "./record.tsx";
import { SuppressDialog } from "./suppress-dialog.tsx";

type Issue = QuarantineRecord["issues"][number];

export interface RecordFindingsProps {
  readonly record: QuarantineRecord;
  readonly reload: () => void;
}

/** What was found: first what the version before did not have, last what people let pass. */
export function RecordFindings({ record, reload }: RecordFindingsProps) {
  const [passing, setPassing] = useState<Issue | null>(null);
  const { issues, issuesCount, previousVersion } = record;
  const counting = issues.filter(({ isSuppressed }) => !isSuppressed);
  const isNew = counting.filter(isAboutChange);
  const suppressed = issues.filter(({ isSuppressed }) => isSuppressed);
  const isSplit = isNew.length > 0 && isNew.length < counting.length;
  const groups: readonly (readonly [string, readonly Issue[]])[] = isSplit
    ? [
        [`New since ${previousVersion ?? "the version before"}`, isNew],
        ["In files that were there before", counting.filter((issue) => !isAboutChange(issue))],
      ]
    : [[isNew.length > 0 ? `New since ${previousVersion ?? "the version before"}` : "", counting]];
  const hidden = issuesCount - issues.length;
  const letPass = (issue: Issue) =>
    canPass(issue) ? (
      <button type="button" class="is-quiet" onClick={() => setPassing(issue)}>
        Let {issue.ruleId} pass…
      </button>
    ) : null;
  return (
    <section class="card">
      <h2>Findings</h2>
      {counting.length === 0 ? <p>Nothing that was found counts against it.</p> : null}
      {groups.map(([title, some]) => (
        <div key={title} class="finding-group">
          <h3 class={title === "" ? "is-unseen" : undefined}>{title === "" ? "All" : title}</h3>
          <Findings findings={some} action={letPass} />
        </div>
      ))}
      {hidden > 0 ? (
        <p class="is-faint">
          {hidden} lighter findings are not listed. A record that does not list all of them can only
          be decided as a whole.
        </p>
      ) : null}
      {suppressed.length === 0 ? null : (
        <details class="finding-group">
          <summary>
            <h3>Let pass ({suppressed.length})</h3>
          </summary>
          <p class="is-faint">
            These do not count: somebody let their rules pass for this package, in the{" "}
            <a href="#/quarantine?tab=suppressions">suppressions</a> or in the package allowlist.
          </p>
          <Findings findings={suppressed} />
        </details>
      )}
      {passing === null ? null : (
        <SuppressDialog
          record={record}
          ruleId={passing.ruleId}
          onClose={(isDone) => {
            setPassing(null);
            if (isDone) reload();
          }}
        />
      )}
    </section>
  );
}

/** What compares versions is about what is new, and is not marked so itself. */
function isAboutChange({ isNew, family }: Issue): boolean {
  return isNew || family === "difference";
}

/** Lists, archives that read in two ways, and what nobody read to its end cannot be let pass. */
function canPass({ ruleId }: Issue): boolean {
  return !/^(?:META-01$|TAR-|LIM-)/.test(ruleId);
}
