import { useEffect, useRef, useState } from "preact/hooks";
import { More } from "../../parts/more.tsx";
import { isFocusFree } from "../../shell/focus.ts";
import { BulkDialog, type BulkTask } from "./bulk-dialog.tsx";
import { Nothing } from "./queue-nothing.tsx";
import { QueueRow, rowId } from "./queue-row.tsx";
import { cursor, fresh, type Row, type State, selected, toggle } from "./rows.ts";
import { ShortcutButton, useShortcutHelp } from "./shortcut-help.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

/** So many rows are made at first, and so many more with each step. */
const step = 100;
const statusId = "queue-status";
/** The field that the key for it leads to. */
export const filterId = "queue-filter";

export interface QueueListProps {
  readonly rows: readonly Row[];
  readonly of: number;
  readonly state: State;
  readonly reload: () => void;
}

/** Rows to go through by keys, and what can be done with those that are selected. */
export function QueueList({ rows, of, state, reload }: QueueListProps) {
  const [shown, setShown] = useState(() => {
    const at = rows.findIndex(({ id }) => id === cursor.peek());
    return step * Math.ceil((at + 2) / step);
  });
  const [task, setTask] = useState<BulkTask | null>(null);
  const help = useShortcutHelp();
  // Nothing has the focus after a record was left; who came by the menu keeps it there.
  const wantsFocus = useRef(cursor.peek() !== null && isFocusFree());
  const chosen = rows.filter(({ id }) => selected.value.has(id));

  // Where somebody was before a record was opened, or where a key led.
  useEffect(() => {
    if (!wantsFocus.current || cursor.value === null) return;
    wantsFocus.current = false;
    const link = document.getElementById(rowId(cursor.value));
    (link ?? document.getElementById(statusId))?.focus();
  });

  const indexHere = () => rows.findIndex(({ id }) => id === focusedId());
  const here = () => rows[indexHere()];
  const move = (by: number) => {
    const at = indexHere();
    const before = rows.findIndex(({ id }) => id === cursor.peek());
    const next = at === -1 ? (before === -1 ? 0 : before) : at + by;
    const row = rows[Math.max(0, Math.min(rows.length - 1, next))];
    if (row === undefined) return;
    if (next >= shown) setShown(shown + step);
    wantsFocus.current = true;
    cursor.value = row.id;
    document.getElementById(rowId(row.id))?.focus();
  };
  const decide = (kind: BulkTask["kind"]) => {
    const current = here();
    const some = chosen.length > 0 ? chosen : current === undefined ? [] : [current];
    if (some.length > 0) setTask({ kind, rows: some });
  };
  // Arrows scroll, unless somebody is in the list already.
  const moveFromRow = (by: number) => {
    if (indexHere() === -1) return true;
    move(by);
    return undefined;
  };

  useShortcuts({
    j: () => void move(1),
    k: () => void move(-1),
    ArrowDown: () => moveFromRow(1),
    ArrowUp: () => moveFromRow(-1),
    x: () => {
      const row = here();
      if (row !== undefined) toggle(row.id);
    },
    a: () => void decide("approve"),
    r: () => void decide("reject"),
    "/": () => void document.getElementById(filterId)?.focus(),
    "?": () => void help.open(),
  });

  const allChosen = rows.length > 0 && chosen.length === rows.length;
  const news = rows.filter(({ id }) => fresh.value.has(id)).length;
  return (
    <>
      <div class="queue-bar">
        <label class="is-inline">
          <input
            type="checkbox"
            disabled={rows.length === 0}
            checked={allChosen}
            indeterminate={chosen.length > 0 && !allChosen}
            onChange={() => {
              selected.value = new Set(allChosen ? [] : rows.map(({ id }) => id));
            }}
          />
          <span>{chosen.length > 0 ? `${chosen.length} selected` : "Select all"}</span>
        </label>
        {chosen.length > 0 ? (
          <div class="row">
            {state === "approved" ? null : (
              <button type="button" onClick={() => decide("approve")}>
                Approve…
              </button>
            )}
            {state === "rejected" ? null : (
              <button type="button" class="is-bad" onClick={() => decide("reject")}>
                Reject…
              </button>
            )}
            {state === "held" || state === "all" ? (
              <button type="button" onClick={() => decide("rescan")}>
                Scan again…
              </button>
            ) : null}
          </div>
        ) : null}
        <p id={statusId} class="queue-status" tabIndex={-1} role="status">
          {rows.length === of ? `${of}` : `${rows.length} of ${of}`}{" "}
          {of === 1 ? "record" : "records"}
          {news > 0 ? `, ${news} new` : ""}
        </p>
        <ShortcutButton onOpen={help.open} />
      </div>
      {rows.length === 0 ? (
        <Nothing isFiltered={of > 0} state={state} />
      ) : (
        <ol class="queue">
          {rows.slice(0, shown).map((row) => (
            <QueueRow key={row.id} row={row} />
          ))}
        </ol>
      )}
      <More rest={rows.length - shown} step={step} onMore={() => setShown(shown + step)} />
      {help.dialog}
      {task === null ? null : (
        <BulkDialog
          task={task}
          onClose={(isDone) => {
            setTask(null);
            if (!isDone) return;
            selected.value = new Set();
            reload();
            document.getElementById(statusId)?.focus();
          }}
        />
      )}
    </>
  );
}

/** The record whose row has the focus, or something in it. */
function focusedId(): string | null {
  const row = document.activeElement?.closest<HTMLElement>("[data-record]");
  return row?.dataset["record"] ?? null;
}
