import { visibleText } from "../../parts/visible-text.ts";

export interface ConflictProps {
  /** The text that is in force now. */
  readonly theirs: string;
  readonly onTheirs: () => void;
  readonly onMine: () => void;
}

/** Somebody else, or an editor, changed the file while this one was being written. */
export function Conflict({ theirs, onTheirs, onMine }: ConflictProps) {
  return (
    <div class="notice is-warn" role="alert">
      <p>
        The policy was changed by somebody else meanwhile. Yours would replace theirs; take over
        from it what you need.
      </p>
      <div class="row">
        <button type="button" onClick={onMine}>
          Go on with mine
        </button>
        <button type="button" onClick={onTheirs}>
          Drop mine
        </button>
      </div>
      <details class="conflict-text">
        <summary>What is in force now</summary>
        <pre>{theirs === "" ? "(empty)" : visibleText(theirs)}</pre>
      </details>
    </div>
  );
}
