import { useAnswer } from "../../channel/use-channel.ts";
import { Show } from "../../parts/loaded.tsx";
import { place } from "../../shell/route.ts";
import { SearchField } from "../packages/search-field.tsx";
import { ExpertTable, expertsPerPage } from "./expert-table.tsx";

const changes = ["package_published", "package_unpublished", "package_approved"] as const;

/** A page of all Experts. */
export function ExpertList() {
  const { query } = place.value;
  const prefix = query.get("q") ?? "";
  const skip = Number.parseInt(query.get("after") ?? "0", 10) || 0;
  const loaded = useAnswer("getExperts", { prefix, take: expertsPerPage, skip }, changes);
  return (
    <>
      <h1>Experts</h1>
      <div class="toolbar">
        <SearchField label="Beginning of the name" value={prefix} resets={["after", "page"]} />
      </div>
      <Show of={loaded}>
        {({ experts, total }) => (
          <ExpertTable
            rows={experts.map(({ definition, ...expert }) => ({
              ...expert,
              description: definition.description,
              skills: Object.keys(definition.skills).length,
              delegates: definition.delegates.length,
            }))}
            total={total}
            skip={skip}
            isLoading={loaded.isLoading}
            isSearch={prefix !== ""}
          />
        )}
      </Show>
    </>
  );
}
