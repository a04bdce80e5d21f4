import { useMemo, useState } from "preact/hooks";
import type { PackageCard, VersionRow } from "../../../src/overview/package-card.ts";
import { FilterField } from "../../parts/filter-field.tsx";
import { Moment } from "../../parts/moment.tsx";
import { More } from "../../parts/more.tsx";
import { sizeOf } from "../../parts/size.ts";
import { Badge, Empty } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { TagList } from "../../parts/tag-list.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo, place } from "../../shell/route.ts";

interface TaggedRow extends VersionRow {
  readonly tags: readonly string[];
}

const step = 100;
const states = {
  "": "All",
  served: "Served",
  held: "Held",
  hidden: "Hidden",
  deprecated: "Deprecated",
} as const;

/** Every version, the newest first; thousands of them come a hundred at a time. */
export function VersionList({ card }: { readonly card: PackageCard }) {
  const [text, setText] = useState("");
  const [state, setState] = useState<keyof typeof states>("");
  const [shown, setShown] = useState(step);
  const rows = useMemo(() => tagged(card), [card]);
  const fitting = rows.filter(
    (row) =>
      (row.version.includes(text.trim()) || row.tags.some((tag) => tag === text.trim())) &&
      (state === "" || (state === "deprecated" ? row.deprecated !== null : row.state === state)),
  );
  const rest = fitting.length - shown;
  return (
    <section aria-label="Versions">
      <div class="toolbar">
        <FilterField
          label="Part of a version, or a tag"
          value={text}
          onInput={(typed) => {
            setText(typed);
            setShown(step);
          }}
        />
        <label>
          <span>State</span>
          <select
            value={state}
            onChange={(event) => setState(event.currentTarget.value as keyof typeof states)}
          >
            {Object.entries(states).map(([value, title]) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="is-faint" role="status">
        {fitting.length.toLocaleString("en")} of {rows.length.toLocaleString("en")} versions
      </p>
      {fitting.length === 0 ? (
        <Empty>
          <p>No version fits.</p>
        </Empty>
      ) : (
        <Table
          caption="Versions"
          columns={columns}
          rows={fitting.slice(0, shown)}
          keyOf={({ version }) => version}
        />
      )}
      <More rest={rest} step={step} onMore={() => setShown(shown + step)} />
    </section>
  );
}

function tagged({ versions, tags }: PackageCard): TaggedRow[] {
  const byVersion = Map.groupBy(Object.entries(tags), ([, version]) => version);
  return versions.map((row) => ({
    ...row,
    tags: (byVersion.get(row.version) ?? []).map(([tag]) => tag),
  }));
}

const columns = [
  {
    title: "Version",
    cell: ({ version, deprecated, state, sentence }: TaggedRow) => (
      <>
        <a class="mono" href={linkTo(place.value.view, place.value.subject, { version })}>
          {visibleText(version)}
        </a>
        {state === "served" || sentence === null ? null : (
          <span class="row-note" dir="auto">
            {sentence}
          </span>
        )}
        {deprecated === null ? null : (
          <span class="row-note" dir="auto">
            Deprecated: {visibleText(deprecated)}
          </span>
        )}
      </>
    ),
  },
  {
    title: "State",
    cell: ({ state, deprecated }: TaggedRow) => (
      <span class="row">
        <Badge tone={state === "held" ? "bad" : state === "hidden" ? "warn" : "good"}>
          {state}
        </Badge>
        {deprecated === null ? null : <Badge tone="warn">deprecated</Badge>}
      </span>
    ),
  },
  {
    title: "Tags",
    cell: ({ tags }: TaggedRow) => <TagList tags={tags} />,
  },
  {
    title: "Published",
    cell: ({ publishedAt }: TaggedRow) =>
      publishedAt === null ? <span class="is-faint">–</span> : <Moment at={publishedAt} />,
  },
  {
    title: "Publisher",
    cell: ({ publisher }: TaggedRow) =>
      publisher === null ? <span class="is-faint">–</span> : visibleText(publisher),
  },
  {
    title: "Size",
    cell: ({ size }: TaggedRow) => (size === null ? <span class="is-faint">–</span> : sizeOf(size)),
    isNumber: true,
  },
];
