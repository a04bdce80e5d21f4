import { useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { useAnswer } from "../../channel/use-channel.ts";
import { Show } from "../../parts/loaded.tsx";
import { More } from "../../parts/more.tsx";
import { Badge, Empty } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo } from "../../shell/route.ts";
import { ChoosePackage } from "./choose-package.tsx";

type Root = Answer<"getGraphRoots">["nodes"][number];

const step = 100;

const columns = [
  {
    title: "Package",
    cell: ({ id, isExpert }: Root) => (
      <>
        <a class="is-name" href={linkTo("graph", id)}>
          {visibleText(id)}
        </a>{" "}
        {isExpert ? <Badge>Expert</Badge> : null}
      </>
    ),
  },
  { title: "Latest", cell: ({ version }: Root) => <code>{version ?? "–"}</code> },
  {
    title: "Needs others",
    cell: ({ hasDeps }: Root) => (hasDeps ? "yes" : <span class="is-faint">no</span>),
  },
];

/** Where somebody can begin: what nothing else here needs. */
export function GraphStart() {
  const loaded = useAnswer("getGraphRoots", {}, ["package_published", "package_unpublished"]);
  const [shown, setShown] = useState(step);
  return (
    <>
      <p>
        Choose where to begin. What a package needs, and what an Expert delegates to, is shown from
        there, as a picture and as a list.
      </p>
      <ChoosePackage />
      <h2>Needed by nothing else here</h2>
      <Show of={loaded}>
        {({ nodes }) =>
          nodes.length === 0 ? (
            <Empty>
              <p>Nothing was published here yet. A package that was fetched can be chosen above.</p>
            </Empty>
          ) : (
            <>
              <Table
                caption="Packages that nothing else here needs"
                columns={columns}
                rows={nodes.slice(0, shown)}
                keyOf={({ id }) => id}
              />
              <More rest={nodes.length - shown} step={step} onMore={() => setShown(shown + step)} />
            </>
          )
        }
      </Show>
    </>
  );
}
