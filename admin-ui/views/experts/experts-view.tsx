import { useMemo } from "preact/hooks";
import { useChannel } from "../../channel/use-channel.ts";
import { panelSource } from "../packages/panel-source.ts";
import { SourceContext } from "../packages/source.ts";
import { ExpertList } from "./expert-list.tsx";
import { ExpertPage } from "./expert-page.tsx";

/** All Experts, or one of them. */
export function ExpertsView({ subject }: { readonly subject: string }) {
  const channel = useChannel();
  const source = useMemo(() => panelSource(channel), [channel]);
  if (subject === "") return <ExpertList />;
  return (
    <SourceContext.Provider value={source}>
      <ExpertPage name={subject} />
    </SourceContext.Provider>
  );
}
