import type { ComponentType } from "preact";
import { place } from "../shell/route.ts";
import { type Tab, Tabs } from "./tabs.tsx";

export interface TabbedViewProps {
  readonly title: string;
  readonly label: string;
  readonly tabs: readonly (Tab & { readonly Content: ComponentType })[];
}

/** A view of several parts; which of them is shown stands in the address. */
export function TabbedView({ title, label, tabs }: TabbedViewProps) {
  const wanted = place.value.query.get("tab") ?? "";
  const current = tabs.find(({ id }) => id === wanted) ?? tabs[0];
  return (
    <>
      <h1>{title}</h1>
      <Tabs tabs={tabs} label={label} />
      {current === undefined ? null : <current.Content />}
    </>
  );
}
