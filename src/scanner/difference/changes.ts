import type { FileShape, ReleaseFacts } from "../facts.ts";
import type { PackageView } from "../rule.ts";

/** How one version of a package differs from the one before. */
interface Changes {
  readonly previous: ReleaseFacts;
  readonly step: "major" | "minor" | "patch" | "unknown";
  /** Neither of them breaks anything, so nobody expects much. */
  readonly isSmallStep: boolean;
  readonly added: readonly Added[];
  readonly changed: readonly Changed[];
  /** Files that are as they were. */
  readonly same: ReadonlySet<string>;
}

interface Added {
  readonly path: string;
  readonly shape: FileShape;
}

export interface Changed {
  readonly path: string;
  readonly before: FileShape;
  readonly after: FileShape;
}

/** Many rules ask about the same two versions. */
const known = new WeakMap<PackageView, Changes | null>();

/** Null when no version before is known, or only another package's. */
export function changesOf(pkg: PackageView): Changes | null {
  const before = known.get(pkg);
  if (before !== undefined) return before;
  const changes = compare(pkg);
  known.set(pkg, changes);
  return changes;
}

function compare(pkg: PackageView): Changes | null {
  const { previous } = pkg;
  if (previous === null) return null;
  const files = new Map<string, FileShape>();
  for (const { path, shape } of pkg.entries) {
    if (path !== null && shape !== null) files.set(path, shape);
  }
  const digests = new Set(Object.values(previous.files).map(({ digest }) => digest));
  const added: Added[] = [];
  const changed: Changed[] = [];
  const same = new Set<string>();
  for (const [path, shape] of files) {
    const before = previous.files[path];
    if (before?.digest === shape.digest) same.add(path);
    else if (before !== undefined) changed.push({ path, before, after: shape });
    // What only moved was seen before.
    else if (!digests.has(shape.digest)) added.push({ path, shape });
  }
  const step = stepBetween(previous.version, pkg.manifest?.json["version"]);
  const isSmallStep = step === "minor" || step === "patch";
  return { previous, step, isSmallStep, added, changed, same };
}

function stepBetween(from: string | null, to: unknown): Changes["step"] {
  const [a, b] = [numbers(from), numbers(to)];
  if (a === null || b === null) return "unknown";
  if (a[0] !== b[0]) return "major";
  return a[1] === b[1] ? "patch" : "minor";
}

function numbers(version: unknown): readonly [string, string] | null {
  if (typeof version !== "string") return null;
  const [, major, minor] = /^(\d{1,9})\.(\d{1,9})\./.exec(version) ?? [];
  return major === undefined || minor === undefined ? null : [major, minor];
}
