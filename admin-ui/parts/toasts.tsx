import { signal } from "@preact/signals";
import type { Tone } from "./states.tsx";

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: Tone;
}

const toasts = signal<readonly Toast[]>([]);
const shownForMs = 6000;
const mostAtOnce = 4;
let lastId = 0;

/** Says something in a corner for some seconds, aloud too where a screen is read out. */
export function toast(text: string, tone: Tone = "plain"): void {
  const id = ++lastId;
  toasts.value = [...toasts.value, { id, text, tone }].slice(-mostAtOnce);
  // What went wrong stays until somebody closes it.
  if (tone !== "bad") setTimeout(() => close(id), shownForMs);
}

function close(id: number): void {
  toasts.value = toasts.value.filter((one) => one.id !== id);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, text, tone }) => (
        <div key={id} class={`toast is-${tone}`}>
          <span>{text}</span>
          <button type="button" class="is-quiet" aria-label="Close" onClick={() => close(id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
