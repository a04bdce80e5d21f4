import { useState } from "preact/hooks";
import { useChannel } from "../../channel/use-channel.ts";
import { CodeField } from "../../parts/code-field.tsx";
import { FormDialog } from "../../parts/form-dialog.tsx";
import { toast } from "../../parts/toasts.tsx";
import { useExpiry } from "../../parts/use-expiry.tsx";

export interface NewExemptionProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Exempts a package or a scope from rules that only raise a suspicion. */
export function NewExemption({ onDone, onClose }: NewExemptionProps) {
  const channel = useChannel();
  const expiry = useExpiry("It ends");
  const [pattern, setPattern] = useState("");
  const [rules, setRules] = useState("");
  const [description, setDescription] = useState("");
  const act = () =>
    channel.ask("addPackageAllowlistEntry", {
      pattern: pattern.trim(),
      description,
      rules: rules.split(/[\s,]+/).filter((id) => id !== ""),
      ...expiry.payload(),
    });
  return (
    <FormDialog
      title="Exempt a package"
      button="Exempt it"
      act={act}
      onDone={({ released, existing }) => {
        if (existing === true) toast("There was such an entry already");
        else toast(`${pattern} is exempted; ${released} releases are let go`, "good");
        onDone();
      }}
      onClose={onClose}
    >
      <CodeField
        label="Name, @scope/name or @scope/*, each also with @range"
        maxLength={600}
        value={pattern}
        onInput={setPattern}
      />
      <CodeField
        isOptional
        label="Rules, such as INS-18 (empty for all that can be exempted)"
        maxLength={2000}
        value={rules}
        onInput={setRules}
      />
      <label>
        <span>Why</span>
        <input
          required
          maxLength={500}
          value={description}
          onInput={(event) => setDescription(event.currentTarget.value)}
        />
      </label>
      {expiry.field}
    </FormDialog>
  );
}
