import { codeIndex } from "../chains/code-index.ts";
import { isOwnInOtherLayout } from "../chains/own-other-layout.ts";
import type { Atom } from "../code/atoms.ts";
import { distinctHits } from "../findings/distinct-hits.ts";
import { atomHit, installAtoms } from "../install/code-atoms.ts";
import { type ControlSurface, controlSurface } from "../install/control-surface.ts";
import { installHit } from "../install/hit.ts";
import { installHooks } from "../install/hooks.ts";
import { isOwnPlatformPackage } from "../install/own-platform-package.ts";
import type { InstallHook } from "../install/read-hook.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";
import type { Act } from "../shell/acts.ts";
import { shellPrograms } from "../shell/programs.ts";
import { ShellSession } from "../shell/session.ts";
import { asShell, asShellPath } from "../shell-atoms/command-acts.ts";

/** A hook that writes where other programs, editors or agents take orders from. */
export const controlSurfaceAtInstall: Rule = {
  meta: {
    id: "INS-09",
    family: "execution",
    points: 100,
    solo: true,
    title: "An install hook writes to a place that controls other tools.",
    advice: "Read what is written; it acts later, in another program, with the user's rights.",
  },
  check: (pkg) => distinctHits(hits(pkg)),
};

function* hits(pkg: PackageView): Iterable<Hit> {
  for (const hook of installHooks(pkg)) {
    for (const act of hook.acts) {
      if (act.kind === "write") {
        const surface = controlSurface(act.path);
        if (surface === null || surface.kind === "persistence") continue;
        yield writeHit(pkg, hook, act, surface);
      } else if (act.kind === "run") {
        yield* settingHits(act);
      }
    }
  }
  for (const atom of installAtoms(pkg)) {
    if (atom.kind === "snk.write") yield* codeHits(pkg, atom);
  }
}

/** What JavaScript of a hook writes. */
function* codeHits(pkg: PackageView, atom: Atom): Iterable<Hit> {
  const { path = "", target, isAgent, text } = atom.detail;
  // What is below a folder that nobody knows is still what its last names say.
  // A repository may begin further up than the folder in which somebody installs.
  const inside = path.replace(/^<project>(?:\/\.\.)+(?=\/\.git\/)/, "<project>");
  const surface = controlSurface(asShellPath(inside).replace(/^\uE000/, "?"));
  if (surface?.kind === "persistence" || isOwnPlatformPackage(pkg, path)) return;
  if (isOwnInOtherLayout(pkg, atom)) return;
  if (surface === null && target !== "control") return;
  if (surface?.kind === "git-hooks" && isOwnGitHook(pkg, atom, text)) {
    const extra = { points: 10, solo: false, explainedBy: "R5" };
    yield atomHit(atom, "Code of an install hook writes a plain Git hook of the project.", extra);
    return;
  }
  const what = surface?.what ?? "a place that controls other tools";
  const family = isAgent === true || surface?.kind === "agent" ? { family: "agent" as const } : {};
  yield atomHit(atom, `Code of an install hook writes to ${what}.`, family);
}

/** A hook that is known to be plain, or is put together by a manager that talks to nobody. */
function isOwnGitHook(pkg: PackageView, atom: Atom, text: string | undefined): boolean {
  const index = codeIndex(pkg.code);
  const isMade = index
    .into(atom.id)
    .every(({ source }) => !/^src\.(?:remote|blob)/.test(index.atom(source)?.kind ?? ""));
  const isQuiet = index.inFile(atom.file).every(({ kind }) => kind !== "snk.net");
  return isMade && isQuiet && (text === undefined || isPlainGitHook(asShell(text)));
}

function writeHit(
  pkg: PackageView,
  hook: InstallHook,
  act: Act & { kind: "write" },
  surface: ControlSurface,
): Hit {
  const source = act.from === null ? null : pkg.text(hook.root.prefix + act.from);
  if (surface.kind === "git-hooks" && source !== null && isPlainGitHook(source)) {
    return installHit(act.at, "An install hook copies a plain Git hook into the project.", {
      points: 10,
      solo: false,
      explainedBy: "R5",
    });
  }
  const hit = installHit(act.at, `An install hook writes to ${surface.what}.`);
  return surface.kind === "agent" ? { ...hit, family: "agent" } : hit;
}

/** A Git hook that calls a tool of the project and nothing else (recogniser R5). */
function isPlainGitHook(text: string): boolean {
  if (text.length > 4096) return false;
  const session = new ShellSession({ script: () => null, text: () => null, variables: new Map() });
  session.read(text, { file: "", line: null, excerpt: "" });
  return session.acts.every(
    (act) =>
      act.kind === "start" || (act.kind === "run" && !shellPrograms.fetchers.has(act.program)),
  );
}

function* settingHits(act: Act & { kind: "run" }): Iterable<Hit> {
  if (act.program === "git") yield* gitHits(act);
  if (/^(?:npm|pnpm|yarn)$/.test(act.program)) yield* clientHits(act);
}

/** Local settings that name a program, in a project that the package does not own. */
const executableSetting =
  /^(?:core\.(?:sshcommand|fsmonitor|editor|pager|askpass|gitproxy)|alias\.|filter\.|diff\..*command|merge\..*driver|credential\.|gpg\.|url\.|http\.|include|sequence\.editor|remote\.)/i;

function* gitHits(act: Act & { kind: "run" }): Iterable<Hit> {
  const at = act.args.indexOf("config");
  const reads = /^--(?:get.*|list|unset.*|remove-section)$|^-l$/;
  if (at < 0 || act.args.some((arg) => reads.test(arg))) return;
  const values = act.args.slice(at + 1).filter((arg) => !arg.startsWith("-"));
  if (values.length < 2) return;
  if (act.args.some((arg) => arg === "--global" || arg === "--system")) {
    yield installHit(act.at, "An install hook changes the user's Git settings.");
  } else if (executableSetting.test(values[0] ?? "")) {
    yield installHit(act.at, "An install hook makes the project's Git start a program.");
  } else if (/^core\.hookspath$/i.test(values[0] ?? "")) {
    const isOwn = !/^[~/]|^[A-Za-z]:|\.\./.test(values[1] ?? "");
    yield isOwn
      ? installHit(act.at, "An install hook points the project's Git hooks at a folder of it.", {
          points: 10,
          solo: false,
          explainedBy: "R5",
        })
      : installHit(
          act.at,
          "An install hook points the project's Git hooks outside of the project.",
        );
  }
}

const loadingSetting =
  /^(?:script-shell|shell|node-options|init-module|git|registry|@[^:]+:registry|.*proxy|ignore-scripts|prefix|cafile|ca|strict-ssl|userconfig|globalconfig|.*_auth.*|_.*|npmregistryserver|yarnpath)(?:=|$)|^\/\//i;

function* clientHits(act: Act & { kind: "run" }): Iterable<Hit> {
  const plain = act.args.filter((arg) => !arg.startsWith("-"));
  const [verb, action, key = ""] = plain[0] === "set" ? ["config", "set", plain[1]] : plain;
  if (!/^(?:config|c)$/.test(verb ?? "") || action !== "set") return;
  if (loadingSetting.test(key)) {
    yield installHit(act.at, "An install hook changes the package client's settings.");
  } else {
    yield installHit(act.at, "An install hook changes a harmless setting of the package client.", {
      points: 40,
      solo: false,
    });
  }
}
