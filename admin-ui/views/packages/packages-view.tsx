import { useMemo } from "preact/hooks";
import { useChannel } from "../../channel/use-channel.ts";
import { PackageActions } from "./package-actions.tsx";
import { PackageList } from "./package-list.tsx";
import { PackagePage } from "./package-page.tsx";
import { panelSource } from "./panel-source.ts";
import { SourceContext } from "./source.ts";

/** All packages, or one of them. */
export function PackagesView({ subject }: { readonly subject: string }) {
  const channel = useChannel();
  const source = useMemo(() => panelSource(channel), [channel]);
  if (subject === "") return <PackageList />;
  return (
    <SourceContext.Provider value={source}>
      <PackagePage
        name={subject}
        isPanel
        actions={(card, version, onChange) => (
          <PackageActions card={card} version={version} onChange={onChange} />
        )}
      />
    </SourceContext.Provider>
  );
}
