import { Moment } from "../../parts/moment.tsx";
import { Severity } from "../../parts/severity.tsx";
import { Badge, type Tone } from "../../parts/states.tsx";
import { linkTo } from "../../shell/route.ts";
import { cursor, fresh, labelOf, type Row, selected, toggle } from "./rows.ts";

export const rowId = (id: string) => `record-${id}`;

export const stateTones: Readonly<Record<Row["state"], Tone>> = {
  held: "warn",
  approved: "good",
  rejected: "bad",
  released: "plain",
};

/** One record in the list: its link is where the keys lead. */
export function QueueRow({ row }: { readonly row: Row }) {
  const { id, severity, name, version, reason, rules, findings, state } = row;
  const isChosen = selected.value.has(id);
  return (
    <li class={isChosen ? "queue-row is-chosen" : "queue-row"} data-record={id}>
      <label class="queue-check">
        <input
          type="checkbox"
          checked={isChosen}
          aria-label={`Select ${labelOf(row)}`}
          onChange={() => toggle(id)}
        />
      </label>
      <Severity level={severity} />
      <div class="queue-what">
        <a
          id={rowId(id)}
          class="queue-link"
          href={linkTo("quarantine", id)}
          onFocus={() => {
            cursor.value = id;
          }}
        >
          {name}
          <span class="queue-version">@{version}</span>
        </a>
        {fresh.value.has(id) ? <Badge tone="warn">new</Badge> : null}
        {state === "held" ? null : <Badge tone={stateTones[state]}>{state}</Badge>}
        {row.isListed ? <Badge tone="bad">listed as bad</Badge> : null}
        <p class="queue-reason">{reason ?? "No finding counts against it any more."}</p>
      </div>
      <p class="queue-rules">
        {rules.slice(0, 3).map((rule) => (
          <code key={rule}>{rule}</code>
        ))}
        <span class="is-faint">
          {findings} {findings === 1 ? "finding" : "findings"}
        </span>
      </p>
      <p class="queue-facts is-faint">
        <span>{row.source === "local" ? "published here" : "from upstream"}</span>
        <span>
          <Moment at={row.quarantinedAt} />
          {row.decidedBy === null || state === "held" ? "" : ` by ${row.decidedBy}`}
        </span>
      </p>
    </li>
  );
}
