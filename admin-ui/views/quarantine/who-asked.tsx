import { Moment } from "../../parts/moment.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { linkTo } from "../../shell/route.ts";
import type { QuarantineRecord } from "./record.tsx";

type Asked = QuarantineRecord["requestedBy"][number];

const columns: readonly Column<Asked>[] = [
  {
    title: "Who",
    cell: ({ principal, token }) => (token === null ? principal : `${principal} (${token})`),
  },
  { title: "Program", cell: ({ client }) => client },
  { title: "Address", cell: ({ address }) => address ?? "not known" },
  { title: "Times", cell: ({ count }) => count, isNumber: true },
  {
    title: "Last",
    cell: ({ lastAt }) => (
      <span class="is-whole">
        <Moment at={lastAt} />
      </span>
    ),
  },
];

/** Who wants it, and what they wanted when they got it: whoever decides can tell them. */
export function WhoAsked({ record }: { readonly record: QuarantineRecord }) {
  const { requestedBy, pulledInBy } = record;
  return (
    <section class="card">
      <h2>Who asked for it</h2>
      {requestedBy.length === 0 ? (
        <p class="is-faint">Nobody has asked for its tarball yet.</p>
      ) : (
        <Table
          caption="Who asked for its tarball"
          columns={columns}
          rows={requestedBy}
          keyOf={(asked) => JSON.stringify(asked)}
        />
      )}
      <h3>What pulls it in</h3>
      {pulledInBy.length === 0 ? (
        <p class="is-faint">Nothing that is stored here depends on it.</p>
      ) : (
        <ul class="pulled-in">
          {pulledInBy.map((name) => (
            <li key={name}>
              <a href={linkTo("packages", name)}>{name}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
