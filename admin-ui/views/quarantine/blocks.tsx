import { useMemo, useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { useAnswer, useChannel } from "../../channel/use-channel.ts";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { FilterField } from "../../parts/filter-field.tsx";
import { Show } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { More } from "../../parts/more.tsx";
import { Empty } from "../../parts/states.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { AddBlock } from "./add-block.tsx";
import { changes } from "./changes.ts";

type Block = Answer<"getBlocks">["blocks"][number];

/** So many are asked for; lists from elsewhere can be long. */
const limit = 5000;
const step = 200;

/** What is listed as bad: by people here, and by the lists that the registry follows. */
export function Blocks() {
  const channel = useChannel();
  const loaded = useAnswer("getBlocks", { limit }, changes);
  const [removing, setRemoving] = useState<Block | null>(null);
  return (
    <>
      <p>
        What stands here is held without being fetched, whatever a scan says of it. An approval that
        was given later than the entry counts all the same.
      </p>
      <AddBlock onDone={loaded.reload} />
      <Show of={loaded}>{({ blocks }) => <List blocks={blocks} remove={setRemoving} />}</Show>
      {removing === null ? null : (
        <ConfirmDialog
          title={`Take ${removing.subject} off the list?`}
          text={`It was listed because: ${removing.reason}`}
          button="Take it off"
          done={`${removing.subject} is not listed any more`}
          act={() => channel.ask("removeBlock", { subject: removing.subject })}
          onClose={(isDone) => {
            setRemoving(null);
            if (isDone) loaded.reload();
          }}
        />
      )}
    </>
  );
}

interface ListProps {
  readonly blocks: readonly Block[];
  readonly remove: (block: Block) => void;
}

function List({ blocks, remove }: ListProps) {
  const [text, setText] = useState("");
  const [shown, setShown] = useState(step);
  const found = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return blocks.filter(({ subject, reason }) =>
      `${subject} ${reason}`.toLowerCase().includes(wanted),
    );
  }, [blocks, text]);
  if (blocks.length === 0) {
    return (
      <Empty>
        <p>Nothing is listed as bad.</p>
      </Empty>
    );
  }
  return (
    <>
      <div class="toolbar">
        <FilterField value={text} onInput={setText} />
        <p class="is-faint" role="status">
          {found.length} of {blocks.length}
          {blocks.length === limit ? " or more" : ""} entries
        </p>
      </div>
      <Table
        caption="What is listed as bad"
        columns={columnsWith(remove)}
        rows={found.slice(0, shown)}
        keyOf={({ subject, source }) => `${source} ${subject}`}
      />
      <More rest={found.length - shown} step={step} onMore={() => setShown(shown + step)} />
    </>
  );
}

function columnsWith(remove: ListProps["remove"]): readonly Column<Block>[] {
  return [
    { title: "What", cell: ({ subject }) => <span class="is-name">{subject}</span> },
    { title: "Reason", cell: ({ reason }) => reason },
    {
      title: "List",
      cell: ({ source }) => (
        <span class="is-name">{source === "local" ? "of this registry" : source}</span>
      ),
    },
    {
      title: "Added",
      cell: ({ addedBy, addedAt, source }) => (
        <span class="is-whole">
          {source === "local" ? `${addedBy}, ` : ""}
          <Moment at={addedAt} />
        </span>
      ),
    },
    {
      title: "Change",
      cell: (block) =>
        block.source === "local" ? (
          <button
            type="button"
            class="is-whole"
            aria-label={`Take off…: ${block.subject}`}
            onClick={() => remove(block)}
          >
            Take off…
          </button>
        ) : (
          <span class="is-faint">follows its list</span>
        ),
    },
  ];
}
