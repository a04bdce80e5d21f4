import type { ComponentChildren } from "preact";

export function Loading() {
  return (
    <p class="loading" role="status">
      Loading…
    </p>
  );
}

export interface FailureProps {
  readonly message: string;
  readonly retry?: () => void;
}

export function Failure({ message, retry }: FailureProps) {
  return (
    <div class="notice is-bad" role="alert">
      <p>{message}</p>
      {retry === undefined ? null : (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

/** What stands where nothing is: says why, and what could be done. */
export function Empty({ children }: { readonly children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}

export type Tone = "plain" | "good" | "warn" | "bad";

export function Notice({
  tone = "plain",
  children,
}: {
  readonly tone?: Tone;
  readonly children: ComponentChildren;
}) {
  return <div class={`notice is-${tone}`}>{children}</div>;
}

/** A word in a box. Its colour only repeats what the word says. */
export function Badge({
  tone = "plain",
  children,
}: {
  readonly tone?: Tone;
  readonly children: ComponentChildren;
}) {
  return <span class={`badge is-${tone}`}>{children}</span>;
}
