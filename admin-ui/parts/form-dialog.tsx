import type { ComponentChildren } from "preact";
import { focusContent } from "../shell/focus.ts";
import { Dialog } from "./dialog.tsx";
import { useGuarded } from "./use-guarded.tsx";
import { WorkButton } from "./work-button.tsx";

export interface FormDialogProps<T> {
  readonly title: string;
  /** What the button says that does it. */
  readonly button: string;
  /** Whether it takes something away. */
  readonly isBad?: boolean;
  readonly isReady?: boolean;
  /** Whether what it was opened from goes away with it, so that focus cannot go back there. */
  readonly takesOpener?: boolean;
  /** Whether the registry has asked for the passphrase already. */
  readonly hasAsked?: boolean;
  /** What it throws is said in the dialog. */
  readonly act: () => Promise<T>;
  readonly onDone: (result: T) => void;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Fields, a button that does it, and one that does not. */
export function FormDialog<T>(props: FormDialogProps<T>) {
  const { title, button, isBad = false, isReady = true, act, onDone, onClose, children } = props;
  const { takesOpener = isBad } = props;
  const guarded = useGuarded(props.hasAsked);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const dialog = (event.currentTarget as HTMLElement).closest("dialog");
    const done = await guarded.run(async () => ({ result: await act() }));
    if (done === null) return;
    dialog?.close();
    if (takesOpener) focusContent();
    onDone(done.result);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        {children}
        {guarded.field}
        {guarded.refusal}
        <div class="row is-apart">
          <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
            Cancel
          </button>
          <WorkButton
            look={isBad ? "is-bad" : "is-primary"}
            isBusy={guarded.isBusy}
            isOff={!isReady}
          >
            {button}
          </WorkButton>
        </div>
      </form>
    </Dialog>
  );
}
