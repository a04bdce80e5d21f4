import { codeIndex } from "../chains/code-index.ts";
import { surfaceFactor } from "../chains/surfaces.ts";
import { manifestParts } from "../manifest/parts.ts";
import { hookPaths, runPaths } from "../manifest/run-paths.ts";
import type { Surface } from "../report.ts";
import type { PackageView } from "../rule.ts";

/** When files of a package act: as interpreting its code says, else as its manifest names them. */
export function fileSurfaces(pkg: PackageView): (path: string) => Surface {
  const code = codeIndex(pkg.code);
  const hooks = hookPaths(pkg.manifest);
  const commands = new Set(
    pkg.manifest === null ? [] : manifestParts.commands(pkg.manifest.json).values(),
  );
  const run = runPaths(pkg.manifest);
  return (path) => {
    const read = code.file(path);
    if (read !== undefined) return read.surface;
    if (hooks.has(path)) return "install";
    if (commands.has(path)) return "cli";
    return run.has(path) ? "load" : "dormant";
  };
}

/**
 * Points of what hides or runs: by the surface (factor B), and at least what its row's letter stands
 * for where anything reaches it (threat catalogue §13.1).
 */
export function surfacePoints(base: number, surface: Surface, floor = 0): number {
  const points = Math.round(base * surfaceFactor(surface, "b") * 100) / 100;
  return surface === "dormant" ? points : Math.max(points, floor);
}
