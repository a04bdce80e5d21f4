import { Show } from "../../parts/loaded.tsx";
import { OutsideLink, safeAddress } from "../../parts/outside-link.tsx";
import { Badge, type Tone } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { type KnownFlaw, useFromSource } from "./source.ts";

export interface FlawsProps {
  readonly name: string;
  readonly version: string;
}

/** What advisories say about a version. */
export function Flaws({ name, version }: FlawsProps) {
  const loaded = useFromSource(name, `flaws ${version}`, (source, stop) =>
    source.flaws(name, version, stop),
  );
  return (
    <Show of={loaded}>
      {(flaws) =>
        flaws.length === 0 ? (
          <p class="is-faint">No advisory that is known here is about this version.</p>
        ) : (
          <Table caption="Advisories" columns={columns} rows={flaws} keyOf={({ id }) => id} />
        )
      }
    </Show>
  );
}

const tones: Readonly<Record<string, Tone>> = {
  critical: "bad",
  high: "bad",
  moderate: "warn",
  medium: "warn",
};

const columns = [
  {
    title: "Advisory",
    cell: ({ title, id }: KnownFlaw) => (
      <span dir="auto">{visibleText(title === "" ? id : title)}</span>
    ),
  },
  {
    title: "Severity",
    cell: ({ severity }: KnownFlaw) => (
      <Badge tone={tones[severity] ?? "plain"}>{visibleText(severity)}</Badge>
    ),
  },
  { title: "Versions", cell: ({ range }: KnownFlaw) => <code>{visibleText(range)}</code> },
  {
    title: "More",
    cell: ({ url, id }: KnownFlaw) =>
      url !== null && safeAddress(url) !== null ? (
        <OutsideLink href={url}>{visibleText(id)}</OutsideLink>
      ) : (
        <code>{visibleText(id)}</code>
      ),
  },
];
