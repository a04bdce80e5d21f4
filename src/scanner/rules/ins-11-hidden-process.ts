import { secretKinds } from "../chains/atom-kinds.ts";
import { codeIndex } from "../chains/code-index.ts";
import type { Atom } from "../code/atoms.ts";
import { distinctHits } from "../findings/distinct-hits.ts";
import { atomHit, installAtoms } from "../install/code-atoms.ts";
import { installHit } from "../install/hit.ts";
import { installHooks } from "../install/hooks.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";
import { shellPrograms } from "../shell/programs.ts";

/** A hook that leaves something running, or runs a foreign command where nobody can see it. */
export const hiddenProcess: Rule = {
  meta: {
    id: "INS-11",
    family: "execution",
    points: 60,
    solo: false,
    title: "An install hook hides a process.",
    advice: "Find out what keeps running after the installation and why its output is thrown away.",
  },
  check: (pkg) => distinctHits(hits(pkg)),
};

function* hits(pkg: PackageView): Iterable<Hit> {
  for (const hook of installHooks(pkg)) {
    if (hook.build !== undefined) continue;
    for (const act of hook.acts) {
      if (act.kind === "start" && act.detached) {
        yield installHit(act.at, "An install hook starts a file and does not wait for it.");
      } else if (act.kind === "run" && act.detached && isForeign(act.program, act.args)) {
        yield installHit(act.at, "An install hook starts a process and does not wait for it.");
      } else if (act.kind === "run" && act.silenced && isForeign(act.program, act.args)) {
        const message = "An install hook throws away all output and errors of a foreign command.";
        yield installHit(act.at, message);
      }
    }
  }
  for (const atom of installAtoms(pkg)) {
    if (atom.kind !== "snk.proc.detached") continue;
    const message = "Code of an install hook starts a process that goes on unseen.";
    if (readsValues(pkg, atom)) yield atomHit(atom, message, { points: 100 });
    else yield atomHit(atom, message, isReadHere(pkg, atom) ? { points: 30 } : {});
  }
}

/** A hidden process beside something valuable is there for that. */
function readsValues(pkg: PackageView, { file }: Atom): boolean {
  return codeIndex(pkg.code)
    .inFile(file)
    .some(({ kind, surface }) => surface === "install" && secretKinds.includes(kind));
}

const ownScript = /^node(?:\.exe)? <package>\/([\w./@-]{1,200}\.[cm]?js)(?: |$)/;

/** A script of the package that was read like any other: what it does speaks for itself. */
function isReadHere(pkg: PackageView, { detail }: Atom): boolean {
  const [, path] = ownScript.exec(detail.text ?? "") ?? [];
  return path !== undefined && codeIndex(pkg.code).file(path)?.reading === "tree";
}

/** A fetching command, or an interpreter that gets its program in the command line. */
function isForeign(program: string, args: readonly string[]): boolean {
  if (shellPrograms.fetchers.has(program)) return args.length > 0;
  const isInterpreter =
    shellPrograms.shells.has(program) ||
    shellPrograms.powershells.has(program) ||
    shellPrograms.javascript.has(program) ||
    shellPrograms.otherInterpreters.has(program);
  const asksVersion = args.every((arg) => /^--?(?:v|V|version|help)$/.test(arg));
  return (
    isInterpreter &&
    !asksVersion &&
    args.some((arg) => /^-(?:[a-z]*c|e|-eval|command|enc.*)$/i.test(arg))
  );
}
