import type { PackageCard } from "../../../src/overview/package-card.ts";
import { Diff } from "../../parts/diff.tsx";
import { Show } from "../../parts/loaded.tsx";
import { Empty, Notice } from "../../parts/states.tsx";
import { VersionDiffPicker } from "../../parts/version-diff.tsx";
import { place } from "../../shell/route.ts";
import { useFromSource } from "./source.ts";

export interface VersionCompareProps {
  readonly card: PackageCard;
  readonly version: string;
  /** Whether only what is served can be read. */
  readonly isPublic: boolean;
}

/** How one version became another, file by file. */
export function VersionCompare({ card, version, isPublic }: VersionCompareProps) {
  const versions = card.versions
    .filter((row) => !isPublic || row.state === "served" || row.version === version)
    .map((row) => row.version);
  const isShown = !isPublic || isServed(card, version);
  const after = versions[versions.indexOf(version) + 1] ?? null;
  const from = place.value.query.get("from") ?? after;
  if (from === null) {
    return (
      <Empty>
        <p>There is no version before this one to compare it with.</p>
      </Empty>
    );
  }
  return (
    <>
      <VersionDiffPicker versions={versions} from={from} to={version} />
      {from === version || !isShown || (isPublic && !isServed(card, from)) ? (
        <Notice>
          <p>Choose two versions that are not the same{isPublic ? " and are served" : ""}.</p>
        </Notice>
      ) : (
        <Differences name={card.name} from={from} to={version} />
      )}
    </>
  );
}

function isServed({ versions }: PackageCard, version: string): boolean {
  return versions.some((row) => row.version === version && row.state === "served");
}

interface DifferencesProps {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

function Differences({ name, from, to }: DifferencesProps) {
  const loaded = useFromSource(name, `diff ${from} ${to}`, async (source, stop) => ({
    from,
    to,
    diff: await source.diff(name, from, to, stop),
  }));
  const { data } = loaded;
  const isOld = data !== null && (data.from !== from || data.to !== to);
  return (
    <Show of={isOld ? { ...loaded, data: null } : loaded}>
      {({ diff }) =>
        diff.files.length === 0 ? (
          <Empty>
            <p>Their files are the same.</p>
          </Empty>
        ) : (
          <Diff diff={diff} />
        )
      }
    </Show>
  );
}
