import { ExpertPage } from "../experts/expert-page.tsx";
import { SourceContext } from "../packages/source.ts";
import { ExpertSearch } from "./expert-search.tsx";
import { Frame } from "./frame.tsx";
import { publicSource } from "./public-source.ts";

/** Experts for whoever comes by. */
export function CatalogueExperts({ subject }: { readonly subject: string }) {
  return (
    <Frame>
      <SourceContext.Provider value={publicSource}>
        {subject === "" ? <ExpertSearch /> : <ExpertPage name={subject} />}
      </SourceContext.Provider>
    </Frame>
  );
}
