import type { ExpertCard } from "../../../src/overview/expert-card.ts";
import { Moment } from "../../parts/moment.tsx";
import { RiskBadge } from "../../parts/risk-badge.tsx";
import { Badge, Notice } from "../../parts/states.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo } from "../../shell/route.ts";
import { signatureTones } from "./expert-trust.tsx";
import { StatusBadge } from "./status-badge.tsx";

export function ExpertHeader({ card }: { readonly card: ExpertCard }) {
  const { name, version, status, tags, definition, summary, signature, createdAt, owner } = card;
  return (
    <header class="package-header">
      <h1>
        <bdi>{name}</bdi> <span class="version mono">{version}</span>
      </h1>
      <p class="lead" dir="auto">
        {visibleText(definition.description)}
      </p>
      <p class="row">
        <StatusBadge status={status} />
        {summary?.risk == null ? null : <RiskBadge risk={summary.risk} />}
        <Badge tone={signatureTones[signature.status]}>signature: {signature.status}</Badge>
        {tags.map((tag) => (
          <Badge key={tag}>{visibleText(tag)}</Badge>
        ))}
        <span>
          published <Moment at={createdAt} />
          {owner === null ? "" : ` by ${owner}`}
        </span>
        <a href={linkTo("packages", name, { version })}>Package</a>
      </p>
      {status === "available" ? null : (
        <Notice tone="warn">
          <p>
            {status === "disabled"
              ? "This version is disabled for good: nobody finds it any more, and only lock files still get it."
              : "This version is deprecated by its publisher."}
          </p>
        </Notice>
      )}
    </header>
  );
}
