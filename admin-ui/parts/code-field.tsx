export interface CodeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (text: string) => void;
  readonly maxLength?: number;
  readonly isOptional?: boolean;
  /** Whether it takes the room that is left. */
  readonly isWide?: boolean;
}

/** A name, an address or another text for a machine: nothing corrects it or makes it up. */
export function CodeField(props: CodeFieldProps) {
  const { label, value, onInput, maxLength = 200, isOptional = false, isWide = false } = props;
  return (
    <label class={isWide ? "is-wide" : undefined}>
      <span>{label}</span>
      <input
        required={!isOptional}
        maxLength={maxLength}
        value={value}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}
