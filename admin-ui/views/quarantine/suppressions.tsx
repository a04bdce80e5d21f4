import { useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { useAnswer, useChannel } from "../../channel/use-channel.ts";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Show } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { Badge, Empty } from "../../parts/states.tsx";
import { type Column, Table } from "../../parts/table.tsx";

type Suppression = Answer<"getSuppressions">["suppressions"][number];

/** Rules that people let pass for packages. */
export function Suppressions() {
  const channel = useChannel();
  const loaded = useAnswer("getSuppressions", {}, ["config_changed"]);
  const [ending, setEnding] = useState<Suppression | null>(null);
  const columns: readonly Column<Suppression>[] = [
    { title: "Package", cell: ({ name }) => <span class="is-name">{name}</span> },
    { title: "Rule", cell: ({ ruleId }) => <code class="is-whole">{ruleId}</code> },
    { title: "Reason", cell: ({ reason }) => reason },
    {
      title: "By",
      cell: ({ person, createdAt }) => (
        <span class="is-name">
          {person}, <Moment at={createdAt} />
        </span>
      ),
    },
    { title: "Ends", cell: ({ expiresAt }) => <Ends at={expiresAt} /> },
    {
      title: "Change",
      cell: (one) => (
        <button
          type="button"
          class="is-whole"
          aria-label={`Let it count again…: ${one.ruleId} for ${one.name}`}
          onClick={() => setEnding(one)}
        >
          Let it count again…
        </button>
      ),
    },
  ];
  return (
    <Show of={loaded}>
      {({ suppressions }) => (
        <>
          <p>
            A rule that is let pass holds nothing of that package, as long as the files that it
            found stay the same. It is begun at a finding of a record.
          </p>
          {suppressions.length === 0 ? (
            <Empty>
              <p>Every rule counts for every package.</p>
            </Empty>
          ) : (
            <Table
              caption="Rules that are let pass"
              columns={columns}
              rows={suppressions}
              keyOf={({ id }) => id}
            />
          )}
          {ending === null ? null : (
            <ConfirmDialog
              title={`Let ${ending.ruleId} count again?`}
              text={`What it finds in ${ending.name} holds releases again from the next request on.`}
              button="Let it count"
              done={`${ending.ruleId} counts again for ${ending.name}`}
              act={() => channel.ask("unsuppressRule", { id: ending.id })}
              onClose={(isDone) => {
                setEnding(null);
                if (isDone) loaded.reload();
              }}
            />
          )}
        </>
      )}
    </Show>
  );
}

function Ends({ at }: { readonly at: string | null }) {
  if (at === null) return <span class="is-whole">never</span>;
  if (Date.parse(at) <= Date.now()) return <Badge>ended</Badge>;
  return (
    <span class="is-whole">
      <Moment at={at} />
    </span>
  );
}
