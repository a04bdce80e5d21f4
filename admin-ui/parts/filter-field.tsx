export interface FilterFieldProps {
  readonly value: string;
  readonly onInput: (text: string) => void;
  readonly label?: string;
}

/** Narrows a list that is there already, as somebody types. */
export function FilterField({ value, onInput, label = "Filter" }: FilterFieldProps) {
  return (
    <label>
      <span>{label}</span>
      <input
        type="search"
        value={value}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}
