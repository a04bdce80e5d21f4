import { useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { attempt, useAnswer, useChannel } from "../../channel/use-channel.ts";
import { Figure, Figures } from "../../parts/figures.tsx";
import { Show } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { Notice } from "../../parts/states.tsx";
import { WorkButton } from "../../parts/work-button.tsx";
import { BadLists } from "./bad-lists.tsx";
import { Vulnerable } from "./vulnerable.tsx";

type Summary = Answer<"getCVESummary">;

/** What is known of flaws and of malice in what is stored here. */
export function Advisories() {
  const channel = useChannel();
  const summary = useAnswer("getCVESummary", {}, ["cve_found", "config_changed"]);
  const all = useAnswer("getAllCVEs", {}, ["cve_found", "config_changed"]);
  const [isBusy, setBusy] = useState(false);
  const reload = () => {
    summary.reload();
    all.reload();
  };
  const compare = async () => {
    setBusy(true);
    await attempt(channel.ask("scanAllCVEs"), "Everything was compared with the advisories");
    setBusy(false);
    reload();
  };
  return (
    <>
      <div class="part-head">
        <div>
          <h2>Known flaws of what is stored</h2>
          <p>
            A flaw holds nothing back: <code>npm audit</code> tells of it. What advisories call
            malware is held.
          </p>
        </div>
        <WorkButton isBusy={isBusy} onClick={() => void compare()}>
          {isBusy ? "Comparing" : "Compare everything now"}
        </WorkButton>
      </div>
      <Show of={summary}>{(data) => <Known summary={data} />}</Show>
      <Show of={all}>{({ results }) => <Vulnerable results={results} />}</Show>
      <BadLists onChange={reload} />
    </>
  );
}

const levels = ["CRITICAL", "HIGH", "MEDIUM", "LOW"] as const;
const titles = { CRITICAL: "Critical", HIGH: "High", MEDIUM: "Medium", LOW: "Low" } as const;

function Known({ summary }: { readonly summary: Summary }) {
  const { bySeverity, packagesWithCVEs, totalPackages, checkedAt, unavailable } = summary;
  if (unavailable) {
    return (
      <Notice tone="warn">
        <p>
          No advisories are stored, so nothing is known of flaws. Name lists in the setting{" "}
          <code>advisories.sources</code>, or import some:{" "}
          <code>agentregistry advisories import FILE</code>
        </p>
      </Notice>
    );
  }
  return (
    <Figures>
      <Figure title="Affected" value={packagesWithCVEs.toLocaleString("en")}>
        versions of {totalPackages.toLocaleString("en")} packages, <Moment at={checkedAt} />
      </Figure>
      {levels.map((level) => (
        <Figure key={level} title={titles[level]} value={bySeverity[level].toLocaleString("en")}>
          advisories
        </Figure>
      ))}
    </Figures>
  );
}
