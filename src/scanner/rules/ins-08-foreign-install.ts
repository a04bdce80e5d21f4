import { codeIndex } from "../chains/code-index.ts";
import type { Atom } from "../code/atoms.ts";
import { agentStart } from "../code/lists/commands.ts";
import { distinctHits } from "../findings/distinct-hits.ts";
import { atomHit, installAtoms } from "../install/code-atoms.ts";
import { installHit } from "../install/hit.ts";
import { installHooks } from "../install/hooks.ts";
import type { InstallHook } from "../install/read-hook.ts";
import { manifestParts } from "../manifest/parts.ts";
import type { Hit, JsonObject, PackageView, Rule } from "../rule.ts";
import type { Act } from "../shell/acts.ts";
import { commandActs } from "../shell-atoms/command-acts.ts";

/** Tools that only compare the client or the engine with what the project wants (recogniser R7). */
const guards = new Set(["only-allow", "check-node-version", "check-engine", "npm-only-allow"]);
const clients = /^(?:npm|pnpm|yarn|bun|cnpm|tnpm|yarnpkg)$/;
const runners = /^(?:npx|bunx|pnpx|uvx|pipx)$/;

/** A hook that makes the client fetch what no manifest declares, past every lock file. */
export const foreignInstall: Rule = {
  meta: {
    id: "INS-08",
    family: "execution",
    points: 70,
    solo: false,
    title: "An install hook installs or runs a package that the manifest does not declare.",
    advice: "Ask why this is no dependency; what it fetches is in no lock file and floats.",
  },
  check: (pkg) => distinctHits(hits(pkg)),
};

function* hits(pkg: PackageView): Iterable<Hit> {
  for (const hook of installHooks(pkg)) {
    for (const act of hook.acts) {
      if (act.kind !== "run") continue;
      for (const target of targets(act)) yield* judge(hook, act, target);
      // In code the missing name may be a value; in a command line there is none.
      if (act.at.file === hook.place.file && installsAgain(act)) {
        yield installHit(act.at, "An install hook runs another installation.", { points: 40 });
      }
    }
  }
  for (const atom of installAtoms(pkg)) yield* codeHits(pkg, atom);
}

/** What JavaScript of a hook makes a client fetch. */
function* codeHits(pkg: PackageView, atom: Atom): Iterable<Hit> {
  if (atom.kind !== "snk.proc" || pkg.manifest === null) return;
  const isSilent = codeIndex(pkg.code)
    .inFile(atom.file)
    .some(({ kind, func }) => kind === "ctx.silent" && func === atom.func);
  for (const act of commandActs(atom.detail.text ?? "")) {
    if (act.kind !== "run") continue;
    for (const target of targets(act)) {
      const name = nameOf(target);
      if (name === null || guards.has(name) || isDeclared(pkg.manifest.json, name)) continue;
      const isGrave =
        isSilent ||
        runsUnasked(act) ||
        isHushed(act) ||
        startsAnything(act) ||
        agentStart("npx", [name]) !== null;
      const message = "Code of an install hook fetches a package that nobody declared.";
      yield atomHit(atom, message, isGrave ? { points: 100 } : {});
    }
  }
}

/** What is fetched runs at once, and the question that the client would ask is answered beforehand. */
function runsUnasked({ program, args }: Act & { kind: "run" }): boolean {
  const isRun = runners.test(program) || /^(?:exec|x)$/.test(plainArguments(args)[0] ?? "");
  // What stands behind the package's name is said to the package.
  const end = args.indexOf("--");
  const own = end < 0 ? args : args.slice(0, end);
  return isRun && own.some((arg) => /^(?:-y|--yes)$/.test(arg));
}

/** For the whole machine or another language's, and told to say nothing. */
function isHushed({ program, args }: Act & { kind: "run" }): boolean {
  const isWide = !clients.test(program) || args.some((arg) => /^(?:-g|--global|global)$/.test(arg));
  return isWide && args.some((arg) => hushes.test(arg));
}

const hushes = /^(?:-q{1,3}|-s|--quiet|--silent|--loglevel=silent|--no-progress)$/;

/** Runs at once whatever another language's registry has under the name by now. */
function startsAnything({ program, args }: Act & { kind: "run" }): boolean {
  const isRun = program === "uvx" || (program === "pipx" && args[0] === "run");
  return isRun || (program === "uv" && args[0] === "tool" && args[1] === "run");
}

