import { manifestParts } from "../manifest/parts.ts";
import type { Surface } from "../report.ts";
import type { PackageView } from "../rule.ts";

const unasked: readonly Surface[] = ["install", "load"];

/**
 * Whether something that nobody decides about starts or loads a file: a hook that names it, or code
 * at load that hands its path to a process or a loader.
 */
export function isStartedUnasked(pkg: PackageView, path: string): Surface | null {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const hooks = pkg.manifest === null ? [] : [...manifestParts.hooks(pkg.manifest.json).values()];
  if (hooks.some((line) => line.includes(path) || wordsOf(line).includes(name))) return "install";
  const atom = pkg.code.atoms.find(
    ({ kind, surface, detail }) =>
      (kind === "snk.proc" || kind === "snk.proc.detached" || kind === "snk.native") &&
      unasked.includes(surface) &&
      wordsOf(`${detail.path ?? ""} ${detail.text ?? ""}`).includes(name),
  );
  return atom?.surface ?? null;
}

function wordsOf(line: string): readonly string[] {
  return line.split(/[\s"'`/\\;&|()]+/);
}
