import { useState } from "preact/hooks";
import type { PackageCard } from "../../../src/overview/package-card.ts";
import { useChannel } from "../../channel/use-channel.ts";
import { FormDialog } from "../../parts/form-dialog.tsx";
import { sizeOf } from "../../parts/size.ts";
import { toast } from "../../parts/toasts.tsx";
import { TypedName } from "../../parts/typed-name.tsx";

export interface DeleteDialogProps {
  readonly card: PackageCard;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks for the name, because what is published here cannot be brought back. */
export function DeleteDialog({ card, onDone, onClose }: DeleteDialogProps) {
  const { name, origin, versions } = card;
  const channel = useChannel();
  const [typed, setTyped] = useState("");
  const isHosted = origin === "hosted";
  const count = versions.length === 1 ? "Its version" : `All of its ${versions.length} versions`;
  return (
    <FormDialog
      title={isHosted ? `Unpublish ${name}` : `Delete the copies of ${name}`}
      button={isHosted ? "Unpublish for good" : "Delete the copies"}
      isBad
      isReady={typed === name}
      act={() => channel.ask("deletePackage", { name, force: isHosted })}
      onDone={(done) => {
        toast(`${name}: ${done.versions} removed, ${sizeOf(done.bytes)}`, "good");
        onDone();
      }}
      onClose={onClose}
    >
      <p>
        {isHosted
          ? `${count} will be gone for good, and the numbers can never be used again.`
          : "What was fetched from the upstream is removed here, and fetched and scanned anew when somebody asks for it."}
      </p>
      <TypedName name={name} value={typed} onInput={setTyped} />
    </FormDialog>
  );
}
