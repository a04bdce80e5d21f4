import { useState } from "preact/hooks";
import { useChannel } from "../../channel/use-channel.ts";
import { CodeField } from "../../parts/code-field.tsx";
import type { Change } from "../../parts/use-change.tsx";
import { WorkButton } from "../../parts/work-button.tsx";

export interface AddIpRuleProps {
  readonly isBusy: boolean;
  readonly change: Change["change"];
  readonly onDone: () => void;
}

export function AddIpRule({ isBusy, change, onDone }: AddIpRuleProps) {
  const channel = useChannel();
  const [pattern, setPattern] = useState("");
  const [description, setDescription] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const run = (force: boolean) =>
      channel.ask("addAllowlistEntry", { pattern: pattern.trim(), description, force });
    void change(run, `${pattern} is a rule`, () => {
      setPattern("");
      setDescription("");
      onDone();
    });
  };
  return (
    <form class="toolbar" onSubmit={submit}>
      <CodeField
        label="Address, block, 10.*, or localhost"
        maxLength={64}
        value={pattern}
        onInput={setPattern}
      />
      <label class="is-wide">
        <span>What it is for</span>
        <input
          maxLength={500}
          value={description}
          onInput={(event) => setDescription(event.currentTarget.value)}
        />
      </label>
      <WorkButton isBusy={isBusy}>Add</WorkButton>
    </form>
  );
}
