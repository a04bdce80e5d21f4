import { surfacePoints } from "../findings/file-surfaces.ts";
import { mentioned } from "../findings/mentions.ts";
import { hookPaths } from "../manifest/run-paths.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

const message = "A script was compiled, so that nobody can read what is run.";

/** Scripts that are there only as a runtime's cache of them. */
export const compiledScript: Rule = {
  meta: {
    id: "BIN-09",
    family: "binary",
    points: 60,
    solo: false,
    title: "Code is there only in compiled form.",
    advice: "Ask for the source; what is compiled cannot be reviewed.",
  },
  *check(pkg) {
    yield* caches(pkg);
    for (const { kind, detail, file, line, column, excerpt, surface } of pkg.code.atoms) {
      if (kind !== "snk.code" || !/\.cachedData$/.test(detail.api ?? "")) continue;
      if (!hasEmptySource(pkg, file, line)) continue;
      const points = surfacePoints(60, surface, surface === "install" ? 100 : 40);
      const hit: Hit = { surface, file, line, column, excerpt, message, points };
      yield hit;
    }
  },
};

/** Caches that only make a start faster come with the source that they were made from. */
function hasEmptySource({ code }: PackageView, file: string, line: number): boolean {
  return code.atoms.some(
    (atom) =>
      atom.file === file &&
      atom.line === line &&
      atom.detail.api === "node:vm.Script" &&
      atom.detail.text !== undefined &&
      !/[\w<]/.test(atom.detail.text),
  );
}

function* caches(pkg: PackageView): Iterable<Hit> {
  const compiled = pkg.entries.flatMap(({ path, shape }) =>
    path !== null && (shape?.magic === "jsc" || (/\.jsc$/i.test(path) && shape?.magic !== "text"))
      ? [path]
      : [],
  );
  if (compiled.length === 0) return;
  const names = mentioned(pkg, compiled.map(baseName));
  const scripts = [...hookPaths(pkg.manifest)];
  for (const path of compiled) {
    const name = baseName(path);
    const atInstall = scripts.some((one) => one === path || pkg.text(one)?.includes(name) === true);
    if (atInstall) yield { surface: "install", file: path, message, points: 100 };
    else if (names.has(name)) yield { surface: "load", file: path, message };
    else yield { surface: "dormant", file: path, message, points: 20 };
  }
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
