import { Empty } from "../../parts/states.tsx";
import { goTo } from "../../shell/route.ts";
import type { State } from "./rows.ts";

export interface NothingProps {
  readonly isFiltered: boolean;
  readonly state: State;
}

const nothing: Readonly<Record<State, string>> = {
  held: "Nothing waits for a decision. What a scan holds from now on appears here by itself.",
  approved: "Nothing is approved. What somebody approves is listed here, and can be taken back.",
  rejected: "Nothing is rejected.",
  released: "Nothing was released by a newer scan or by a list that changed its mind.",
  all: "No release was ever held here.",
};

/** What stands where no record is. */
export function Nothing({ isFiltered, state }: NothingProps) {
  return (
    <Empty>
      {isFiltered ? (
        <>
          <p>No record has these words.</p>
          <button type="button" onClick={() => goTo("quarantine", "", { state })}>
            Show all of them
          </button>
        </>
      ) : (
        <p>{nothing[state]}</p>
      )}
    </Empty>
  );
}
