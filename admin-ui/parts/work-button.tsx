import type { ComponentChildren } from "preact";

export interface WorkButtonProps {
  readonly isBusy: boolean;
  /** Whether there is nothing to do for it yet. */
  readonly isOff?: boolean;
  /** Left out where it submits its form. */
  readonly onClick?: () => void;
  readonly look?: "is-primary" | "is-bad" | "more";
  /** What it is called where the words on it do not say it by themselves. */
  readonly label?: string;
  readonly children: ComponentChildren;
}

/**
 * A button whose work takes a while. Meanwhile it does nothing, but it is not disabled: whoever pressed
 * it with the keyboard would lose their place.
 */
export function WorkButton(props: WorkButtonProps) {
  const { isBusy, isOff = false, onClick, look, label, children } = props;
  return (
    <button
      type={onClick === undefined ? "submit" : "button"}
      class={look}
      disabled={isOff}
      aria-disabled={isBusy}
      aria-label={label}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.();
      }}
    >
      {children}
    </button>
  );
}
