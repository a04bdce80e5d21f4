import { atomRule } from "../chains/atom-rule.ts";
import { isOwnInOtherLayout } from "../chains/own-other-layout.ts";
import type { Atom } from "../code/atoms.ts";
import { isOwnPlatformPackage } from "../install/own-platform-package.ts";
import { documentOf } from "../recognisers/documents.ts";
import type { PackageView, Rule, RuleMeta } from "../rule.ts";
import { asShellPath } from "../shell-atoms/command-acts.ts";

const meta: RuleMeta = {
  id: "EXE-11",
  family: "execution",
  points: 115,
  solo: false,
  title: "Files of another installed package or application are changed.",
  advice: "See which package it changes and what it puts there.",
};

const patched: Rule = atomRule({
  meta,
  atoms: ["snk.write"],
  message: "Code changes files of another package or application.",
  weigh: (atom, pkg) => {
    const { surface, detail } = atom;
    if (surface !== "install" && surface !== "load") return null;
    const { path = "" } = detail;
    if (detail.api === "shell:write" && probes.test(path)) return null;
    if (surface === "install" && isOwnPlatformPackage(pkg, path)) return null;
    if (isOwnInOtherLayout(pkg, atom)) return null;
    if (surface === "load" && (isInstalledSelf(pkg, path) || addsLink(atom, pkg))) return null;
    if (surface === "load" && linksAtHome(atom, pkg)) return null;
    // Nobody loads packages from a project that was made in the folder for what is temporary.
    if (detail.target === "temp" && !/(?:^|\/)\.\.(?:\/|$)/.test(path)) return null;
    // A hook runs in the package's own folder, so what lies above that is not the project's.
    const own = surface === "install" ? path.replace(/^<project>(?=\/\.\.\/)/, "<package>") : path;
    if (detail.target === "own" || detail.target === "temp") {
      return isForeign(asShellPath(own)) && !shims.test(own) ? { scale: "a" } : null;
    }
    return isForeign(asShellPath(own)) ? { scale: "a" } : null;
  },
});

/** The folder that an installed program is called by, in front of where its code lies. */
const program =
  /^(?:~|\/|[A-Za-z]:)[^\n]{0,200}?\/([^/<>\n]{3,60}?)(?:\.app\/contents)?(?:\/(?:app-[\w.]{1,20}|current|latest|<[?*]>))?\/resources\/app(?:\.asar)?(?:\/|$)/i;

/** Whoever changes a program for its users says which; the folder's name is what they know it by. */
const unsaid: Rule = atomRule({
  meta,
  atoms: ["snk.write"],
  message: "Code changes the files of an installed program that the package never names.",
  weigh: ({ surface, detail: { path = "" } }, pkg) => {
    if (surface !== "call" && surface !== "cli" && surface !== "handler") return null;
    if (path.includes("/node_modules/")) return null;
    const name =
      program
        .exec(path)?.[1]
        ?.toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, "") ?? "";
    if (name.length < 3 || saysOfItself(pkg).includes(name)) return null;
    return { scale: "a", floor: 100 };
  },
});

/** All that it tells its users and what it is called, letters and digits alone. */
function saysOfItself(pkg: PackageView): string {
  const { name, description, keywords, author } = pkg.manifest?.json ?? {};
  const told = [JSON.stringify([name, description, keywords, author]), documentOf(pkg)];
  return told
    .join(" ")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Files of other packages or programs are changed where they are installed. */
export const otherPackagesPatched: Rule = {
  meta,
  check: (pkg) => [...patched.check(pkg), ...unsaid.check(pkg)],
};

/** Files that a generated configure script makes to try the compiler, wherever it stands by then. */
const probes = /(?:^|\/)\.\.\/conf(?:te?st|defs|inc|cache|mf|\d|\$)[\w.$?]{0,20}(?:\/|$)/;

/** The folder in which the project keeps this very package. */
function isInstalledSelf(pkg: PackageView, path: string): boolean {
  const name = pkg.subject.name ?? pkg.manifest?.json["name"];
  if (typeof name !== "string" || path.includes("..")) return false;
  return path.startsWith(`<project>/node_modules/${name}/`);
}

/**
 * A link to a whole package in a hidden folder of the project that carries this one's name, or that of
 * its scope: what a tool keeps there is loaded from there, and by nothing else in the project.
 */
function linksAtHome({ detail }: Atom, pkg: PackageView): boolean {
  const { api = "", path = "", text = "" } = detail;
  const name = pkg.subject.name ?? pkg.manifest?.json["name"];
  const home =
    /^<project>\/\.([\w-]{3,40})\/(?:[\w-]{1,40}\/){0,4}node_modules\/(?:@[\w.-]+\/)?[\w.-]+$/.exec(
      path,
    );
  if (!/symlink/i.test(api) || typeof name !== "string" || home === null) return false;
  const brand = home[1] ?? "";
  const whose = name.startsWith("@") ? name.slice(1, name.indexOf("/")) : name;
  return (whose === brand || whose === `${brand}js`) && !/^(?:<package>|<temp>)/.test(text);
}

const reach = 400;
const asksFirst = /\b(?:exists|pathExists|lstat|stat|access)(?:Sync)?\s{0,4}\(/;
const removes = /\b(?:rm|rmdir|unlink|remove|rename|move|emptyDir|rimraf|del)(?:Sync)?\s{0,4}\(/;

/**
 * A link to a whole package that lies elsewhere, in a folder that somebody else names, and only where
 * nothing is yet: test tools put projects together like this.
 */
function addsLink({ detail, file, line }: Atom, pkg: PackageView): boolean {
  const { api = "", path = "", text = "" } = detail;
  const isWhole = /^<(?:\?|param|config)>[^\n]*\/node_modules\/(?:@[\w.-]+\/)?[\w.-]+$/.test(path);
  const isElsewhere = !/^(?:<package>|<temp>|~|\.)/.test(text);
  if (!/symlink/i.test(api) || !isWhole || !isElsewhere) return false;
  const before = (pkg.text(file) ?? "").split("\n", line).join("\n");
  const around = before.slice(-reach);
  return asksFirst.test(around) && !removes.test(around);
}

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
    /\/[Rr]esources\/app(?:\.asar)?(?:\/|$)/.test(normal) ||
    // Who packs an application or its debugging facts writes below a folder that somebody names.
    /^(?:~|\/|[A-Za-z]:)[^\n]*\/Contents\/Resources\//.test(normal)
  );
}
