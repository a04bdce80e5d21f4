import { useState } from "preact/hooks";
import type { ExpertCard, ExpertVersionRow } from "../../../src/overview/expert-card.ts";
import { Moment } from "../../parts/moment.tsx";
import { More } from "../../parts/more.tsx";
import { Table } from "../../parts/table.tsx";
import { TagList } from "../../parts/tag-list.tsx";
import { linkTo, place } from "../../shell/route.ts";
import { StatusBadge } from "./status-badge.tsx";

const step = 100;

/** Every version of an Expert that may be shown, the highest first. */
export function ExpertVersions({ card: { versions } }: { readonly card: ExpertCard }) {
  const [shown, setShown] = useState(step);
  const rest = versions.length - shown;
  return (
    <section aria-label="Versions">
      <Table
        caption="Versions"
        columns={columns}
        rows={versions.slice(0, shown)}
        keyOf={({ version }) => version}
      />
      <More rest={rest} step={step} onMore={() => setShown(shown + step)} />
    </section>
  );
}

const columns = [
  {
    title: "Version",
    cell: ({ version }: ExpertVersionRow) => (
      <a class="mono" href={linkTo(place.value.view, place.value.subject, { version })}>
        {version}
      </a>
    ),
  },
  { title: "Status", cell: ({ status }: ExpertVersionRow) => <StatusBadge status={status} /> },
  {
    title: "Tags",
    cell: ({ tags }: ExpertVersionRow) => <TagList tags={tags} />,
  },
  { title: "Published", cell: ({ createdAt }: ExpertVersionRow) => <Moment at={createdAt} /> },
  {
    title: "Definition",
    cell: ({ digest }: ExpertVersionRow) => <code title={digest}>{digest.slice(0, 12)}</code>,
  },
];
