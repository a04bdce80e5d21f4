import type { VersionCard } from "../../../src/overview/package-details.ts";
import type { Capabilities as Can } from "../../../src/scanner/report.ts";
import type { Loaded } from "../../channel/loaded.ts";
import { Capabilities } from "../../parts/capabilities.tsx";
import { Findings } from "../../parts/findings.tsx";
import { Show } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { Badge, Notice } from "../../parts/states.tsx";
import { VerdictBadge } from "../../parts/verdict-badge.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo } from "../../shell/route.ts";
import { Flaws } from "./flaws.tsx";

export interface SecurityProps {
  readonly name: string;
  readonly version: string;
  readonly details: Loaded<VersionCard>;
}

/** What is known about one version: why it is served or not, what a scan found, what others warn of. */
export function Security({ name, version, details }: SecurityProps) {
  return (
    <>
      <Show of={details}>{(card) => <Known card={card} />}</Show>
      <h2>Advisories</h2>
      <Flaws name={name} version={version} />
    </>
  );
}

function Known({ card }: { readonly card: VersionCard }) {
  const { why, findings, scannedAt, holdId } = card;
  const { scan, ruling } = why;
  return (
    <>
      <h2>State</h2>
      <div class="card">
        <p class="row">
          <Badge tone={why.state === "served" ? "good" : why.state === "held" ? "bad" : "warn"}>
            {why.state}
          </Badge>
          {scan === null ? null : <VerdictBadge verdict={scan.verdict} />}
          {scannedAt === null ? null : (
            <span>
              scanned <Moment at={scannedAt} />
            </span>
          )}
          {holdId === null ? null : (
            <a href={linkTo("quarantine", holdId)}>Record in the quarantine</a>
          )}
        </p>
        {why.sentence === null ? null : <p dir="auto">{why.sentence}</p>}
        {why.until === null ? null : (
          <p>
            If nothing else changes, it is served from <Moment at={why.until} /> on.
          </p>
        )}
        {ruling === null ? null : (
          <p dir="auto">
            {ruling.decision === "approve" ? "Approved" : "Rejected"} by {ruling.person}{" "}
            <Moment at={ruling.decidedAt} />: {visibleText(ruling.reason)}
          </p>
        )}
        <dl class="facts">
          {card.integrity === null ? null : (
            <>
              <dt>Integrity</dt>
              <dd>
                <code>{visibleText(card.integrity)}</code>
              </dd>
            </>
          )}
          {scan === null ? null : (
            <>
              <dt>Rules</dt>
              <dd>
                <code>{scan.ruleset}</code>
              </dd>
            </>
          )}
        </dl>
      </div>
      <h2>What its code can do</h2>
      {scan === null ? (
        <Notice>
          <p>
            Nobody asked for this version yet. It is fetched and scanned when somebody installs it.
          </p>
        </Notice>
      ) : (
        <div class="card">
          <Capabilities capabilities={canDo(card)} risk={scan.risk} />
        </div>
      )}
      {findings === null ? null : (
        <>
          <h2>Findings</h2>
          {findings.length === 0 ? (
            <p class="is-faint">The scan found nothing.</p>
          ) : (
            <>
              <h3 class="is-unseen">Each with where it is</h3>
              <Findings findings={findings} />
            </>
          )}
        </>
      )}
    </>
  );
}

/** The public is not told where each was seen. */
function canDo({ capabilities, why: { scan } }: VersionCard): Can | null {
  if (capabilities !== null || scan === null || scan.capabilities === null) return capabilities;
  return { ...scan.capabilities, commands: [], evidence: [] };
}
