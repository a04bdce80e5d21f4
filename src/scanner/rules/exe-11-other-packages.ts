import { atomRule } from "../chains/atom-rule.ts";
import { isOwnPlatformPackage } from "../install/own-platform-package.ts";
import type { Rule } from "../rule.ts";
import { asShellPath } from "../shell-atoms/command-acts.ts";

/** Files of other packages are changed where they are installed. */
export const otherPackagesPatched: Rule = atomRule({
  meta: {
    id: "EXE-11",
    family: "execution",
    points: 115,
    solo: false,
    title: "Files of another installed package or application are changed.",
    advice: "See which package it changes and what it puts there.",
  },
  atoms: ["snk.write"],
  message: "Code changes files of another package or application.",
  weigh: ({ surface, detail }, pkg) => {
    if (surface !== "install" && surface !== "load") return null;
    const { path = "" } = detail;
    if (surface === "install" && isOwnPlatformPackage(pkg, path)) return null;
    // A hook runs in the package's own folder, so what lies above that is not the project's.
    const own = surface === "install" ? path.replace(/^<project>(?=\/\.\.\/)/, "<package>") : path;
    if (detail.target === "own" || detail.target === "temp") {
      return isForeign(asShellPath(own)) && !shims.test(own) ? { scale: "a" } : null;
    }
    return isForeign(asShellPath(own)) ? { scale: "a" } : null;
  },
});

/** Programs that everybody starts by their bare name: a file of that name takes their place. */
const shims =
  /(?:^|\/)(?:npm|npx|node|yarn|pnpm|bun|corepack|git|ssh|sudo|python3?|docker|gh|claude|codex|curl|bash)(?:\.cmd|\.exe)?$/;

/** In the package's own terms `.` is its folder, so what lies beside it is another package. */
function isForeign(path: string): boolean {
  const own = /^\.?\/?node_modules\/\.(?:cache|bin|tmp|vite)/;
  const normal = path.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
  if (own.test(normal) || /node_modules\/\.(?:cache|tmp)/.test(normal)) return false;
  if (/(?:^|\/)[^/]*$/.test(normal) && shims.test(normal) && !/node_modules/.test(normal))
    return true;
  return (
    /^(?:<project>|~|\/|[A-Za-z]:|\.\.|\uE000)[^\n]*\/node_modules\/@?[A-Za-z0-9]/.test(normal) ||
    /^<project>\/node_modules\/@?[A-Za-z0-9]/.test(normal) ||
    /^\.\.\/(?!\.\.)@?[A-Za-z0-9][\w.-]*\//.test(normal) ||
    /\/resources\/app(?:\.asar)?(?:\/|$)|\/Contents\/Resources\//.test(normal)
  );
}
