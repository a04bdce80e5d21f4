import { codeIndex } from "../chains/code-index.ts";
import { surfacePoints } from "../findings/file-surfaces.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

const temporary = /^(?:<temp>|\/tmp|\/var\/tmp|\/dev\/shm)(?:\/|$)/;

/** Native code that is loaded from where no build puts it. */
export const oddLoading: Rule = {
  meta: {
    id: "BIN-04",
    family: "binary",
    points: 70,
    solo: false,
    title: "Native code is loaded by a hidden, temporary or downloaded path.",
    advice: "Find out which file is loaded, and where it comes from.",
  },
  *check(pkg) {
    for (const atom of pkg.code.atoms) {
      const message = atom.kind === "snk.native" ? oddity(pkg, atom.id) : null;
      if (message === null) continue;
      const { file, line, column, excerpt, surface } = atom;
      const floor = surface === "install" ? 100 : 40;
      const points = surfacePoints(70, surface, floor);
      const hit: Hit = { surface, file, line, column, excerpt, message, points };
      yield hit;
    }
  },
};

function oddity(pkg: PackageView, id: number): string | null {
  const index = codeIndex(pkg.code);
  const detail = index.atom(id)?.detail ?? {};
  const sources = index.into(id).map(({ source }) => index.atom(source)?.kind);
  if (sources.includes("src.remote")) return "Native code is loaded that was downloaded before.";
  if (sources.includes("src.blob")) return "Native code is loaded that was unpacked from data.";
  if (temporary.test(detail.path ?? ""))
    return "Native code is loaded from a folder for temporary files.";
  return detail.folded === "decoded" ? "Native code is loaded by a path that was encoded." : null;
}
