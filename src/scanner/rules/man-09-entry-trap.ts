import { posix } from "node:path";
import type { CodeFile } from "../code/atoms.ts";
import type { Hit, Json, PackageView, Rule } from "../rule.ts";

/** What is loaded is not what a reader finds where such packages keep their code. */
export const entryTrap: Rule = {
  meta: {
    id: "MAN-09",
    family: "structure",
    points: 50,
    solo: false,
    title: "The entry point is not the file that a reader would look at.",
    advice: "Read the file that package.json names, not the one that lies where you expect it.",
  },
  check: hits,
};

const muchLarger = 20;
const leastTrap = 4 * 1024;

function* hits(pkg: PackageView): Iterable<Hit> {
  const files = new Map(pkg.code.files.map((file) => [file.path, file]));
  const entry = pathOf(pkg.manifest?.json["main"], files);
  const decoy = files.get("index.js") ?? files.get("lib/index.js");
  if (entry === undefined) return;
  if (decoy !== undefined && decoy.path !== entry.path && !pathsOf(pkg).has(decoy.path)) {
    if (isHard(entry) && !isHard(decoy) && !isBuild(entry.path)) {
      const message =
        "The entry point is unreadable while a readable file stands in its usual place.";
      yield { surface: "load", file: entry.path, message };
    }
  }
  const rest = files.get("index.js");
  if (
    rest !== undefined &&
    rest.path !== entry.path &&
    rest.surface === "load" &&
    rest.bytes > leastTrap &&
    rest.bytes > muchLarger * entry.bytes &&
    isHard(rest)
  ) {
    const message =
      "An unreadable index.js at the root is far larger than the declared entry point.";
    yield { surface: "load", file: rest.path, message };
  }
}

function isHard(file: CodeFile): boolean {
  return file.isMinified || file.reading === "unparsed";
}

/** Folders in which tools put what they built; what lies there is expected to be small and dense. */
function isBuild(path: string): boolean {
  return /(?:^|\/)(?:dist|build|lib|cjs|esm|umd|out|bundle|min|prod|production)(?:\/|[-.\w]*$)|\.min\.[cm]?js$/.test(
    path,
  );
}

function pathOf(
  main: Json | undefined,
  files: ReadonlyMap<string, CodeFile>,
): CodeFile | undefined {
  if (typeof main !== "string") return undefined;
  const base = posix.normalize(main).replace(/^\/+/, "");
  for (const ending of ["", ".js", ".cjs", ".mjs", "/index.js"]) {
    const file = files.get(base + ending);
    if (file !== undefined) return file;
  }
  return undefined;
}

/** Every file that the manifest names as an entry of any kind. */
function pathsOf(pkg: PackageView): ReadonlySet<string> {
  const paths = new Set<string>();
  const add = (json: Json | undefined, depth: number): void => {
    if (typeof json === "string") paths.add(posix.normalize(json).replace(/^\.?\//, ""));
    else if (typeof json === "object" && json !== null && depth < 8) {
      for (const value of Object.values(json)) add(value, depth + 1);
    }
  };
  for (const key of ["module", "browser", "exports", "bin"]) add(pkg.manifest?.json[key], 0);
  return paths;
}
