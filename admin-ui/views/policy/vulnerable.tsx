import { useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { FilterField } from "../../parts/filter-field.tsx";
import { More } from "../../parts/more.tsx";
import { OutsideLink } from "../../parts/outside-link.tsx";
import { Severity } from "../../parts/severity.tsx";
import { Badge, Empty } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo } from "../../shell/route.ts";

type Results = Answer<"getAllCVEs">["results"];

interface Row {
  readonly subject: string;
  readonly flaw: Results[number][1][number];
}

const step = 100;
const order = ["CRITICAL", "HIGH", "MEDIUM", "LOW", "UNKNOWN"];
const levels = { CRITICAL: "critical", HIGH: "high", MEDIUM: "medium", LOW: "low" } as const;

/** Versions that advisories are about, the worst first. */
export function Vulnerable({ results }: { readonly results: Results }) {
  const [text, setText] = useState("");
  const [shown, setShown] = useState(step);
  const wanted = text.trim().toLowerCase();
  const rows = results
    .flatMap(([subject, flaws]) => flaws.map((flaw): Row => ({ subject, flaw })))
    .filter(({ subject, flaw }) =>
      [subject, flaw.id, flaw.summary, ...flaw.aliases].join(" ").toLowerCase().includes(wanted),
    )
    .sort((a, b) => order.indexOf(a.flaw.severity) - order.indexOf(b.flaw.severity));
  if (results.length === 0) {
    return (
      <Empty>
        <p>No version that is stored here is named by an advisory.</p>
      </Empty>
    );
  }
  return (
    <>
      <div class="toolbar">
        <FilterField value={text} onInput={setText} />
        <p class="is-faint" role="status">
          {rows.length.toLocaleString("en")} found
        </p>
      </div>
      <Table
        caption="Versions with known flaws"
        columns={columns}
        rows={rows.slice(0, shown)}
        keyOf={({ subject, flaw }) => `${subject} ${flaw.id}`}
      />
      <More rest={rows.length - shown} step={step} onMore={() => setShown(shown + step)} />
    </>
  );
}

const columns = [
  {
    title: "Version",
    cell: ({ subject }: Row) => {
      const at = subject.lastIndexOf("@");
      const [name, version] = [subject.slice(0, at), subject.slice(at + 1)];
      return (
        <>
          <a class="is-name" href={linkTo("packages", name, { version })}>
            {visibleText(name)}
          </a>
          <span class="row-note">{visibleText(version)}</span>
        </>
      );
    },
  },
  {
    title: "Severity",
    cell: ({ flaw: { severity } }: Row) =>
      severity === "UNKNOWN" ? <Badge>unknown</Badge> : <Severity level={levels[severity]} />,
  },
  {
    title: "Advisory",
    cell: ({ flaw: { id, aliases, references } }: Row) => (
      <>
        <span class="is-name">
          <OutsideLink href={references[0] ?? ""}>{visibleText(id)}</OutsideLink>
        </span>
        {aliases.length === 0 ? null : (
          <span class="row-note">{visibleText(aliases.join(", "))}</span>
        )}
      </>
    ),
  },
  {
    title: "What",
    cell: ({ flaw: { summary, affectedVersions } }: Row) => (
      <>
        <span dir="auto">{visibleText(summary)}</span>
        <span class="row-note">affects {visibleText(affectedVersions)}</span>
      </>
    ),
  },
];
