import { Show } from "../../parts/loaded.tsx";
import { Badge, Empty } from "../../parts/states.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { WorkButton } from "../../parts/work-button.tsx";
import { subjectOf, wordsOfAction } from "../overview/event-words.ts";
import { Actor } from "./actor.tsx";
import { Details } from "./details.tsx";
import type { Filter } from "./filter.ts";
import { type Entry, useEntries } from "./use-entries.ts";

/** The entries, the newest first. */
export function AuditTable({ filter }: { readonly filter: Filter }) {
  const { loaded, entries, firstHead, hasOlder, isLoadingOlder, loadOlder } = useEntries(filter);
  const fresh = entries.filter(({ id }) => id > firstHead).length;
  return (
    <Show of={loaded}>
      {() => (
        <section aria-label="Entries">
          <p class="is-faint" role="status">
            {entries.length.toLocaleString("en")} {entries.length === 1 ? "entry" : "entries"}
            {hasOlder ? ", and older ones" : ""}
            {fresh === 0 ? "" : `; ${fresh} came while you were looking`}
          </p>
          {entries.length === 0 ? (
            <Empty>
              <p>Nothing that fits was written down.</p>
            </Empty>
          ) : (
            <div class="audit">
              <Table
                caption="Entries of the audit log"
                columns={columnsWith(firstHead)}
                rows={entries}
                keyOf={({ id }) => String(id)}
              />
            </div>
          )}
          {hasOlder ? (
            <WorkButton look="more" isBusy={isLoadingOlder} onClick={() => void loadOlder()}>
              {isLoadingOlder ? "Fetching older ones" : "Show older ones"}
            </WorkButton>
          ) : null}
        </section>
      )}
    </Show>
  );
}

const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const tones = { warn: "warn", error: "bad" } as const;

function columnsWith(firstHead: number): readonly Column<Entry>[] {
  return [
    {
      title: "When",
      cell: ({ id, created_at }) => (
        <>
          <time dateTime={created_at}>{exact.format(new Date(created_at))}</time>{" "}
          {id > firstHead ? <Badge tone="good">new</Badge> : null}
        </>
      ),
    },
    {
      title: "What",
      cell: (entry) => {
        const subject = subjectOf(entry);
        return (
          <>
            {wordsOfAction(entry.action)}{" "}
            {subject === null ? null : <strong class="is-name">{visibleText(subject)}</strong>}
          </>
        );
      },
    },
    { title: "Who", cell: ({ actor }) => <Actor actor={actor} /> },
    {
      title: "Severity",
      cell: ({ severity }) => (
        <Badge tone={tones[severity as keyof typeof tones] ?? "plain"}>{severity}</Badge>
      ),
    },
    { title: "Details", cell: (entry) => <Details entry={entry} /> },
  ];
}
