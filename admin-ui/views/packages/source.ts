import { createContext } from "preact";
import { useContext, useEffect } from "preact/hooks";
import type { ExpertCard } from "../../../src/overview/expert-card.ts";
import type { PackageCard } from "../../../src/overview/package-card.ts";
import type { VersionCard } from "../../../src/overview/package-details.ts";
import type { Dependents } from "../../../src/packages/list-dependents.ts";
import { type Loaded, useLoaded } from "../../channel/loaded.ts";
import type { ShownDiff } from "../../parts/diff.tsx";

/** An advisory about a version. */
export interface KnownFlaw {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  readonly range: string;
  readonly url: string | null;
}

/**
 * Where the pages of packages and Experts get what they show: in the panel from the channel, in the
 * catalogue from what every client of the registry may read.
 */
export interface Source {
  readonly package: (name: string, stop: AbortSignal) => Promise<PackageCard>;
  readonly version: (name: string, version: string, stop: AbortSignal) => Promise<VersionCard>;
  /** @throws Error when nobody could be asked, which is not the same as none */
  readonly flaws: (
    name: string,
    version: string,
    stop: AbortSignal,
  ) => Promise<readonly KnownFlaw[]>;
  readonly diff: (name: string, from: string, to: string, stop: AbortSignal) => Promise<ShownDiff>;
  /** Null where nobody is told. */
  readonly dependents: ((name: string, stop: AbortSignal) => Promise<Dependents>) | null;
  readonly expert: (key: string, stop: AbortSignal) => Promise<ExpertCard>;
  /** The text of its perstack.toml, or null. */
  readonly expertFile: (key: string, stop: AbortSignal) => Promise<string | null>;
  /** Calls the listener when something about a package changed, until the returned function is called. */
  readonly onChange: (name: string, listener: () => void) => () => void;
}

export const SourceContext = createContext<Source | null>(null);

export function useSource(): Source {
  const source = useContext(SourceContext);
  if (source === null) throw new Error("there is no source of packages here");
  return source;
}

/** Something about a package from wherever the page has it, fetched again when the package changed. */
export function useFromSource<T>(
  name: string,
  key: string,
  fetchIt: (source: Source, stop: AbortSignal) => Promise<T>,
): Loaded<T> {
  const source = useSource();
  const loaded = useLoaded(`${name} ${key}`, (stop) => fetchIt(source, stop));
  const { reload } = loaded;
  useEffect(() => source.onChange(name, reload), [source, name, reload]);
  return loaded;
}
