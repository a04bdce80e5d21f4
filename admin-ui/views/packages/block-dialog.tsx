import { useState } from "preact/hooks";
import { attempt, useChannel } from "../../channel/use-channel.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { visibleText } from "../../parts/visible-text.ts";

export interface BlockDialogProps {
  /** name@version */
  readonly subject: string;
  readonly onClose: (isDone: boolean) => void;
}

/** Lists one version as bad, with a reason that others will read. */
export function BlockDialog({ subject, onClose }: BlockDialogProps) {
  const channel = useChannel();
  const [reason, setReason] = useState("");
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    const payload = { subject, reason };
    const done = await attempt(channel.ask("addBlock", payload), `${subject} is blocked.`);
    setBusy(false);
    if (done !== null) onClose(true);
  };
  return (
    <Dialog title={`Block ${visibleText(subject)}`} onClose={() => onClose(false)}>
      <form onSubmit={(event) => void submit(event)}>
        <p>It is held from now on. Whoever was served it before stands among the recalls.</p>
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
        <div class="row">
          <button type="submit" class="is-bad" disabled={isBusy || reason.trim() === ""}>
            Block
          </button>
          <button type="button" onClick={() => onClose(false)}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
