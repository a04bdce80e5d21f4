import { useEffect, useRef, useState } from "preact/hooks";
import { refine } from "../../shell/route.ts";

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  /** What else of the address begins anew with another search. */
  readonly resets: readonly string[];
}

const pauseMs = 250;

/** What somebody looks for, in the address a moment after the last key. */
export function SearchField({ label, value, resets }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const sent = useRef(value);
  useEffect(() => {
    // A link or the way back changed the address; what is being typed stays.
    if (value !== sent.current) setText(value);
    sent.current = value;
  }, [value]);
  useEffect(() => () => void (timer.current !== null && clearTimeout(timer.current)), []);
  const change = (next: string) => {
    setText(next);
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      sent.current = next.trim();
      refine({ ...Object.fromEntries(resets.map((key) => [key, ""])), q: next.trim() });
    }, pauseMs);
  };
  return (
    <label class="search-field">
      <span>{label}</span>
      <input
        type="search"
        value={text}
        maxLength={200}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => change(event.currentTarget.value)}
      />
    </label>
  );
}
