export interface MoreProps {
  /** How many are not shown yet. */
  readonly rest: number;
  /** How many come with each click. */
  readonly step: number;
  /** What they are, where the list above does not say it. */
  readonly what?: string;
  readonly onMore: () => void;
}

/** The way on in a list that is not shown as a whole; nothing when it is. */
export function More({ rest, step, what = "", onMore }: MoreProps) {
  if (rest <= 0) return null;
  return (
    <button type="button" class="more" onClick={onMore}>
      Show {Math.min(step, rest).toLocaleString("en")} more {what}
      {rest > step ? ` of ${rest.toLocaleString("en")}` : ""}
    </button>
  );
}
