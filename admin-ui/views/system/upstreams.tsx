import type { Answer } from "../../channel/channel.ts";
import { useAnswer } from "../../channel/use-channel.ts";
import { Show } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { sizeOf } from "../../parts/size.ts";
import { Badge, Empty } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";

type Upstream = Answer<"getUpstreams">["upstreams"][number];

const columns = [
  {
    title: "Name",
    cell: ({ name, source }: Upstream) => (
      <>
        {name}
        <span class="row-note">{source}</span>
      </>
    ),
  },
  { title: "Answers", cell: (upstream: Upstream) => <Answers upstream={upstream} /> },
  {
    title: "Last good answer",
    cell: ({ lastOkAt }: Upstream) => <Moment at={lastOkAt} />,
  },
  {
    title: "Asked",
    cell: ({ requests }: Upstream) => requests.toLocaleString("en"),
    isNumber: true,
  },
  {
    title: "Failed",
    cell: ({ failures }: Upstream) => failures.toLocaleString("en"),
    isNumber: true,
  },
  {
    title: "On average",
    cell: ({ averageMs }: Upstream) => (averageMs === null ? "–" : `${Math.round(averageMs)} ms`),
    isNumber: true,
  },
  { title: "Fetched", cell: ({ bytes }: Upstream) => sizeOf(bytes), isNumber: true },
];

/** The registries behind this one, and whether they answer. */
export function Upstreams() {
  const loaded = useAnswer("getUpstreams", {}, ["config_changed"]);
  return (
    <section>
      <div class="row is-apart section-head">
        <h2>Upstreams</h2>
        <button type="button" onClick={loaded.reload}>
          Look again
        </button>
      </div>
      <Show of={loaded}>
        {({ upstreams, isOffline }) =>
          upstreams.length === 0 ? (
            <Empty>
              <p>
                {isOffline
                  ? "The registry is offline: nobody is asked, and only what is stored is served."
                  : "There is none: only what is published here, or stored already, is served."}
              </p>
            </Empty>
          ) : (
            <Table
              caption="Upstreams since the start"
              columns={columns}
              rows={upstreams}
              keyOf={({ name }) => name}
            />
          )
        }
      </Show>
    </section>
  );
}

/** Nobody is asked for this page, so it is told from what was asked anyway. */
function Answers({ upstream: { requests, failures, lastOkAt } }: { readonly upstream: Upstream }) {
  if (requests === 0) return <Badge>not asked yet</Badge>;
  if (lastOkAt === null) return <Badge tone="bad">no</Badge>;
  return failures === 0 ? <Badge tone="good">yes</Badge> : <Badge tone="warn">not always</Badge>;
}
