import type { Answer } from "../../channel/channel.ts";
import { useAnswer } from "../../channel/use-channel.ts";
import { Show } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { sizeOf } from "../../parts/size.ts";
import { Badge, Empty } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo, place, refine } from "../../shell/route.ts";
import { Pages } from "./pages.tsx";
import { SearchField } from "./search-field.tsx";

type Row = Answer<"getPackages">["packages"][number];

const perPage = 50;
const changes = [
  "package_published",
  "package_unpublished",
  "package_blocked",
  "package_approved",
  "package_rejected",
  "package_withdrawn",
] as const;
const sources = { "": "All", local: "Published here", upstream: "From upstreams" } as const;

/** A page of all packages; what is looked for and where one is stand in the address. */
export function PackageList() {
  const { query } = place.value;
  const text = query.get("q") ?? "";
  const source = sourceOf(query.get("source"));
  const cursor = query.get("after") ?? "";
  const loaded = useAnswer(
    "getPackages",
    {
      query: text,
      limit: perPage,
      ...(source === "" ? {} : { source }),
      ...(cursor === "" ? {} : { cursor }),
    },
    changes,
  );
  return (
    <>
      <h1>Packages</h1>
      <div class="toolbar">
        <SearchField label="Part of a name" value={text} resets={["after", "page"]} />
        <label>
          <span>Source</span>
          <select
            value={source}
            onChange={(event) => refine({ source: event.currentTarget.value, after: "", page: "" })}
          >
            {Object.entries(sources).map(([value, title]) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Show of={loaded}>
        {({ packages, total, cursor: next }) => (
          <section aria-label="Packages" aria-busy={loaded.isLoading}>
            <p class="is-faint" role="status">
              {total.toLocaleString("en")} {total === 1 ? "package" : "packages"}
              {text === "" ? "" : ` with “${visibleText(text)}” in the name`}
            </p>
            {packages.length === 0 ? (
              <Nothing isSearch={text !== "" || source !== ""} />
            ) : (
              <Table caption="Packages" columns={columns} rows={packages} keyOf={keyOf} />
            )}
            <Pages next={next} perPage={perPage} total={total} />
          </section>
        )}
      </Show>
    </>
  );
}

const keyOf = ({ source, name }: Row) => `${source} ${name}`;

const columns = [
  {
    title: "Package",
    cell: ({ name, description, quarantined }: Row) => (
      <>
        <a href={linkTo("packages", name)}>{name}</a>{" "}
        {quarantined === 0 ? null : <Badge tone="bad">{quarantined} held</Badge>}
        {description === "" ? null : (
          <span class="row-note" dir="auto">
            {visibleText(description)}
          </span>
        )}
      </>
    ),
  },
  { title: "Latest", cell: ({ version }: Row) => <span class="mono">{version ?? "–"}</span> },
  { title: "Stored", cell: ({ versions }: Row) => versions.toLocaleString("en"), isNumber: true },
  {
    title: "Source",
    cell: ({ source }: Row) => (
      <span class="is-whole">{source === "local" ? "here" : "upstream"}</span>
    ),
  },
  {
    title: "Size",
    cell: ({ size }: Row) => sizeOf(size),
    isNumber: true,
  },
  {
    title: "Downloads",
    cell: ({ downloads }: Row) => downloads.toLocaleString("en"),
    isNumber: true,
  },
  { title: "Updated", cell: ({ updatedAt }: Row) => <Moment at={updatedAt} /> },
];

function Nothing({ isSearch }: { readonly isSearch: boolean }) {
  if (isSearch) {
    return (
      <Empty>
        <p>No package fits. The search looks for a part of the name.</p>
      </Empty>
    );
  }
  return (
    <Empty>
      <p>There are no packages yet: nothing was published here or fetched through this registry.</p>
      <p>
        <a href={linkTo("setup")}>Set up a client</a>
      </p>
    </Empty>
  );
}

function sourceOf(text: string | null): keyof typeof sources {
  return text === "local" || text === "upstream" ? text : "";
}
