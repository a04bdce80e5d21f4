import { type Kind, kinds } from "./kinds.ts";

/** The same shapes as on the canvas, whose colours are read from here. */
const shapes: Readonly<Record<Kind, string>> = {
  local: "M8 2a6 6 0 1 0 0.01 0Z",
  expert: "M8 1 14 4.5V11.5L8 15 2 11.5V4.5Z",
  upstream: "M2.5 2.5H13.5V13.5H2.5Z",
  unknown: "M8 1 15 8 8 15 1 8Z",
  held: "M8 1 15 14H1Z",
};

/** What shapes and lines mean. */
export function GraphLegend() {
  return (
    <ul class="graph-legend" aria-label="What the shapes mean">
      {(Object.keys(kinds) as Kind[]).map((kind) => (
        <li key={kind}>
          <Shape kind={kind} />
          {kinds[kind]}
        </li>
      ))}
      <li>
        <svg class="graph-dash" viewBox="0 0 28 16" aria-hidden="true">
          <path d="M0 8H28" />
        </svg>
        delegates to
      </li>
    </ul>
  );
}

export function Shape({ kind }: { readonly kind: Kind }) {
  return (
    <svg class={`graph-kind is-${kind}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={shapes[kind]} />
    </svg>
  );
}
