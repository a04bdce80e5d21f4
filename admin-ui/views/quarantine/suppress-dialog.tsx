import { useState } from "preact/hooks";
import { useChannel } from "../../channel/use-channel.ts";
import { FormDialog } from "../../parts/form-dialog.tsx";
import { ReasonField } from "../../parts/reason-field.tsx";
import { toast } from "../../parts/toasts.tsx";
import { useExpiry } from "../../parts/use-expiry.tsx";
import type { QuarantineRecord } from "./record.tsx";

export interface SuppressDialogProps {
  readonly record: QuarantineRecord;
  readonly ruleId: string;
  readonly onClose: (isDone: boolean) => void;
}

/** Lets one rule pass for one package, with a reason. */
export function SuppressDialog({ record: { name }, ruleId, onClose }: SuppressDialogProps) {
  const channel = useChannel();
  const expiry = useExpiry("It counts again");
  const [reason, setReason] = useState("");
  const payload = () => ({ package: name, rule: ruleId, reason, ...expiry.payload() });
  return (
    <FormDialog
      title={`Let ${ruleId} pass for ${name}`}
      button="Let it pass"
      takesOpener
      act={() => channel.ask("suppressRule", payload())}
      onDone={() => {
        toast(`${ruleId} is let pass for ${name}`, "good");
        onClose(true);
      }}
      onClose={() => onClose(false)}
    >
      <p>
        What {ruleId} found in <strong>{name}</strong> counts no more, in this and in later
        versions, as long as the files that it stands in stay the same byte for byte. Other code is
        held again. If nothing else counts against this release, it is served from the next request
        on.
      </p>
      <ReasonField value={reason} onInput={setReason} />
      {expiry.field}
    </FormDialog>
  );
}
