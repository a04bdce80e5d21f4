import { surfacePoints } from "../findings/file-surfaces.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

const intended =
  /(?:^|[.:])(?:eval|Function|fetch|XMLHttpRequest|WebSocket|child_process|exec(?:Sync|File|FileSync)?|spawn(?:Sync)?|fork|require|_load|_compile|binding|dlopen|mainModule|env|importScripts|Worker|sendBeacon)$/;
const most = 60;

/** Something that matters is reached under a name that had to be put together. */
export const computedGlobal: Rule = {
  meta: {
    id: "OBF-15",
    family: "hiding",
    points: 30,
    solo: false,
    title: "Names of what matters are put together while the code runs.",
    advice: "Put the names together by hand, and read the code with them.",
  },
  *check(pkg) {
    for (const [file, atoms] of Map.groupBy(reached(pkg), (atom) => atom.file)) {
      const names = new Set(atoms.map(({ detail }) => detail.api ?? ""));
      const [first] = atoms;
      if (first === undefined) continue;
      const { line, column, excerpt, surface } = first;
      const hit: Hit = {
        surface,
        file,
        line,
        column,
        excerpt,
        message: "A global or a module is reached by a name that is put together.",
        points: surfacePoints(Math.min(most, 30 * names.size), surface),
      };
      yield hit;
    }
  },
};

function reached({ code }: PackageView) {
  return code.atoms.filter(
    ({ kind, detail }) =>
      kind === "ctx.indirect" &&
      (detail.folded === "joined" || detail.folded === "decoded") &&
      intended.test(detail.api ?? ""),
  );
}
