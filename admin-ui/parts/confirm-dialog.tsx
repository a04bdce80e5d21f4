import { Dialog } from "./dialog.tsx";
import { toast } from "./toasts.tsx";
import { useGuarded } from "./use-guarded.tsx";

export interface ConfirmDialogProps {
  readonly title: string;
  readonly text: string;
  readonly button: string;
  /** What is said when it is done. */
  readonly done: string;
  readonly act: () => Promise<unknown>;
  readonly onClose: (isDone: boolean) => void;
}

/** Asks before something that needs no reason. */
export function ConfirmDialog({ title, text, button, done, act, onClose }: ConfirmDialogProps) {
  const guarded = useGuarded();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const dialog = (event.currentTarget as HTMLElement).closest("dialog");
    const isDone = await guarded.run(async () => {
      await act();
      return true;
    });
    if (isDone === null) return;
    toast(done, "good");
    dialog?.close();
    onClose(true);
  };
  return (
    <Dialog title={title} onClose={() => onClose(false)}>
      <form onSubmit={(event) => void submit(event)}>
        <p>{text}</p>
        {guarded.field}
        {guarded.refusal}
        <div class="row is-apart">
          <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
            Cancel
          </button>
          <button type="submit" class="is-primary" disabled={guarded.isBusy}>
            {button}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
