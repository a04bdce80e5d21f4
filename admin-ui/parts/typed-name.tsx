export interface TypedNameProps {
  readonly name: string;
  readonly value: string;
  readonly onInput: (text: string) => void;
}

/** Asks for a name before what cannot be taken back. */
export function TypedName({ name, value, onInput }: TypedNameProps) {
  return (
    <label>
      <span>
        Type <b>{name}</b> to confirm
      </span>
      <input
        required
        value={value}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}
