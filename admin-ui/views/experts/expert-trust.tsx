import type { ExpertCard } from "../../../src/overview/expert-card.ts";
import { CodeList } from "../../parts/code-list.tsx";
import { RiskBadge } from "../../parts/risk-badge.tsx";
import { Badge, Notice } from "../../parts/states.tsx";
import { visibleText } from "../../parts/visible-text.ts";

export const signatureTones = {
  verified: "good",
  unverified: "warn",
  unsigned: "plain",
  invalid: "bad",
} as const;

const meanings = {
  verified: "A key that is trusted here signed this definition.",
  unverified: "It is signed, by nobody whose key is trusted here.",
  unsigned: "Nobody signed it.",
  invalid: "It has a signature that does not fit. Do not use it before you know why.",
} as const;

/** What an Expert may touch, why that is risky, and who vouches for it. */
export function ExpertTrust({ card }: { readonly card: ExpertCard }) {
  const { summary, signature, digest, integrity } = card;
  return (
    <>
      <h2>Capabilities</h2>
      {summary === null ? (
        <Notice>
          <p>What was found out about this version is shown no more.</p>
        </Notice>
      ) : (
        <div class="card">
          <p class="row">
            {summary.risk === null ? null : <RiskBadge risk={summary.risk} />}
            <span dir="auto">{visibleText(summary.riskReason ?? "")}</span>
          </p>
          <dl class="facts">
            <dt>It can</dt>
            <dd>{summary.grades.length === 0 ? "touch nothing" : summary.grades.join(", ")}</dd>
            <CodeList title="Hosts" texts={summary.hosts} />
            <CodeList title="Secrets" texts={summary.secrets} />
            <CodeList title="Not known" texts={summary.unknown} />
          </dl>
        </div>
      )}
      {summary === null || summary.warnings.length === 0 ? null : (
        <>
          <h2>What its author was told</h2>
          <ul>
            {summary.warnings.map((warning) => (
              <li key={warning} dir="auto">
                {visibleText(warning)}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>Trust</h2>
      <div class="card">
        <p class="row">
          <Badge tone={signatureTones[signature.status]}>{signature.status}</Badge>
          <span>{meanings[signature.status]}</span>
        </p>
        <dl class="facts">
          {signature.signerId === null ? null : (
            <>
              <dt>Signer</dt>
              <dd>{visibleText(signature.signerId)}</dd>
            </>
          )}
          {signature.verifiedBy.length === 0 ? null : (
            <>
              <dt>Verified by</dt>
              <dd>{signature.verifiedBy.map(visibleText).join(", ")}</dd>
            </>
          )}
          <dt>Definition</dt>
          <dd>
            <code>sha256:{digest}</code>
          </dd>
          <dt>Tarball</dt>
          <dd>
            <code>{integrity}</code>
          </dd>
        </dl>
      </div>
    </>
  );
}
