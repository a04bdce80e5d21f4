import { useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { attempt, useAnswer, useChannel } from "../../channel/use-channel.ts";
import { Show } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { Badge, Empty } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { WorkButton } from "../../parts/work-button.tsx";
import { linkTo } from "../../shell/route.ts";

type List = Answer<"getSources">["sources"][number];

const columns = [
  { title: "List", cell: ({ source }: List) => <code>{visibleText(source)}</code> },
  {
    title: "State",
    cell: ({ failure }: List) =>
      failure === null ? (
        <Badge tone="good">read</Badge>
      ) : (
        <>
          <Badge tone="bad">not readable</Badge>
          <span class="row-note">{visibleText(failure)}; what it held before counts on</span>
        </>
      ),
  },
  { title: "As of", cell: ({ refreshedAt }: List) => <Moment at={refreshedAt} /> },
  { title: "Asked", cell: ({ triedAt }: List) => <Moment at={triedAt} /> },
];

/** The lists of bad packages and advisories that are asked again and again. */
export function BadLists({ onChange }: { readonly onChange: () => void }) {
  const channel = useChannel();
  const loaded = useAnswer("getSources", {}, ["config_changed"]);
  const [isBusy, setBusy] = useState(false);
  const refresh = async () => {
    setBusy(true);
    await attempt(channel.ask("refreshSources"), "The lists were asked");
    setBusy(false);
    loaded.reload();
    onChange();
  };
  return (
    <section>
      <div class="part-head">
        <div>
          <h2>Lists that are followed</h2>
          <p>
            What they name as malware is held without being fetched; see the{" "}
            <a href={linkTo("quarantine", "", { tab: "blocks" })}>block list</a>.
          </p>
        </div>
        <WorkButton isBusy={isBusy} onClick={() => void refresh()}>
          {isBusy ? "Asking" : "Ask them now"}
        </WorkButton>
      </div>
      <Show of={loaded}>
        {({ sources }) =>
          sources.length === 0 ? (
            <Empty>
              <p>
                None was asked so far. They are named in the setting <code>advisories.sources</code>
                .
              </p>
            </Empty>
          ) : (
            <Table
              caption="Lists that are followed"
              columns={columns}
              rows={sources}
              keyOf={({ source }) => source}
            />
          )
        }
      </Show>
    </section>
  );
}
