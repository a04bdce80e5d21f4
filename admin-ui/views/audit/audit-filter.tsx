import { linkTo, refine } from "../../shell/route.ts";
import { wordsOfAction } from "../overview/event-words.ts";
import type { Filter } from "./filter.ts";
import { groups } from "./groups.ts";

/** Narrows the list; what is chosen stands in the address. */
export function AuditFilter({ filter: { from, to, what, severity } }: { readonly filter: Filter }) {
  const isNarrow = from !== "" || to !== "" || what !== "" || severity !== "";
  return (
    <div class="toolbar">
      <label>
        <span>From</span>
        <input
          type="date"
          value={from}
          max={to}
          onChange={(event) => refine({ from: event.currentTarget.value })}
        />
      </label>
      <label>
        <span>To</span>
        <input
          type="date"
          value={to}
          min={from}
          onChange={(event) => refine({ to: event.currentTarget.value })}
        />
      </label>
      <label>
        <span>What</span>
        <select value={what} onChange={(event) => refine({ what: event.currentTarget.value })}>
          <option value="">Everything</option>
          {[...groups].map(([group, actions]) => (
            <optgroup key={group} label={group}>
              <option value={group}>{group}: all</option>
              {actions.map((action) => (
                <option key={action} value={action}>
                  {wordsOfAction(action)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label>
        <span>Severity</span>
        <select
          value={severity}
          onChange={(event) => refine({ severity: event.currentTarget.value })}
        >
          <option value="">All</option>
          <option value="info">info</option>
          <option value="warn">warn</option>
          <option value="error">error</option>
        </select>
      </label>
      {isNarrow ? (
        <a class="button" href={linkTo("audit")}>
          Show everything
        </a>
      ) : null}
    </div>
  );
}
