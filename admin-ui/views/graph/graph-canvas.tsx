import { useEffect, useRef } from "preact/hooks";
import { visibleText } from "../../parts/visible-text.ts";
import type { Colours } from "./draw.ts";
import { listenTo } from "./gestures.ts";
import { type Kind, kindOf, kinds } from "./kinds.ts";
import type { GraphModel } from "./model.ts";
import { createPicture, type Picture } from "./picture.ts";

export interface GraphCanvasProps {
  readonly model: GraphModel;
  readonly held: ReadonlySet<string>;
  readonly selected: string;
  readonly onSelect: (id: string) => void;
  readonly onExpand: (id: string) => void;
}

/** The graph as a picture. Everything on it stands in the list below it as well. */
export function GraphCanvas({ model, held, selected, onSelect, onExpand }: GraphCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = useRef<Picture | null>(null);
  const handlers = useRef({ onSelect, onExpand });
  handlers.current = { onSelect, onExpand };

  useEffect(() => {
    if (canvas.current === null || frame.current === null) return;
    const box = frame.current;
    const made = createPicture(canvas.current, model, () => coloursIn(box));
    picture.current = made;
    const stop = listenTo(canvas.current, made, {
      onHover: (hovered) => made.show({ hovered }),
      onPick(id) {
        handlers.current.onSelect(id);
        handlers.current.onExpand(id);
      },
    });
    return () => {
      stop();
      made[Symbol.dispose]();
    };
  }, [model]);
  const revision = model.revision.value;
  useEffect(() => picture.current?.update(), [model, revision]);
  useEffect(() => {
    picture.current?.show({ held, selected });
    picture.current?.reveal(selected);
  }, [held, selected, model]);

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = ways[event.key];
    if (way !== undefined) {
      const next = picture.current?.toward(selected, way[0], way[1]) ?? null;
      if (next !== null) onSelect(next);
    } else if (event.key === "Enter") onExpand(selected);
    else if (event.key === "Home") onSelect(model.root);
    else if (event.key === "+" || event.key === "=") picture.current?.zoomBy(1.3);
    else if (event.key === "-") picture.current?.zoomBy(1 / 1.3);
    else if (event.key === "0") picture.current?.fit();
    else return;
    event.preventDefault();
  };

  return (
    <div class="graph" ref={frame}>
      <div
        class="graph-stage"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk on it; the list is the plain way.
        tabIndex={0}
        role="application"
        aria-label={`Graph around ${visibleText(model.root)}`}
        aria-describedby="graph-keys"
        onKeyDown={press}
      >
        <canvas ref={canvas} />
      </div>
      <div class="graph-buttons">
        <button type="button" aria-label="Nearer" onClick={() => picture.current?.zoomBy(1.4)}>
          +
        </button>
        <button type="button" aria-label="Farther" onClick={() => picture.current?.zoomBy(1 / 1.4)}>
          −
        </button>
        <button type="button" onClick={() => picture.current?.fit()}>
          Fit
        </button>
      </div>
      <p id="graph-keys" class="graph-keys is-faint">
        Arrow keys walk along the lines, Enter expands, + and − zoom, 0 shows everything.
      </p>
      <p class="is-unseen" aria-live="polite">
        {describe(model, selected, held)}
      </p>
    </div>
  );
}

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function describe(model: GraphModel, id: string, held: ReadonlySet<string>): string {
  const node = model.nodes.get(id);
  if (node === undefined) return "";
  const needs = model.isExpanded(id, "needs")
    ? `needs ${model.beside(id, "needs").length}`
    : "not expanded";
  return `${visibleText(id)}, ${kinds[kindOf(node, held)]}, ${needs}`;
}

/** A canvas knows no custom properties; elements that have the colours do. */
function coloursIn(box: HTMLElement): Colours {
  const page = getComputedStyle(box);
  const kind = (name: Kind) => {
    const shape = document.querySelector(`.graph-legend .is-${name}`);
    return shape === null ? page.color : getComputedStyle(shape).color;
  };
  return {
    local: kind("local"),
    expert: kind("expert"),
    upstream: kind("upstream"),
    unknown: kind("unknown"),
    held: kind("held"),
    text: page.color,
    page: page.backgroundColor,
    line: page.borderTopColor,
    mark: page.outlineColor,
  };
}
