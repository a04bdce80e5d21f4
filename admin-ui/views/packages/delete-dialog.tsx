import { useState } from "preact/hooks";
import type { PackageCard } from "../../../src/overview/package-card.ts";
import { attempt, useChannel } from "../../channel/use-channel.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { sizeOf } from "../../parts/size.tsx";
import { toast } from "../../parts/toasts.tsx";

export interface DeleteDialogProps {
  readonly card: PackageCard;
  readonly onClose: (isDone: boolean) => void;
}

/** Asks for the name, because what is published here cannot be brought back. */
export function DeleteDialog({ card: { name, origin, versions }, onClose }: DeleteDialogProps) {
  const channel = useChannel();
  const [typed, setTyped] = useState("");
  const [isBusy, setBusy] = useState(false);
  const isHosted = origin === "hosted";
  const count = versions.length === 1 ? "Its version" : `All of its ${versions.length} versions`;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    const done = await attempt(channel.ask("deletePackage", { name, force: isHosted }), null);
    setBusy(false);
    if (done === null) return;
    toast(`${name}: ${done.versions} removed, ${sizeOf(done.bytes)}.`, "good");
    onClose(true);
  };
  return (
    <Dialog
      title={isHosted ? `Unpublish ${name}` : `Delete the copies of ${name}`}
      onClose={() => onClose(false)}
    >
      <form onSubmit={(event) => void submit(event)}>
        <p>
          {isHosted
            ? `${count} will be gone for good, and the numbers can never be used again.`
            : "What was fetched from the upstream is removed here, and fetched and scanned anew when somebody asks for it."}
        </p>
        <label>
          <span>
            Type <b>{name}</b> to confirm
          </span>
          <input
            value={typed}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <div class="row">
          <button type="submit" class="is-bad" disabled={isBusy || typed !== name}>
            {isHosted ? "Unpublish for good" : "Delete the copies"}
          </button>
          <button type="button" onClick={() => onClose(false)}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
