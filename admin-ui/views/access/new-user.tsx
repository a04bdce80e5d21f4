import { useState } from "preact/hooks";
import { useChannel } from "../../channel/use-channel.ts";
import { CodeField } from "../../parts/code-field.tsx";
import { FormDialog } from "../../parts/form-dialog.tsx";
import { toast } from "../../parts/toasts.tsx";
import { NewPassword } from "./new-password.tsx";

export interface NewUserProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Adds an account with a first password. */
export function NewUser({ onDone, onClose }: NewUserProps) {
  const channel = useChannel();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  return (
    <FormDialog
      title="New user"
      button="Add"
      act={() => channel.ask("createUser", { name: name.trim(), email, password })}
      onDone={(user) => {
        toast(`${user.name} can sign in`, "good");
        onDone();
      }}
      onClose={onClose}
    >
      <CodeField label="Name" value={name} onInput={setName} />
      <label>
        <span>E-mail (may stay empty; nothing is sent to it)</span>
        <input
          type="email"
          maxLength={254}
          value={email}
          autocomplete="off"
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
      </label>
      <NewPassword value={password} onInput={setPassword} />
    </FormDialog>
  );
}
