import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

const days: readonly (readonly [string, string])[] = [
  ["", "Never"],
  ["1", "In a day"],
  ["7", "In a week"],
  ["30", "In 30 days"],
  ["90", "In 90 days"],
  ["date", "On a date"],
];

export interface Expiry {
  readonly field: ComponentChildren;
  /** As a payload has it; without the field when it never ends. */
  readonly payload: () => { readonly expires_at?: string };
}

/** Until when a decision counts. */
export function useExpiry(label: string): Expiry {
  const [choice, setChoice] = useState("");
  const [date, setDate] = useState("");
  const field = (
    <div class="row expiry">
      <label>
        <span>{label}</span>
        <select value={choice} onChange={(event) => setChoice(event.currentTarget.value)}>
          {days.map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {choice === "date" ? (
        <label>
          <span>Last day</span>
          <input
            type="date"
            required
            min={new Date().toISOString().slice(0, 10)}
            value={date}
            onInput={(event) => setDate(event.currentTarget.value)}
          />
        </label>
      ) : null}
    </div>
  );
  const payload = () => {
    if (choice === "") return {};
    const end =
      choice === "date"
        ? new Date(`${date}T23:59:59`)
        : new Date(Date.now() + Number(choice) * 86_400_000);
    return { expires_at: end.toISOString() };
  };
  return { field, payload };
}
