import { Moment } from "../../parts/moment.tsx";
import { Empty } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo } from "../../shell/route.ts";
import { Pages } from "../packages/pages.tsx";
import { type Status, StatusBadge } from "./status-badge.tsx";

export const expertsPerPage = 50;

export interface ExpertRow {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly status: Status;
  readonly tags: readonly string[];
  readonly updatedAt: string;
  readonly skills: number;
  readonly delegates: number;
}

export interface ExpertTableProps {
  readonly rows: readonly ExpertRow[];
  readonly total: number;
  /** How many come before them. */
  readonly skip: number;
  readonly isLoading: boolean;
  readonly isSearch: boolean;
}

/** A page of Experts, each by its latest version. */
export function ExpertTable({ rows, total, skip, isLoading, isSearch }: ExpertTableProps) {
  const next = skip + expertsPerPage < total ? String(skip + expertsPerPage) : null;
  return (
    <section aria-label="Experts" aria-busy={isLoading}>
      <p class="is-faint" role="status">
        {total.toLocaleString("en")} {total === 1 ? "Expert" : "Experts"}
      </p>
      {rows.length === 0 ? (
        <Empty>
          {isSearch ? (
            <p>No Expert has a name that begins so.</p>
          ) : (
            <p>
              No Expert is published here yet. A package with a <code>perstack.toml</code> at its
              root becomes one.
            </p>
          )}
        </Empty>
      ) : (
        <Table caption="Experts" columns={columns} rows={rows} keyOf={({ name }) => name} />
      )}
      <Pages next={next} perPage={expertsPerPage} total={total} />
    </section>
  );
}

const columns = [
  {
    title: "Expert",
    cell: ({ name, description }: ExpertRow) => (
      <>
        <a href={linkTo("experts", name)}>{name}</a>
        <span class="row-note" dir="auto">
          {visibleText(description)}
        </span>
      </>
    ),
  },
  { title: "Latest", cell: ({ version }: ExpertRow) => <span class="mono">{version}</span> },
  { title: "Status", cell: ({ status }: ExpertRow) => <StatusBadge status={status} /> },
  { title: "Skills", cell: ({ skills }: ExpertRow) => skills, isNumber: true },
  { title: "Delegates", cell: ({ delegates }: ExpertRow) => delegates, isNumber: true },
  { title: "Updated", cell: ({ updatedAt }: ExpertRow) => <Moment at={updatedAt} /> },
];
