import { type Changed, changesOf } from "../difference/changes.ts";
import type { Hit, Rule } from "../rule.ts";

const code = /\.[cm]?[jt]sx?$/i;
const readableLine = 500;
const denseLine = 2000;
const growth = 10;
const entropyGrowth = 0.8;
/** When most of the code changed so, the build changed. */
const mostShare = 0.34;
const mostFiles = 2;

/** A file that people could read and now cannot. */
export const becameDense: Rule = {
  meta: {
    id: "DIF-05",
    family: "difference",
    points: 60,
    solo: false,
    title: "A readable file became unreadable.",
    advice: "Compare the file with the one of the version before.",
  },
  *check(pkg) {
    const changes = changesOf(pkg);
    if (changes === null) return;
    const before = changes.changed.filter(({ path }) => code.test(path));
    const dense = before.filter(isDenser);
    const total = before.length + [...changes.same].filter((path) => code.test(path)).length;
    const isBuild = dense.length > mostFiles && dense.length > total * mostShare;
    for (const { path } of dense) {
      const hiding = pkg.code.hiding?.find(
        ({ kind, file }) => kind === "string-array" && file === path,
      );
      if (hiding !== undefined) {
        const message = "A file that was readable was obfuscated in this version.";
        yield { surface: hiding.surface, file: path, message, points: 100, solo: true };
      } else if (!isBuild) {
        const message = "A file that was readable became dense, and few others did.";
        const hit: Hit = { surface: "structure", file: path, message };
        yield hit;
      }
    }
  },
};

function isDenser({ before, after }: Changed): boolean {
  const isLonger =
    before.longestLine < readableLine &&
    after.longestLine > denseLine &&
    after.longestLine > before.longestLine * growth;
  return isLonger || (before.entropy > 0 && after.entropy > before.entropy + entropyGrowth);
}
