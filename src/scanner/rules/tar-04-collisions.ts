import { collisionKey } from "../archive/collision-key.ts";
import { installedPath } from "../archive/installed-path.ts";
import { runPaths } from "../manifest/run-paths.ts";
import type { Entry, Hit, PackageView, Rule } from "../rule.ts";

const manifests = ["package.json", "npm-shrinkwrap.json", "binding.gyp"];

/**
 * Two entries for one place: which one is installed depends on the client and the file system, so a
 * reviewer may read another file than the one that runs (threat catalogue §6.1).
 */
export const collisions: Rule = {
  meta: {
    id: "TAR-04",
    family: "structure",
    points: 50,
    solo: false,
    title: "Several entries of the archive are written to one path.",
    advice: "Compare the entries; the last one usually wins, and on some systems case is ignored.",
  },
  *check(pkg) {
    yield* sameFile(pkg);
    yield* fileAndFolder(pkg);
    yield* topFolders(pkg);
  },
};

function* sameFile(pkg: PackageView): Iterable<Hit> {
  let decisive: Set<string> | null = null;
  const first = new Map<string, Entry>();
  for (const entry of pkg.entries) {
    if (entry.path === null || entry.type === "directory") continue;
    const key = collisionKey(entry.path);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, entry);
      continue;
    }
    // The same bytes twice: whoever wins, the result is the same.
    if (contentOf(earlier) === contentOf(entry) && earlier.path === entry.path) continue;
    decisive ??= new Set([...manifests, ...runPaths(pkg.manifest)].map(collisionKey));
    const differs = contentOf(earlier) !== contentOf(entry);
    const blocks = differs && decisive.has(key);
    yield {
      surface: "structure",
      file: entry.path,
      message: blocks
        ? "Two different entries claim the place of a file that is run or decides the installation."
        : "Two entries claim one place on systems that ignore case or Unicode spelling.",
      ...(blocks ? { points: 100, solo: true } : {}),
    };
  }
}

function* fileAndFolder(pkg: PackageView): Iterable<Hit> {
  const folders = new Set<string>();
  for (const { path, type } of pkg.entries) {
    if (path === null) continue;
    let folder = type === "directory" ? path : parentOf(path);
    while (folder !== "" && !folders.has(folder)) {
      folders.add(folder);
      folder = parentOf(folder);
    }
  }
  for (const { path, type } of pkg.entries) {
    if (path === null || type === "directory" || !folders.has(path)) continue;
    const message = "An entry is a file in one place of the archive and a folder in another.";
    yield { surface: "structure", file: path, message };
  }
}

function* topFolders(pkg: PackageView): Iterable<Hit> {
  const tops = new Set<string>();
  for (const entry of pkg.entries) {
    const { topFolder } = installedPath(entry.rawPath);
    if (topFolder !== null && entry.type !== "directory") tops.add(topFolder);
  }
  if (tops.size < 2) return;
  const message = "The archive has several top folders, which clients merge into one.";
  yield { surface: "structure", file: null, message };
}

function contentOf(entry: Entry): string {
  return entry.digest ?? `${entry.type} ${entry.linkTarget ?? ""}`;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}
