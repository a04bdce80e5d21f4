export interface ReasonFieldProps {
  readonly id?: string;
  readonly value: string;
  readonly onInput: (text: string) => void;
}

/** Why somebody decides so. It is kept with the decision, and a dialog that has one begins there. */
export function ReasonField({ id, value, onInput }: ReasonFieldProps) {
  return (
    <label>
      <span>Reason (kept with the decision)</span>
      <textarea
        {...(id === undefined ? {} : { id })}
        ref={beginHere}
        required
        rows={3}
        maxLength={2000}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}

/** Read by dialogs when they open, and by nothing else. */
function beginHere(element: HTMLTextAreaElement | null): void {
  if (element !== null) element.autofocus = true;
}
