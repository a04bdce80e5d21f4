import { codeIndex } from "../chains/code-index.ts";
import type { Atom, AtomKind } from "../code/atoms.ts";
import { surfacePoints } from "../findings/file-surfaces.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

/** Conditions that commands, installers and prompts have for honest reasons. */
const ordinary = /^(?:ci|locale|counter)$/;
/** Retries, caches and samples have these; only what such a condition guards can make them odd. */
const common = /^(?:time|random|ci|locale|counter)$/;
const guarded: ReadonlySet<AtomKind> = new Set<AtomKind>([
  "snk.code",
  "snk.proc",
  "snk.proc.detached",
  "snk.delete.wide",
  "snk.native",
  "snk.agent",
]);

/** Code that looks around before it acts; for the record, as chains weigh it where it guards them. */
export const antiAnalysis: Rule = {
  meta: {
    id: "OBF-09",
    family: "hiding",
    points: 15,
    solo: false,
    title: "Code acts only under conditions that an analysis would not meet.",
    advice: "Read what happens on both sides of the condition.",
  },
  *check(pkg) {
    const seen = new Set<string>();
    for (const atom of codeIndex(pkg.code).of("ctx.gate")) {
      const { file, line, column, excerpt, surface } = atom;
      if (seen.has(file) || !isOdd(pkg, atom)) continue;
      seen.add(file);
      const message = "Code depends on who runs it, where, when or under which tool.";
      const points = surfacePoints(15, surface);
      const hit: Hit = { surface, file, line, column, excerpt, message, points };
      yield hit;
    }
  },
};

function isOdd(pkg: PackageView, { file, func, detail }: Atom): boolean {
  const names = detail.names ?? [];
  if (names.every((name) => ordinary.test(name))) return false;
  if (!names.every((name) => common.test(name))) return true;
  const around = codeIndex(pkg.code).inFile(file);
  return around.some((atom) => atom.func === func && guarded.has(atom.kind));
}
