import { useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { useAnswer } from "../../channel/use-channel.ts";
import { Show } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { RiskBadge } from "../../parts/risk-badge.tsx";
import { Empty } from "../../parts/states.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { VerdictBadge } from "../../parts/verdict-badge.tsx";
import { linkTo } from "../../shell/route.ts";

type Scan = Answer<"getScanHistory">["scans"][number];

const columns: readonly Column<Scan>[] = [
  {
    title: "Package",
    cell: ({ package_name, version, verdict }) =>
      verdict === "block" ? (
        <a
          class="is-name"
          href={linkTo("quarantine", "", { state: "all", q: `${package_name}@${version}` })}
        >
          {package_name}@{version}
        </a>
      ) : (
        <span class="is-name">
          {package_name}@{version}
        </span>
      ),
  },
  {
    title: "Verdict",
    cell: ({ verdict }) => <VerdictBadge verdict={verdict} isTitled />,
  },
  { title: "Findings", cell: ({ issues_count }) => issues_count, isNumber: true },
  {
    title: "Rules",
    cell: ({ issues }) => {
      const rules = [...new Set(issues.map(({ ruleId }) => ruleId))];
      const more = rules.length > 5 ? ` and ${rules.length - 5} more` : "";
      return rules.length === 0 ? (
        <span class="is-faint">none</span>
      ) : (
        <>
          {rules.slice(0, 5).map((rule) => (
            <span key={rule}>
              <code class="is-whole">{rule}</code>{" "}
            </span>
          ))}
          {more}
        </>
      );
    },
  },
  { title: "Can do", cell: ({ risk }) => <RiskBadge risk={risk} /> },
  { title: "Rule-set", cell: ({ ruleset }) => <code class="is-whole">{ruleset}</code> },
  {
    title: "Scanned",
    cell: ({ scanned_at }) => (
      <span class="is-whole">
        <Moment at={scanned_at} />
      </span>
    ),
  },
];

/** What was scanned last, whatever came out. */
export function Scans() {
  const [limit, setLimit] = useState(100);
  const loaded = useAnswer("getScanHistory", { limit }, ["package_published", "package_blocked"]);
  return (
    <Show of={loaded}>
      {({ scans }) =>
        scans.length === 0 ? (
          <Empty>
            <p>Nothing was scanned yet. Everything is, before it is served for the first time.</p>
          </Empty>
        ) : (
          <>
            <p>The last {scans.length} scans, the newest first.</p>
            <Table
              caption="Scans"
              columns={columns}
              rows={scans}
              keyOf={({ package_name, version, integrity }) =>
                `${package_name}@${version} ${integrity}`
              }
            />
            {scans.length === limit && limit < 500 ? (
              <button type="button" class="more" onClick={() => setLimit(500)}>
                Show up to 500
              </button>
            ) : null}
          </>
        )
      }
    </Show>
  );
}
