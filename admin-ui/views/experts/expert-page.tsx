import type { ExpertCard } from "../../../src/overview/expert-card.ts";
import { Copyable } from "../../parts/copy.tsx";
import { Show } from "../../parts/loaded.tsx";
import { Empty } from "../../parts/states.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { place } from "../../shell/route.ts";
import { useFromSource } from "../packages/source.ts";
import { ExpertCompare } from "./expert-compare.tsx";
import { ExpertDefinition } from "./expert-definition.tsx";
import { ExpertHeader } from "./expert-header.tsx";
import { ExpertTrust } from "./expert-trust.tsx";
import { ExpertVersions } from "./expert-versions.tsx";
import { UseLines } from "./use-lines.tsx";

const tabs = [
  { id: "", title: "Definition" },
  { id: "trust", title: "Capabilities and trust" },
  { id: "versions", title: "Versions" },
  { id: "diff", title: "Diff" },
  { id: "use", title: "Use" },
  { id: "file", title: "perstack.toml" },
];

/** One Expert: what it says, what it may touch, who vouches for it. */
export function ExpertPage({ name }: { readonly name: string }) {
  const { query } = place.value;
  const wanted = query.get("version") ?? "";
  const key = wanted === "" ? name : `${name}@${wanted}`;
  const loaded = useFromSource(name, `expert ${wanted}`, (source, stop) =>
    source.expert(key, stop),
  );
  const { data } = loaded;
  const isOld = data !== null && wanted !== "" && data.version !== wanted;
  return (
    <>
      {data === null || isOld ? <h1>{visibleText(key)}</h1> : null}
      <Show of={isOld ? { ...loaded, data: null } : loaded}>
        {(card) => (
          <>
            <ExpertHeader card={card} />
            <Tabs tabs={tabs} label={`Parts of ${name}`} keeps={["version"]} />
            <Part card={card} tab={query.get("tab") ?? ""} />
          </>
        )}
      </Show>
    </>
  );
}

function Part({ card, tab }: { readonly card: ExpertCard; readonly tab: string }) {
  switch (tab) {
    case "trust":
      return <ExpertTrust card={card} />;
    case "versions":
      return <ExpertVersions card={card} />;
    case "diff":
      return <ExpertCompare card={card} />;
    case "use":
      return <UseLines card={card} />;
    case "file":
      return <DefinitionFile card={card} />;
    default:
      return <ExpertDefinition card={card} />;
  }
}

function DefinitionFile({ card: { name, version } }: { readonly card: ExpertCard }) {
  const loaded = useFromSource(name, `file ${version}`, (source, stop) =>
    source.expertFile(`${name}@${version}`, stop),
  );
  // null is an answer, too.
  const { data, error, isLoading } = loaded;
  if (data === null && error === null && !isLoading) {
    return (
      <Empty>
        <p>The file could not be read from its tarball.</p>
      </Empty>
    );
  }
  return (
    <Show of={loaded}>
      {(text) => (
        <>
          <p>As it was published, comments included.</p>
          <Copyable text={visibleText(text ?? "")} label="perstack.toml" />
        </>
      )}
    </Show>
  );
}
