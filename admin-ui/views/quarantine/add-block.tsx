import { useState } from "preact/hooks";
import { useChannel } from "../../channel/use-channel.ts";
import { CodeField } from "../../parts/code-field.tsx";
import { toast } from "../../parts/toasts.tsx";
import { useGuarded } from "../../parts/use-guarded.tsx";
import { WorkButton } from "../../parts/work-button.tsx";

/** Lists a package, versions of it, or bytes as bad. */
export function AddBlock({ onDone }: { readonly onDone: () => void }) {
  const channel = useChannel();
  const guarded = useGuarded();
  const [subject, setSubject] = useState("");
  const [reason, setReason] = useState("");

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const added = await guarded.run(() => channel.ask("addBlock", { subject, reason }));
    if (added === null) return;
    toast(`${subject} is listed as bad`, "good");
    setSubject("");
    setReason("");
    onDone();
  };

  return (
    <form class="card add-block" onSubmit={(event) => void submit(event)}>
      <h2>List something as bad</h2>
      <div class="toolbar">
        <CodeField
          isWide
          label="Package, package@range, or digest of a tarball"
          maxLength={512}
          value={subject}
          onInput={setSubject}
        />
        <label class="is-wide">
          <span>Reason</span>
          <input
            required
            maxLength={2000}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        {guarded.field}
        <WorkButton look="is-bad" isBusy={guarded.isBusy}>
          Add to the list
        </WorkButton>
      </div>
      {guarded.refusal}
    </form>
  );
}
