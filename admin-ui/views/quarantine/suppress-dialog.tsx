import { useState } from "preact/hooks";
import { useChannel } from "../../channel/use-channel.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { toast } from "../../parts/toasts.tsx";
import { useExpiry } from "../../parts/use-expiry.tsx";
import { useGuarded } from "../../parts/use-guarded.tsx";
import type { QuarantineRecord } from "./record.tsx";

export interface SuppressDialogProps {
  readonly record: QuarantineRecord;
  readonly ruleId: string;
  readonly onClose: (isDone: boolean) => void;
}

/** Lets one rule pass for one package, with a reason. */
export function SuppressDialog({ record, ruleId, onClose }: SuppressDialogProps) {
  const channel = useChannel();
  const guarded = useGuarded();
  const expiry = useExpiry("It counts again");
  const [reason, setReason] = useState("");
  const { name } = record;

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const dialog = (event.currentTarget as HTMLElement).closest("dialog");
    const payload = { package: name, rule: ruleId, reason, ...expiry.payload() };
    const made = await guarded.run(() => channel.ask("suppressRule", payload));
    if (made === null) return;
    toast(`${ruleId} is let pass for ${name}`, "good");
    dialog?.close();
    onClose(true);
  };

  return (
    <Dialog title={`Let ${ruleId} pass for ${name}`} onClose={() => onClose(false)}>
      <form onSubmit={(event) => void submit(event)}>
        <p>
          What {ruleId} found in <strong>{name}</strong> counts no more, in this and in later
          versions, as long as the files that it stands in stay the same byte for byte. Other code
          is held again. If nothing else counts against this release, it is served from the next
          request on.
        </p>
        <label>
          <span>Reason</span>
          <textarea
            required
            rows={3}
            maxLength={2000}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        {expiry.field}
        {guarded.field}
        {guarded.refusal}
        <div class="row is-apart">
          <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
            Cancel
          </button>
          <button type="submit" class="is-primary" disabled={guarded.isBusy}>
            Let it pass
          </button>
        </div>
      </form>
    </Dialog>
  );
}
