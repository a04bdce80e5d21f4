import type { PackageCard, VersionRow } from "../../../src/overview/package-card.ts";
import type { VersionCard } from "../../../src/overview/package-details.ts";
import { RiskBadge } from "../../parts/risk-badge.tsx";
import { Badge, Notice } from "../../parts/states.tsx";
import { VerdictBadge } from "../../parts/verdict-badge.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo, place } from "../../shell/route.ts";

export interface PackageHeaderProps {
  readonly card: PackageCard;
  readonly version: string;
  /** Null while it is not known. */
  readonly details: VersionCard | null;
  readonly isPanel: boolean;
}

/** What one wants to know first: what it is, where it comes from, and whether it is good. */
export function PackageHeader({ card, version, details, isPanel }: PackageHeaderProps) {
  const { name, description, origin, upstream, isRestricted, versions } = card;
  const row = versions.find((one) => one.version === version);
  const held = versions.filter(({ state }) => state === "held").length;
  const hidden = versions.filter(({ state }) => state === "hidden").length;
  return (
    <header class="package-header">
      <h1>
        <bdi>{name}</bdi> <span class="version mono">{visibleText(version)}</span>
      </h1>
      {description === "" ? null : (
        <p class="lead" dir="auto">
          {visibleText(description)}
        </p>
      )}
      <p class="row">
        <Badge>
          {origin === "hosted" ? "published here" : `upstream: ${upstream ?? "unknown"}`}
        </Badge>
        {isRestricted ? <Badge tone="warn">restricted</Badge> : null}
        {held > 0 ? <Badge tone="bad">{held} held</Badge> : null}
        {hidden > 0 ? <Badge tone="warn">{hidden} hidden</Badge> : null}
        {details === null ? null : <Facts card={details} isHosted={origin === "hosted"} />}
        {isPanel ? <a href={linkTo("graph", name)}>Graph</a> : null}
      </p>
      <Warnings row={row} version={version} />
    </header>
  );
}

function Facts({ card, isHosted }: { readonly card: VersionCard; readonly isHosted: boolean }) {
  const { scan } = card.why;
  return (
    <>
      {scan === null ? (
        <Badge>not scanned yet</Badge>
      ) : (
        <>
          <VerdictBadge verdict={scan.verdict} />
          <RiskBadge risk={scan.risk} />
        </>
      )}
      {card.hasInstallScript ? <Badge tone="warn">runs a script at install</Badge> : null}
      {card.isExpert && isHosted ? (
        <a href={linkTo("experts", card.name)}>It is an Expert</a>
      ) : null}
    </>
  );
}

interface WarningsProps {
  readonly row: VersionRow | undefined;
  readonly version: string;
}

function Warnings({ row, version }: WarningsProps) {
  const { view, subject } = place.value;
  if (row === undefined) {
    return (
      <Notice tone="warn">
        <p>There is no version {visibleText(version.slice(0, 100))}.</p>
        <a class="button" href={linkTo(view, subject, { tab: "versions" })}>
          All versions
        </a>
      </Notice>
    );
  }
  return (
    <>
      {row.state === "served" ? null : (
        <Notice tone={row.state === "held" ? "bad" : "warn"}>
          <p dir="auto">{row.sentence ?? `This version is ${row.state}.`}</p>
        </Notice>
      )}
      {row.deprecated === null ? null : (
        <Notice tone="warn">
          <p dir="auto">Deprecated: {visibleText(row.deprecated)}</p>
        </Notice>
      )}
    </>
  );
}
