import type { ComponentChildren } from "preact";
import type { PackageCard } from "../../../src/overview/package-card.ts";
import type { VersionCard } from "../../../src/overview/package-details.ts";
import type { Loaded } from "../../channel/loaded.ts";
import { InstallLines } from "../../parts/install-lines.tsx";
import { Show } from "../../parts/loaded.tsx";
import { Markdown } from "../../parts/markdown.tsx";
import { Empty } from "../../parts/states.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { place } from "../../shell/route.ts";
import { About } from "./about.tsx";
import { Dependencies } from "./dependencies.tsx";
import { PackageHeader } from "./package-header.tsx";
import { Security } from "./security.tsx";
import { useFromSource } from "./source.ts";
import { VersionCompare } from "./version-compare.tsx";
import { VersionList } from "./version-list.tsx";

export interface PackagePageProps {
  readonly name: string;
  /** Whether it is shown to whoever administers. */
  readonly isPanel: boolean;
  /** What can be done about the package or the version that is looked at. */
  readonly actions?: (
    card: PackageCard,
    version: string,
    onChange: () => void,
  ) => ComponentChildren;
}

const tabs = [
  { id: "", title: "README" },
  { id: "versions", title: "Versions" },
  { id: "needs", title: "Dependencies" },
  { id: "security", title: "Security" },
  { id: "diff", title: "Diff" },
  { id: "install", title: "Install" },
];

/** One package; which version and which part of it is looked at stands in the address. */
export function PackagePage({ name, isPanel, actions }: PackagePageProps) {
  const loaded = useFromSource(name, "package", (source, stop) => source.package(name, stop));
  const { query } = place.value;
  return (
    <>
      {loaded.data === null ? <h1>{name}</h1> : null}
      <Show of={loaded}>
        {(card) => {
          const version = query.get("version") ?? latestOf(card);
          return (
            <Body
              key={version}
              card={card}
              version={version}
              isPanel={isPanel}
              reload={loaded.reload}
              {...(actions === undefined ? {} : { actions })}
            />
          );
        }}
      </Show>
    </>
  );
}

interface BodyProps extends Omit<PackagePageProps, "name"> {
  readonly card: PackageCard;
  readonly version: string;
  readonly reload: () => void;
}

function Body({ card, version, isPanel, actions, reload }: BodyProps) {
  const { name } = card;
  const details = useFromSource(name, `version ${version}`, (source, stop) =>
    source.version(name, version, stop),
  );
  return (
    <>
      <PackageHeader card={card} version={version} details={details.data} isPanel={isPanel} />
      <Tabs tabs={tabs} label={`Parts of ${name}`} keeps={["version"]} />
      <div class="with-aside">
        <div class="main-part">
          <Part
            card={card}
            version={version}
            details={details}
            isPanel={isPanel}
            tab={place.value.query.get("tab") ?? ""}
          />
        </div>
        <aside aria-label="About this package">
          <About card={card} version={version} />
          {actions?.(card, version, () => {
            reload();
            details.reload();
          })}
        </aside>
      </div>
    </>
  );
}

interface PartProps {
  readonly card: PackageCard;
  readonly version: string;
  readonly details: Loaded<VersionCard>;
  readonly isPanel: boolean;
  readonly tab: string;
}

function Part({ card, version, details, isPanel, tab }: PartProps) {
  const { name } = card;
  switch (tab) {
    case "versions":
      return <VersionList card={card} />;
    case "needs":
      return <Dependencies name={name} version={version} details={details} />;
    case "security":
      return <Security name={name} version={version} details={details} />;
    case "diff":
      return <VersionCompare card={card} version={version} isPublic={!isPanel} />;
    case "install":
      return <InstallLines name={name} version={version === latestOf(card) ? null : version} />;
    default:
      return card.readme.trim() === "" ? (
        <Empty>
          <p>
            {card.origin === "hosted"
              ? "This package has no README."
              : "The upstream sent no README of this package."}
          </p>
        </Empty>
      ) : (
        <Markdown text={card.readme} level={2} />
      );
  }
}

/** What `latest` names, or else the newest that is served, or else the newest. */
function latestOf({ tags, versions }: PackageCard): string {
  const served = versions.find(({ state }) => state === "served") ?? versions[0];
  return tags["latest"] ?? served?.version ?? "";
}
