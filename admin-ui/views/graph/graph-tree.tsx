import { useState } from "preact/hooks";
import { More } from "../../parts/more.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { Shape } from "./graph-legend.tsx";
import { type Kind, kindOf, kinds } from "./kinds.ts";
import type { Direction, GraphModel, Link } from "./model.ts";

export interface GraphTreeProps {
  readonly model: GraphModel;
  readonly direction: Direction;
  readonly held: ReadonlySet<string>;
  readonly selected: string;
  readonly onSelect: (id: string) => void;
  readonly expand: (id: string) => Promise<void>;
}

/** The same as the picture, for reading and for keyboards. */
export function GraphTree(props: GraphTreeProps) {
  // Read, so that what was found shows.
  props.model.revision.value;
  return (
    <ul class="graph-tree">
      <Branch key={props.direction} {...props} id={props.model.root} link={null} above={[]} />
    </ul>
  );
}

interface BranchProps extends GraphTreeProps {
  readonly id: string;
  /** How it hangs on the one above it. */
  readonly link: Link | null;
  readonly above: readonly string[];
}

const step = 100;

function Branch(props: BranchProps) {
  const { model, direction, held, selected, onSelect, expand, id, link, above } = props;
  const [isOpen, setOpen] = useState(above.length === 0);
  const [shown, setShown] = useState(step);
  const node = model.nodes.get(id);
  if (node === undefined) return null;
  const links = model.beside(id, direction);
  const isCircle = above.includes(id);
  const isLeaf = isCircle || (model.isExpanded(id, direction) && links.length === 0);
  const kind = kindOf(node, held);
  const toggle = () => {
    setOpen(!isOpen);
    if (!isOpen) void expand(id);
  };
  return (
    <li>
      <div class={id === selected ? "graph-branch is-selected" : "graph-branch"}>
        {isLeaf ? (
          <span class="graph-twig" />
        ) : (
          <button
            type="button"
            class="is-quiet graph-twig"
            aria-expanded={isOpen}
            aria-label={visibleText(id)}
            onClick={toggle}
          >
            {isOpen ? "▾" : "▸"}
          </button>
        )}
        <Shape kind={kind} />
        <button
          type="button"
          class="is-quiet graph-name"
          aria-pressed={id === selected}
          onClick={() => onSelect(id)}
        >
          {visibleText(id)}
        </button>
        <span class="is-faint">
          {wordsOf(link)} <KindWords kind={kind} />
          {isCircle ? " shown above" : ""}
        </span>
      </div>
      {isOpen && !isLeaf && links.length > 0 ? (
        <ul>
          {links.slice(0, shown).map((one) => {
            const next = direction === "needs" ? one.target : one.source;
            return <Branch key={next} {...props} id={next} link={one} above={[...above, id]} />;
          })}
          {links.length > shown ? (
            <li>
              <More rest={links.length - shown} step={step} onMore={() => setShown(shown + step)} />
            </li>
          ) : null}
        </ul>
      ) : null}
    </li>
  );
}

/** Most are copies, which their shape says as well. */
function KindWords({ kind }: { readonly kind: Kind }) {
  if (kind === "local") return null;
  return <span class={kind === "upstream" ? "is-unseen" : undefined}>({kinds[kind]})</span>;
}

function wordsOf(link: Link | null): string {
  if (link === null) return "";
  return [link.isDelegation ? "delegate" : "", visibleText(link.wanted)].join(" ").trim();
}
