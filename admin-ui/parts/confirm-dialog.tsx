import { FormDialog } from "./form-dialog.tsx";
import { toast } from "./toasts.tsx";

export interface ConfirmDialogProps {
  readonly title: string;
  readonly text: string;
  readonly button: string;
  /** Whether it takes something away for good. */
  readonly isBad?: boolean;
  /** What is said when it is done. */
  readonly done: string;
  readonly act: () => Promise<unknown>;
  readonly onClose: (isDone: boolean) => void;
}

/** Asks before something that needs no reason. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, text, button, isBad = false, done, act, onClose } = props;
  return (
    <FormDialog
      title={title}
      button={button}
      isBad={isBad}
      takesOpener
      act={act}
      onDone={() => {
        toast(done, "good");
        onClose(true);
      }}
      onClose={() => onClose(false)}
    >
      <p>{text}</p>
    </FormDialog>
  );
}
