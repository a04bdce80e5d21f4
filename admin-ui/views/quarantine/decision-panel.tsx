import { useState } from "preact/hooks";
import { attempt, useChannel } from "../../channel/use-channel.ts";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Moment } from "../../parts/moment.tsx";
import { WorkButton } from "../../parts/work-button.tsx";
import { DecisionForm } from "./decision-form.tsx";
import type { QuarantineRecord } from "./record.tsx";
import { labelOf } from "./rows.ts";

export interface DecisionPanelProps {
  readonly record: QuarantineRecord;
  readonly reload: () => void;
  /** Goes on to what waits next. */
  readonly leave: () => void;
}

const radioId = (decision: "approve" | "reject") => `decision-${decision}`;

/** Chooses a decision, as a key does: what is missing comes next. */
export function focusDecision(decision: "approve" | "reject"): void {
  const details = document.querySelector<HTMLDetailsElement>("details.decide-again");
  if (details !== null) details.open = true;
  const radio = document.getElementById(radioId(decision));
  radio?.click();
  document.getElementById("decision-reason")?.focus();
}

/** What was decided, and what can be. */
export function DecisionPanel({ record, reload, leave }: DecisionPanelProps) {
  const channel = useChannel();
  const [isTakingBack, setTakingBack] = useState(false);
  const [isScanning, setScanning] = useState(false);
  const { id, file, state, ruling } = record;

  const rescan = async () => {
    setScanning(true);
    const answer = await attempt(channel.ask("rescanQuarantine", { ids: [id] }), null);
    setScanning(false);
    if (answer !== null) reload();
  };
  const form = <DecisionForm record={record} radioId={radioId} leave={leave} reload={reload} />;
  return (
    <section class="card decision">
      <h2>Decision</h2>
      {ruling === null ? null : <Ruled ruling={ruling} state={state} />}
      {state === "held" ? (
        form
      ) : (
        <details class="decide-again">
          <summary>Decide otherwise</summary>
          {form}
        </details>
      )}
      <div class="row">
        {ruling === null ? null : (
          <button type="button" onClick={() => setTakingBack(true)}>
            Take the decision back…
          </button>
        )}
        {state === "held" ? (
          <WorkButton isBusy={isScanning} onClick={() => void rescan()}>
            {isScanning ? "Scanning…" : "Scan again"}
          </WorkButton>
        ) : null}
      </div>
      {isTakingBack ? (
        <ConfirmDialog
          title="Take the decision back?"
          text={`${labelOf(record)} is judged as if nobody had decided about it. What a scan blocks is held again.`}
          button="Take it back"
          done={`The decision about ${labelOf(record)} is taken back`}
          act={() => channel.ask("deleteQuarantine", { file, id, forget: true })}
          onClose={(isDone) => {
            setTakingBack(false);
            if (isDone) reload();
          }}
        />
      ) : null}
    </section>
  );
}

interface RuledProps {
  readonly ruling: NonNullable<QuarantineRecord["ruling"]>;
  readonly state: QuarantineRecord["state"];
}

function Ruled({ ruling, state }: RuledProps) {
  const { decision, person, decidedAt, reason, expiresAt } = ruling;
  const isInForce = state === (decision === "approve" ? "approved" : "rejected");
  return (
    <div class="ruled">
      <p>
        <strong>{decision === "approve" ? "Approved" : "Rejected"}</strong> by {person},{" "}
        <Moment at={decidedAt} />
        {expiresAt === null ? null : (
          <>
            , {Date.parse(expiresAt) <= Date.now() ? "ended" : "until"} <Moment at={expiresAt} />
          </>
        )}
        .{isInForce ? "" : " It does not count any more."}
      </p>
      <blockquote>{reason}</blockquote>
    </div>
  );
}
