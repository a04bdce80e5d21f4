import type { Risk } from "../../../src/scanner/report.ts";
import { useLoaded } from "../../channel/loaded.ts";
import { Show } from "../../parts/loaded.tsx";
import { RiskBadge } from "../../parts/risk-badge.tsx";
import { Badge, Empty } from "../../parts/states.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo } from "../../shell/route.ts";
import { signatureTones } from "../experts/expert-trust.tsx";
import { askJson } from "./http.ts";

interface Found {
  readonly total: number;
  readonly results: readonly Result[];
}

interface Result {
  readonly id: string;
  readonly version: string;
  readonly kind: "expert" | "pack";
  readonly description: string;
  readonly risk: Risk;
  readonly why: string;
  readonly signature: { readonly status: keyof typeof signatureTones };
  readonly trust: { readonly policy_status: "allowed" | "blocked" };
  readonly install: { readonly npm: string | null };
}

const limit = 50;

/** What fits a purpose in plain words, the most trusted first. */
export function PurposeHits({ text }: { readonly text: string }) {
  const path = `/-/intent/discover?${new URLSearchParams({ q: text, limit: String(limit) })}`;
  const loaded = useLoaded(path, (stop) => askJson<Found>(path, stop));
  return (
    <Show of={loaded}>
      {({ results, total }) => (
        <section aria-label="What fits" aria-busy={loaded.isLoading}>
          <p class="is-faint" role="status">
            {total.toLocaleString("en")} {total === 1 ? "fits" : "fit"}
            {total > results.length ? `, the first ${results.length} are shown` : ""}
          </p>
          {results.length === 0 ? (
            <Empty>
              <p>Nothing fits. Say it in other words.</p>
            </Empty>
          ) : (
            <ul class="hits">
              {results.map((result) => (
                <ResultRow key={`${result.id}@${result.version}`} result={result} />
              ))}
            </ul>
          )}
        </section>
      )}
    </Show>
  );
}

function ResultRow({ result }: { readonly result: Result }) {
  const { id, version, kind, description, risk, why, signature, trust } = result;
  const name = /^(?:npm install |)(@[^@\s]+\/[^@\s]+)/.exec(result.install.npm ?? "")?.[1];
  return (
    <li class="hit">
      <h2>
        {name === undefined ? (
          <span>{visibleText(id)}</span>
        ) : (
          <a href={linkTo("experts", name, { version })}>{name}</a>
        )}{" "}
        <span class="version mono">{visibleText(version)}</span>
      </h2>
      <p dir="auto">{visibleText(description).slice(0, 400)}</p>
      <p class="row">
        <Badge>{kind === "expert" ? "Expert" : "pack"}</Badge>
        <RiskBadge risk={risk} />
        <Badge tone={signatureTones[signature.status]}>signature: {signature.status}</Badge>
        {trust.policy_status === "blocked" ? <Badge tone="bad">blocked by policy</Badge> : null}
      </p>
      <p class="is-faint" dir="auto">
        {visibleText(why)}
      </p>
    </li>
  );
}
