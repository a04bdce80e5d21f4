export interface PersonFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (text: string) => void;
}

/** The name of an account. */
export function PersonField({ label, value, onInput }: PersonFieldProps) {
  return (
    <label>
      <span>{label}</span>
      <input
        required
        maxLength={200}
        value={value}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}
