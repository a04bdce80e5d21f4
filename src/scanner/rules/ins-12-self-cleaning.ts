import { posix } from "node:path";
import type { Atom } from "../code/atoms.ts";
import { distinctHits } from "../findings/distinct-hits.ts";
import { atomHit, installAtoms } from "../install/code-atoms.ts";
import { installHit } from "../install/hit.ts";
import { installHooks } from "../install/hooks.ts";
import { installCode } from "../install/install-code.ts";
import type { InstallHook } from "../install/read-hook.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";
import { asShellPath } from "../shell-atoms/command-acts.ts";

/** A hook that removes or rewrites what a later look at the installed package would show. */
export const selfCleaningHook: Rule = {
  meta: {
    id: "INS-12",
    family: "execution",
    points: 90,
    solo: false,
    title: "An install hook removes its own traces.",
    advice: "Compare the tarball with what is left after the installation.",
  },
  check: (pkg) => distinctHits(hits(pkg)),
};

function* hits(pkg: PackageView): Iterable<Hit> {
  for (const hook of installHooks(pkg)) {
    if (hook.build !== undefined) continue;
    const extra = doesMore(hook) ? { points: 100 } : {};
    const prefix = hook.root.prefix;
    for (const act of hook.acts) {
      if (act.kind === "remove" && hook.reached.has(prefix + act.path)) {
        yield installHit(act.at, "An install hook removes the file that it runs.", extra);
      } else if (act.kind === "remove" && act.path === "package.json") {
        yield installHit(act.at, "An install hook removes its own manifest.", extra);
      } else if (act.kind === "write" && act.path === "package.json") {
        yield installHit(act.at, "An install hook rewrites its own manifest.", extra);
      } else if (act.kind === "write" && hook.reached.has(prefix + act.path)) {
        yield installHit(act.at, "An install hook replaces the file that it runs.", extra);
      } else if (
        act.kind === "run" &&
        act.program === "npm" &&
        /^pkg (?:delete|set) (?:scripts|bin|dependencies|gypfile)/.test(act.args.join(" "))
      ) {
        yield installHit(act.at, "An install hook rewrites its own manifest.", extra);
      }
    }
    yield* inCode(hook, extra);
  }
  const atoms = installAtoms(pkg);
  for (const atom of atoms) {
    if (atom.kind !== "ctx.selfclean" || !isOwnScript(pkg, atom)) continue;
    if (namesOtherProgram(atom, pkg)) {
      const message = "Code of an install hook writes which program stands behind a command.";
      yield atomHit(atom, message, { points: 10 });
      continue;
    }
    const acts = atoms.some((one) => one.file === atom.file && /^snk\.(?!write)/.test(one.kind));
    const message = "Code of an install hook removes or replaces itself or its manifest.";
    yield atomHit(atom, message, acts ? { points: 100 } : {});
  }
}

const readsManifest =
  /\bJSON\.parse\s{0,4}\(|\brequire\s{0,4}\([^\n)]{0,80}package\.json["'`]\s{0,4}\)/;
const setsProgram =
  /(?:\.|\[\s{0,4}["'])(?:bin|binary)(?:["']\s{0,4}\])?(?:\[[^\n\]]{1,60}\])?\s{0,4}=(?!=)/;
const touchesHooks =
  /\bdelete\s|\bdeleteProperty\b|(?:\.|["'`])(?:scripts|gypfile|dependencies)\b|\b(?:scripts|gypfile)\s{0,4}:|\\x|\\u|\[\s{0,4}["'`][^\n\]]{0,80}\+|\bfrom(?:Entries|CharCode)\b/;
const maxText = 64 * 1024;

/**
 * Whether all that changes in the manifest is which native program a command or a loader takes, which
 * depends on the machine: what is written is what was read, and nothing is taken out of it.
 */
function namesOtherProgram({ file, detail }: Atom, pkg: PackageView): boolean {
  const text = pkg.text(file) ?? "";
  const isManifest = /(?:^|\/)package\.json$/.test(detail.path ?? "");
  if (!isManifest || text.length > maxText) return false;
  const writes = /\bJSON\.stringify\s{0,4}\(/.test(text);
  return readsManifest.test(text) && writes && setsProgram.test(text) && !touchesHooks.test(text);
}

/** The running file, the manifest, or another file that a hook starts. */
function isOwnScript(pkg: PackageView, { file, detail }: Atom): boolean {
  const path = asShellPath(detail.path ?? "");
  const isManifest = path === posix.join(posix.dirname(file), "package.json");
  return (
    isManifest || path === "package.json" || path === file || installCode(pkg).files.includes(path)
  );
}

const removers = /^(?:unlink|unlinkSync|rm|rmSync|rmdirSync|remove|removeSync)$/;
const replacers = /^(?:rename|renameSync|copyFile|copyFileSync|move|moveSync)$/;

function* inCode(hook: InstallHook, extra: { points?: number }): Iterable<Hit> {
  for (const { path, text, reading } of hook.reached.values()) {
    for (const { callee, names, strings, line } of reading?.calls ?? []) {
      const verb = callee.at(-1) ?? "";
      const own = path.slice(path.lastIndexOf("/") + 1);
      const namesItself =
        names.includes("__filename") || strings.some((one) => one.replace(/^\.?\//, "") === own);
      const place = { file: path, line, excerpt: text.split("\n", line)[line - 1]?.trim() ?? "" };
      if (removers.test(verb) && namesItself) {
        yield installHit(place, "A file that an install hook runs removes itself.", extra);
      } else if (
        replacers.test(verb) &&
        names.includes("__dirname") &&
        /^\.?\/?package\.json$/.test(strings.at(-1) ?? "")
      ) {
        yield installHit(place, "A file that an install hook runs swaps its own manifest.", extra);
      }
    }
  }
}

/** Whether the hook acts beyond cleaning up: with that, cleaning up is hiding. */
function doesMore(hook: InstallHook): boolean {
  if (
    hook.acts.some(
      ({ kind }) => kind === "inline" || kind === "remote-code" || kind === "decoded-code",
    )
  ) {
    return true;
  }
  return [...hook.reached.values()].some(({ reading }) => {
    if (reading === null) return false;
    const { modules, names } = reading;
    return (
      names.has("fetch") ||
      names.has("eval") ||
      modules.some((name) => /^(?:node:)?(?:child_process|https?|net|dns|vm)$/.test(name))
    );
  });
}
