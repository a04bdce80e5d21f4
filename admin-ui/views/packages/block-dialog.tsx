import { useState } from "preact/hooks";
import { useChannel } from "../../channel/use-channel.ts";
import { FormDialog } from "../../parts/form-dialog.tsx";
import { ReasonField } from "../../parts/reason-field.tsx";
import { toast } from "../../parts/toasts.tsx";
import { visibleText } from "../../parts/visible-text.ts";

export interface BlockDialogProps {
  /** name@version */
  readonly subject: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Lists one version as bad, with a reason that others will read. */
export function BlockDialog({ subject, onDone, onClose }: BlockDialogProps) {
  const channel = useChannel();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={`Block ${visibleText(subject)}`}
      button="Block"
      isBad
      isReady={reason.trim() !== ""}
      act={() => channel.ask("addBlock", { subject, reason })}
      onDone={() => {
        toast(`${subject} is blocked`, "good");
        onDone();
      }}
      onClose={onClose}
    >
      <p>It is held from now on. Whoever was served it before stands among the recalls.</p>
      <ReasonField value={reason} onInput={setReason} />
    </FormDialog>
  );
}
