import { useLoaded } from "../../channel/loaded.ts";
import { Show } from "../../parts/loaded.tsx";
import { place, refine } from "../../shell/route.ts";
import { type ExpertRow, ExpertTable, expertsPerPage } from "../experts/expert-table.tsx";
import { SearchField } from "../packages/search-field.tsx";
import { askJson } from "./http.ts";
import { PurposeHits } from "./purpose-hits.tsx";

interface Listed {
  readonly data: {
    readonly experts: readonly (Omit<ExpertRow, "skills" | "delegates"> & {
      readonly skills: Readonly<Record<string, unknown>>;
      readonly delegates: readonly string[];
    })[];
  };
  readonly meta: { readonly total: number };
}

/** Experts by the beginning of their names, or by what they are for. */
export function ExpertSearch() {
  const { query } = place.value;
  const text = query.get("q") ?? "";
  const isPurpose = query.get("by") === "purpose";
  return (
    <>
      <h1>Experts</h1>
      <div class="toolbar">
        <SearchField
          label={isPurpose ? "What it should do" : "Beginning of the name"}
          value={text}
          resets={["after", "page"]}
        />
        <label>
          <span>Search by</span>
          <select
            value={isPurpose ? "purpose" : ""}
            onChange={(event) => refine({ by: event.currentTarget.value, after: "", page: "" })}
          >
            <option value="">Name</option>
            <option value="purpose">Purpose</option>
          </select>
        </label>
      </div>
      {isPurpose && text !== "" ? (
        <PurposeHits text={text} />
      ) : (
        <ByName prefix={isPurpose ? "" : text} />
      )}
    </>
  );
}

function ByName({ prefix }: { readonly prefix: string }) {
  const skip = Number.parseInt(place.value.query.get("after") ?? "0", 10) || 0;
  const search = new URLSearchParams({
    sort: "updatedAt",
    take: String(expertsPerPage),
    skip: String(skip),
    ...(prefix === "" ? {} : { filter: prefix }),
  });
  const path = `/api/registry/v1/experts?${search}`;
  const loaded = useLoaded(path, (stop) => askJson<Listed>(path, stop));
  return (
    <Show of={loaded}>
      {({ data, meta }) => (
        <ExpertTable
          rows={data.experts.map(({ skills, delegates, ...expert }) => ({
            ...expert,
            skills: Object.keys(skills).length,
            delegates: delegates.length,
          }))}
          total={meta.total}
          skip={skip}
          isLoading={loaded.isLoading}
          isSearch={prefix !== ""}
        />
      )}
    </Show>
  );
}
