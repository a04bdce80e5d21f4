import type { ComponentChildren } from "preact";
import type { Answer } from "../../channel/channel.ts";

export type Found = Answer<"discover">["results"][number];

export interface FactProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A line of what is said about one answer. */
export function Fact({ title, children }: FactProps) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  );
}
