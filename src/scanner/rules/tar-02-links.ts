import type { Entry, Rule } from "../rule.ts";

/** Links, which npm's own client drops and other extractors follow (threat catalogue §6.1). */
export const links: Rule = {
  meta: {
    id: "TAR-02",
    family: "structure",
    points: 100,
    solo: true,
    title: "The archive holds hard or symbolic links.",
    advice: "Check where the link leads; a package needs none, and clients treat them differently.",
  },
  *check(pkg) {
    for (const entry of pkg.entries) {
      if (entry.type !== "hardlink" && entry.type !== "symlink") continue;
      const inside = leadsInside(entry);
      yield {
        surface: "structure",
        file: entry.path,
        message: inside
          ? "A link leads to another file of the package."
          : "A link leads out of the package folder.",
        excerpt: entry.linkTarget ?? "",
        ...(inside ? { points: 40, solo: false } : {}),
      };
    }
  },
};

/** A symbolic link counts from its own folder, a hard link from the top of the archive. */
function leadsInside(entry: Entry): boolean {
  const target = entry.linkTarget ?? "";
  if (target === "" || /^[/\\]|^[A-Za-z]:|\\|\0/.test(target)) return false;
  const own = entry.rawPath.split("/");
  const at = entry.type === "symlink" ? own.slice(0, -1) : [];
  for (const segment of target.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") at.push(segment);
    else if (at.pop() === undefined) return false;
    // Leaving the top folder and coming back is a way around the check.
    if (entry.type === "symlink" && at.length === 0) return false;
  }
  return at[0] === own[0];
}
