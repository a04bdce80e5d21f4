import type { ComponentChildren } from "preact";

/** Numbers beside each other that are read at a glance. */
export function Figures({ children }: { readonly children: ComponentChildren }) {
  return <dl class="figures">{children}</dl>;
}

export interface FigureProps {
  readonly title: string;
  readonly value: ComponentChildren;
  /** What stands below it, smaller. */
  readonly children?: ComponentChildren;
}

export function Figure({ title, value, children }: FigureProps) {
  return (
    <div class="figure">
      <dt>{title}</dt>
      <dd class="figure-value">{value}</dd>
      {children === undefined ? null : <dd class="figure-note">{children}</dd>}
    </div>
  );
}
