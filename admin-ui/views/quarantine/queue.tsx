import { useEffect, useMemo, useState } from "preact/hooks";
import { useAnswer } from "../../channel/use-channel.ts";
import { Show } from "../../parts/loaded.tsx";
import { linkTo, place, refine } from "../../shell/route.ts";
import { changes } from "./changes.ts";
import { filterId, QueueList } from "./queue-list.tsx";
import {
  inOrder,
  labelOf,
  markFresh,
  narrowed,
  type Row,
  readState,
  states,
  withWords,
} from "./rows.ts";

/** Records by how bad they are, to be opened one by one or decided many at a time. */
export function Queue() {
  const state = readState(place.value.query.get("state"));
  const text = place.value.query.get("q") ?? "";
  useEffect(() => {
    narrowed.value = { state: state === "held" ? "" : state, q: text };
  }, [state, text]);
  const loaded = useAnswer("getQuarantineRows", { state }, changes);
  const { data } = loaded;
  const [news, setNews] = useState("");
  const all = useMemo(() => {
    const rows = data?.rows ?? [];
    return inOrder(state === "all" ? rows : rows.filter((row) => row.state === state));
  }, [data, state]);
  const rows = useMemo(() => withWords(all, text), [all, text]);

  useEffect(() => {
    if (data === null || (state !== "held" && state !== "all")) return;
    const came = markFresh(data.rows);
    if (came.length > 0) setNews(sayNews(came));
  }, [data, state]);

  return (
    <>
      <p class="is-unseen" role="status">
        {news}
      </p>
      <div class="row is-apart queue-head">
        <nav class="segments" aria-label="State">
          {states.map((one) => (
            <a
              key={one}
              href={linkTo("quarantine", "", { state: one === "held" ? "" : one, q: text })}
              aria-current={one === state ? "page" : undefined}
            >
              {one} <span class="segment-count">{data?.counts[one] ?? ""}</span>
            </a>
          ))}
        </nav>
        <label class="queue-filter">
          <span>Filter</span>
          <input
            id={filterId}
            type="search"
            placeholder="Name, rule, words of a finding"
            value={text}
            onInput={(event) => refine({ q: event.currentTarget.value })}
          />
        </label>
      </div>
      <Show of={loaded}>
        {() => <QueueList rows={rows} of={all.length} state={state} reload={loaded.reload} />}
      </Show>
    </>
  );
}

function sayNews(came: readonly Row[]): string {
  const [first] = came;
  if (first === undefined) return "";
  return came.length === 1
    ? `${labelOf(first)} is held since just now.`
    : `${came.length} releases are held since just now.`;
}
