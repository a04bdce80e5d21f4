import { useState } from "preact/hooks";
import { useChannel } from "../../channel/use-channel.ts";
import { FormDialog } from "../../parts/form-dialog.tsx";
import { toast } from "../../parts/toasts.tsx";
import { NewPassword } from "./new-password.tsx";
import type { User } from "./users.tsx";

export interface ResetPasswordProps {
  readonly user: User;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Sets a password for somebody who lost theirs. */
export function ResetPassword({ user: { name, tfa }, onDone, onClose }: ResetPasswordProps) {
  const channel = useChannel();
  const [password, setPassword] = useState("");
  const [dropsTfa, setDropsTfa] = useState(false);
  return (
    <FormDialog
      title={`New password for ${name}`}
      button="Set it"
      act={() => channel.ask("resetPassword", { name, password, disable_2fa: dropsTfa })}
      onDone={() => {
        toast(`${name} has a new password`, "good");
        onDone();
      }}
      onClose={onClose}
    >
      <p>The old password stops working. Tokens of {name} stay as they are.</p>
      <NewPassword value={password} onInput={setPassword} />
      {tfa === null ? null : (
        <label class="is-inline">
          <input
            type="checkbox"
            checked={dropsTfa}
            onChange={(event) => setDropsTfa(event.currentTarget.checked)}
          />
          <span>Take away the second factor as well</span>
        </label>
      )}
    </FormDialog>
  );
}
