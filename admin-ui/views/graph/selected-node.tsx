import { Badge } from "../../parts/states.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo } from "../../shell/route.ts";
import { kindOf, kinds } from "./kinds.ts";
import type { Direction, GraphModel } from "./model.ts";

export interface SelectedNodeProps {
  readonly model: GraphModel;
  readonly id: string;
  readonly held: ReadonlySet<string>;
  readonly expand: (id: string, direction: Direction) => Promise<void>;
}

/** What is known of the chosen one, and where one can go from it. */
export function SelectedNode({ model, id, held, expand }: SelectedNodeProps) {
  // Read, so that what was found shows.
  model.revision.value;
  const node = model.nodes.get(id);
  if (node === undefined) return null;
  const counted = (direction: Direction) =>
    model.isExpanded(id, direction) ? (
      model.beside(id, direction).length.toLocaleString("en")
    ) : (
      <button type="button" class="is-small" onClick={() => void expand(id, direction)}>
        Look
      </button>
    );
  return (
    <section class="card">
      <h2>{visibleText(id)}</h2>
      <dl class="facts">
        <dt>Kind</dt>
        <dd>{kinds[kindOf({ ...node }, new Set())]}</dd>
        <dt>Latest</dt>
        <dd>{node.version === null ? "not known" : <code>{visibleText(node.version)}</code>}</dd>
        <dt>{node.isExpert ? "Delegates to" : "Needs"}</dt>
        <dd>{counted("needs")}</dd>
        <dt>Needed by</dt>
        <dd>{counted("neededBy")}</dd>
      </dl>
      {held.has(id) ? (
        <p>
          <Badge tone="bad">held</Badge> A version of it{" "}
          <a href={linkTo("quarantine")}>waits for a decision</a>.
        </p>
      ) : null}
      <div class="row">
        {node.group === "unknown" ? null : (
          <a class="button" href={linkTo(node.isExpert ? "experts" : "packages", id)}>
            Open its page
          </a>
        )}
        {id === model.root || node.group === "unknown" ? null : (
          <a class="button" href={linkTo("graph", id)}>
            Begin from it
          </a>
        )}
      </div>
    </section>
  );
}
