import { useEffect, useRef } from "preact/hooks";
import { linkTo, place } from "../shell/route.ts";

export interface Tab {
  /** What `tab` is in the address; empty for the first. */
  readonly id: string;
  readonly title: string;
}

export interface TabsProps {
  readonly tabs: readonly Tab[];
  readonly label: string;
  /** What of the address all parts share, beside their subject. */
  readonly keeps?: readonly string[];
}

/** Parts of one view as links, so that each has an address. */
export function Tabs({ tabs, label, keeps = [] }: TabsProps) {
  const { view, subject, query } = place.value;
  const kept = Object.fromEntries(keeps.map((key) => [key, query.get(key) ?? ""]));
  const current = query.get("tab") ?? "";
  const bar = useRef<HTMLElement>(null);
  // On a phone the bar is wider than the screen.
  useEffect(() => {
    const link = bar.current?.querySelector("[aria-current]");
    link?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [current]);
  return (
    <nav ref={bar} class="tabs" aria-label={label}>
      {tabs.map(({ id, title }) => (
        <a
          key={id}
          href={linkTo(view, subject, { ...kept, tab: id })}
          aria-current={id === current ? "page" : undefined}
        >
          {title}
        </a>
      ))}
    </nav>
  );
}
