import { useLoaded } from "../../channel/loaded.ts";
import { Show } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { Badge, Empty } from "../../parts/states.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo, place } from "../../shell/route.ts";
import { Pages } from "../packages/pages.tsx";
import { SearchField } from "../packages/search-field.tsx";
import { askJson } from "./http.ts";

interface Found {
  readonly objects: readonly { readonly package: FoundPackage; readonly isLocal?: boolean }[];
  readonly total: number;
}

interface FoundPackage {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly date?: string;
}

const perPage = 25;
/** The search counts no further. */
const maxFrom = 10_000;

/** Packages that fit some words, as one types. */
export function PackageSearch() {
  const { query } = place.value;
  const text = query.get("q") ?? "";
  const from = Number.parseInt(query.get("after") ?? "0", 10) || 0;
  const search = new URLSearchParams({ text, size: String(perPage), from: String(from) });
  const path = `/-/v1/search?${search}`;
  const loaded = useLoaded(path, (stop) => askJson<Found>(path, stop));
  return (
    <>
      <h1>Packages</h1>
      <div class="toolbar">
        <SearchField label="Search packages" value={text} resets={["after", "page"]} />
      </div>
      <Show of={loaded}>
        {({ objects, total }) => (
          <section aria-label="Packages" aria-busy={loaded.isLoading}>
            <p class="is-faint" role="status">
              {total.toLocaleString("en")} {total === 1 ? "package" : "packages"}
            </p>
            {objects.length === 0 ? (
              <Empty>
                {text === "" ? (
                  <p>Nothing is published here yet. Search for what comes from the upstream.</p>
                ) : (
                  <NothingFits text={text} />
                )}
              </Empty>
            ) : (
              <ul class="hits">
                {objects.map(({ package: found, isLocal = false }) => (
                  <HitRow key={found.name} found={found} isLocal={isLocal} />
                ))}
              </ul>
            )}
            <Pages next={nextOf(from, total)} perPage={perPage} total={total} />
          </section>
        )}
      </Show>
    </>
  );
}

/** Upstreams answer no searches at times, and know a package by its name all the same. */
function NothingFits({ text }: { readonly text: string }) {
  const name = text.trim();
  return (
    <>
      <p>Nothing fits these words.</p>
      {/^(?:@[\w.~-]+\/)?[\w.~-]{1,214}$/.test(name) ? (
        <p>
          <a href={linkTo("packages", name)}>Ask for the package {name} by its name</a>
        </p>
      ) : null}
    </>
  );
}

function nextOf(from: number, total: number): string | null {
  const next = from + perPage;
  return next < Math.min(total, maxFrom) ? String(next) : null;
}

interface HitRowProps {
  readonly found: FoundPackage;
  readonly isLocal: boolean;
}

function HitRow({ found, isLocal }: HitRowProps) {
  const { name, version, description = "", keywords = [], date } = found;
  const words = keywords.slice(0, 8).map((keyword) => visibleText(String(keyword)).slice(0, 60));
  return (
    <li class="hit">
      <h2>
        <a href={linkTo("packages", name)}>
          <bdi>{visibleText(name)}</bdi>
        </a>{" "}
        <span class="version mono">{visibleText(version)}</span>
      </h2>
      {description === "" ? null : <p dir="auto">{visibleText(description).slice(0, 400)}</p>}
      <p class="row is-faint">
        <Badge>{isLocal ? "published here" : "upstream"}</Badge>
        {date === undefined ? null : <Moment at={date} />}
        {words.length === 0 ? null : <span dir="auto">{words.join(", ")}</span>}
      </p>
    </li>
  );
}
