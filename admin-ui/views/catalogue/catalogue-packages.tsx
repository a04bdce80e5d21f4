import { PackagePage } from "../packages/package-page.tsx";
import { SourceContext } from "../packages/source.ts";
import { Frame } from "./frame.tsx";
import { PackageSearch } from "./package-search.tsx";
import { publicSource } from "./public-source.ts";

/** Packages for whoever comes by. */
export function CataloguePackages({ subject }: { readonly subject: string }) {
  return (
    <Frame>
      <SourceContext.Provider value={publicSource}>
        {subject === "" ? <PackageSearch /> : <PackagePage name={subject} isPanel={false} />}
      </SourceContext.Provider>
    </Frame>
  );
}
