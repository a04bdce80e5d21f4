import { visibleText } from "../../parts/visible-text.ts";
import type { Entry } from "./use-entries.ts";

/** What else an entry says, and the hashes that hold it in its place. */
export function Details({ entry }: { readonly entry: Entry }) {
  const { id, details, request_id: request, actor, hash } = entry;
  const said = Object.entries(details);
  const rest: readonly (readonly [string, string | null])[] = [
    ["request", request],
    ["session", actor.session],
    ["hash", hash],
  ];
  return (
    <details class="audit-details">
      <summary>
        <span class="is-unseen">Entry </span>
        {id}
      </summary>
      <dl class="facts">
        {said.map(([key, value]) => (
          <Fact key={key} title={key} value={value} />
        ))}
        {rest.map(([key, value]) =>
          value === null ? null : <Fact key={`of ${key}`} title={key} value={value} />,
        )}
      </dl>
    </details>
  );
}

function Fact({ title, value }: { readonly title: string; readonly value: unknown }) {
  return (
    <>
      <dt>{visibleText(title)}</dt>
      <dd>{visibleText(textOf(value))}</dd>
    </>
  );
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  const isList = Array.isArray(value) && value.every((one) => typeof one !== "object");
  return isList ? value.join(", ") : JSON.stringify(value, null, 1);
}
