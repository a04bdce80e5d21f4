import { useEffect, useMemo, useState } from "preact/hooks";
import { useAnswer, useChannel } from "../../channel/use-channel.ts";
import { Failure } from "../../parts/states.tsx";
import { toast } from "../../parts/toasts.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { WorkButton } from "../../parts/work-button.tsx";
import { changes } from "../quarantine/changes.ts";
import { ChoosePackage } from "./choose-package.tsx";
import { GraphCanvas } from "./graph-canvas.tsx";
import { GraphLegend } from "./graph-legend.tsx";
import { GraphTree } from "./graph-tree.tsx";
import { createGraphModel, type Direction, maxNodes } from "./model.ts";
import { SelectedNode } from "./selected-node.tsx";

/** The graph around one package, and the same as a list. */
export function GraphPage({ root }: { readonly root: string }) {
  const channel = useChannel();
  const model = useMemo(() => createGraphModel(channel, root), [channel, root]);
  const rows = useAnswer("getQuarantineRows", { state: "held" }, changes);
  const names = (rows.data?.rows ?? []).map(({ name }) => name).join("\n");
  const held = useMemo(() => new Set<string>(names.split("\n")), [names]);
  const [direction, setDirection] = useState<Direction>("needs");
  const [selected, setSelected] = useState(root);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);

  const expand = async (id: string, way: Direction = direction) => {
    try {
      await model.expand(id, way);
      setError(null);
    } catch (thrown) {
      if (id === root) setError(thrown as Error);
      else toast((thrown as Error).message, "bad");
    }
  };
  const expandAll = async () => {
    setBusy(true);
    try {
      if (await model.expandAll(direction)) toast("There is more than can be shown", "warn");
    } catch (thrown) {
      toast((thrown as Error).message, "bad");
    }
    setBusy(false);
  };
  useEffect(() => void expand(root), [model, direction]);

  const size = model.revision.value >= 0 ? model.nodes.size : 0;
  return (
    <>
      <ChoosePackage />
      <div class="row is-apart section-head">
        <h2>{visibleText(root)}</h2>
        <div class="row">
          <label class="is-inline">
            <span class="is-unseen">Direction</span>
            <select
              value={direction}
              onChange={(event) => setDirection(event.currentTarget.value as Direction)}
            >
              <option value="needs">What it needs</option>
              <option value="neededBy">What needs it</option>
            </select>
          </label>
          <WorkButton isBusy={isBusy} onClick={() => void expandAll()}>
            {isBusy ? "Looking" : "Expand all"}
          </WorkButton>
        </div>
      </div>
      {error === null ? null : <Failure message={error.message} retry={() => void expand(root)} />}
      <GraphCanvas
        model={model}
        held={held}
        selected={selected}
        onSelect={setSelected}
        onExpand={(id) => void expand(id)}
      />
      <GraphLegend />
      <p class="is-faint" role="status">
        {size.toLocaleString("en")} {size === 1 ? "package" : "packages"}
        {model.isFull ? `: no more than ${maxNodes.toLocaleString("en")} are shown` : ""}
      </p>
      <div class="graph-columns">
        <section class="card">
          <h2>As a list</h2>
          <GraphTree
            model={model}
            direction={direction}
            held={held}
            selected={selected}
            onSelect={setSelected}
            expand={expand}
          />
        </section>
        <SelectedNode model={model} id={selected} held={held} expand={expand} />
      </div>
    </>
  );
}
