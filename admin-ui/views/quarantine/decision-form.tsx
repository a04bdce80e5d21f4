import { useState } from "preact/hooks";
import { useChannel } from "../../channel/use-channel.ts";
import { ReasonField } from "../../parts/reason-field.tsx";
import { toast } from "../../parts/toasts.tsx";
import { useExpiry } from "../../parts/use-expiry.tsx";
import { useGuarded } from "../../parts/use-guarded.tsx";
import { WorkButton } from "../../parts/work-button.tsx";
import type { QuarantineRecord } from "./record.tsx";
import { labelOf } from "./rows.ts";

type Decision = "approve" | "reject";
type Scope = "digest" | "range" | "findings";

export interface DecisionFormProps {
  readonly record: QuarantineRecord;
  readonly radioId: (decision: Decision) => string;
  readonly leave: () => void;
  readonly reload: () => void;
}

const titles: Readonly<Record<Decision, readonly [title: string, about: string]>> = {
  approve: ["Approve", "It is served from the next request on."],
  reject: ["Reject", "These bytes are refused for good."],
};

/** Approves or rejects exactly the bytes that the page shows. */
export function DecisionForm({ record, radioId, leave, reload }: DecisionFormProps) {
  const channel = useChannel();
  const guarded = useGuarded();
  const expiry = useExpiry("It ends");
  const [decision, setDecision] = useState<Decision | null>(null);
  const [reason, setReason] = useState("");
  const [scope, setScope] = useState<Scope>("digest");
  const [range, setRange] = useState("");
  const { id, integrity, state } = record;
  const isWider = decision === "approve" && scope !== "digest";

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (decision === null) return;
    const beyond = isWider ? { scope, ...(scope === "range" ? { range } : {}) } : {};
    const payload = { id, decision, reason, integrity, ...beyond, ...expiry.payload() };
    const ruled = await guarded.run(() => channel.ask("ruleQuarantine", payload));
    if (ruled === null) return;
    toast(`${decision === "approve" ? "Approved" : "Rejected"} ${labelOf(record)}`, "good");
    if (state === "held") leave();
    else reload();
  };

  return (
    <form onSubmit={(event) => void submit(event)}>
      <fieldset class="decision-choices">
        <legend class="is-unseen">Decision</legend>
        {(["approve", "reject"] as const).map((one) => (
          <label key={one} class={`choice is-${one}`}>
            <input
              type="radio"
              name="decision"
              id={radioId(one)}
              required
              checked={decision === one}
              onChange={() => setDecision(one)}
            />
            <span>
              <strong>{titles[one][0]}</strong> <small>{titles[one][1]}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <ReasonField id="decision-reason" value={reason} onInput={setReason} />
      {decision === "approve" ? (
        <div class="row expiry">
          <label>
            <span>It covers</span>
            <select
              value={scope}
              onChange={(event) => setScope(event.currentTarget.value as Scope)}
            >
              <option value="digest">These bytes alone</option>
              <option value="range">What was found, in a range of versions</option>
              <option value="findings">What was found, in all versions</option>
            </select>
          </label>
          {scope === "range" ? (
            <label>
              <span>Versions, such as ^1.4.0</span>
              <input
                required
                maxLength={200}
                value={range}
                onInput={(event) => setRange(event.currentTarget.value)}
              />
            </label>
          ) : null}
        </div>
      ) : null}
      {expiry.field}
      <p class="bound">
        {isWider
          ? "It is about these bytes, and lets what was found in them pass elsewhere too: "
          : "It is about these bytes alone: "}
        <code>{integrity}</code>
      </p>
      {guarded.field}
      {guarded.refusal}
      <WorkButton look={decision === "reject" ? "is-bad" : "is-primary"} isBusy={guarded.isBusy}>
        {decision === null ? "Decide" : titles[decision][0]}
      </WorkButton>
    </form>
  );
}
