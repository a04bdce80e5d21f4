import type { Integrity } from "../blobs/integrity.ts";
import type { PackageName } from "../names/package-name.ts";
import type { ReleaseOrigin } from "../quarantine/quarantine.store.ts";

/** A tarball that was decided to be served. */
export interface ServableTarball {
  readonly version: string;
  readonly integrity: Integrity;
  readonly origin: ReleaseOrigin;
  readonly bytes: Blob;
  /** Somebody may have emptied the store, or damaged it, while it was in use. */
  readonly isInPlace: () => boolean;
  /** Whoever asks must be let in by `requireRead` before it is sent. */
  readonly isRestricted: boolean;
}

/**
 * Which bytes a tarball path stands for, for paths that were decided to be served until `until`
 * (milliseconds since the epoch). Dropped with every change of the package.
 */
export interface TarballCache {
  get(name: PackageName, file: string): ServableTarball | null;
  /** Counts drops: take it before deciding, and hand it to `put`. */
  generation(): number;
  put(
    generation: number,
    name: PackageName,
    file: string,
    tarball: ServableTarball,
    until: number,
  ): void;
  drop(name: PackageName): void;
  clear(): void;
}

const maxPackages = 20_000;

export function createTarballCache(now: () => Date): TarballCache {
  const packages = new Map<PackageName, Map<string, ServableTarball & { until: number }>>();
  let generation = 0;

  return {
    get(name, file) {
      const found = packages.get(name)?.get(file);
      return found !== undefined && found.until > now().getTime() ? found : null;
    },
    generation: () => generation,
    put(since, name, file, tarball, until) {
      // Any drop since the decision may have been about this package: forget it, it is cheap to redo.
      if (since !== generation) return;
      if (packages.size >= maxPackages) packages.clear();
      const files = packages.get(name) ?? new Map();
      files.set(file, { ...tarball, until });
      packages.set(name, files);
    },
    drop(name) {
      generation++;
      packages.delete(name);
    },
    clear() {
      generation++;
      packages.clear();
    },
  };
}
