import type { PackageName } from "../names/package-name.ts";

/**
 * Names of which an upstream has just said that it has no such package. Only for seconds, so that a
 * package is found soon after it appears; never for failures.
 */
export interface Absences {
  has(name: PackageName): boolean;
  add(name: PackageName): void;
  drop(name: PackageName): void;
  clear(): void;
}

const keptMs = 5_000;
const maxNames = 10_000;

export function createAbsences(now: () => Date): Absences {
  const until = new Map<PackageName, number>();
  return {
    has: (name) => (until.get(name) ?? 0) > now().getTime(),
    add(name) {
      if (until.size >= maxNames) until.clear();
      until.set(name, now().getTime() + keptMs);
    },
    drop: (name) => void until.delete(name),
    clear: () => until.clear(),
  };
}