/** The package that a client is told, without its version; null for paths and what nobody knows. */
function nameOf(target: string): string | null {
  const name = target.replace(/(?<=.)@[^/]*$/, "");
  return name === "" || /[?\uE000$]/.test(name) || /^[./~]/.test(name) ? null : name;
}

function* judge(hook: InstallHook, act: Act & { kind: "run" }, target: string): Iterable<Hit> {
  const name = nameOf(target);
  // What is only known when the hook runs is left to the rules that follow values.
  if (name === null) return;
  if (guards.has(name)) {
    const message = "An install hook runs a check of the package client.";
    yield installHit(act.at, message, { points: 10, explainedBy: "R7" });
  } else if (isDeclared(hook.root.json, name)) {
    const message = "An install hook runs a package that the manifest declares.";
    yield installHit(act.at, message, { points: 10, explainedBy: "R6" });
  } else {
    const message = "An install hook fetches a package that the manifest does not declare.";
    // Who throws away what it says does not want it to be seen; an agent acts on its own.
    const isAgent = agentStart("npx", [name]) !== null;
    const isGrave = isAgent || act.silenced || act.detached || isHushed(act) || startsAnything(act);
    yield installHit(act.at, message, isGrave ? { points: 100 } : {});
  }
}

function isDeclared(manifest: JsonObject, name: string): boolean {
  const own = manifest["name"];
  const scope =
    typeof own === "string" && own.startsWith("@") ? own.slice(0, own.indexOf("/") + 1) : null;
  if (name === own || (scope !== null && name.startsWith(scope))) return true;
  const kinds = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];
  return (
    kinds.some((kind) => {
      const listed = manifest[kind];
      return typeof listed === "object" && listed !== null && Object.hasOwn(listed, name);
    }) || [...manifestParts.dependencies(manifest).keys()].some((one) => one.endsWith(`/${name}`))
  );
}

/** The packages that a command names to a client, to be installed or run. */
function targets(act: Act & { kind: "run" }): readonly string[] {
  const plain = plainArguments(act.args);
  if (runners.test(act.program)) return ofRunner(act.args, plain);
  if (act.program === "pipx" && plain[0] === "install") return plain.slice(1);
  if (others.test(act.program)) return ofOther(plain);
  if (!clients.test(act.program)) return [];
  const [verb = "", ...rest] = plain[0] === "global" ? plain.slice(1) : plain;
  if (/^(?:exec|x|dlx)$/.test(verb)) return ofRunner(act.args, rest);
  if (verb === "create") return rest.slice(0, 1);
  return /^(?:install|i|in|ins|inst|add|isntall|link)$/.test(verb) ? rest : [];
}

/** Clients of other languages: `gem install x`, `uv tool run x`, `python -m pip install x`. */
const others = /^(?:pip|pip3|uv|gem|cargo|go|brew|python[\d.]{0,5}|py)$/;

function ofOther(plain: readonly string[]): readonly string[] {
  const isLayered = /^(?:pip|tool)$/.test(plain[0] ?? "");
  const [verb = "", ...rest] = isLayered ? plain.slice(1) : plain;
  return /^(?:install|run)$/.test(verb) && (isLayered || verb === "install") ? rest : [];
}

/** A runner is told packages by an option, or the first word names one. */
function ofRunner(args: readonly string[], plain: readonly string[]): readonly string[] {
  const named = args.flatMap((arg, index) => {
    const glued = /^--package=(.+)$/.exec(arg)?.[1];
    return glued ?? (/^(?:-p|--package)$/.test(arg) ? (args[index + 1] ?? []) : []);
  });
  return named.length > 0 ? named : plain.slice(0, 1);
}

function installsAgain(act: Act & { kind: "run" }): boolean {
  if (!clients.test(act.program) || act.program === "") return false;
  const plain = plainArguments(act.args);
  const bareYarn =
    /^yarn(?:pkg)?$/.test(act.program) && act.args.every((arg) => /^--(?!version|help)/.test(arg));
  return bareYarn || (plain.length === 1 && /^(?:install|i|ci)$/.test(plain[0] ?? ""));
}

const valued =
  /^(?:-p|--package|--prefix|-C|--dir|--cwd|--registry|--loglevel|--tag|-w|--workspace|--cache)$/;

function plainArguments(args: readonly string[]): readonly string[] {
  return args.filter((arg, index) => !arg.startsWith("-") && !valued.test(args[index - 1] ?? ""));
}
