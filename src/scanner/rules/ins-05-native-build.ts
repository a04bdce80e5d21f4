import { codeIndex } from "../chains/code-index.ts";
import type { AtomKind } from "../code/atoms.ts";
import { distinctHits } from "../findings/distinct-hits.ts";
import type { GypBuild } from "../gyp/build.ts";
import { installHit } from "../install/hit.ts";
import { installHooks } from "../install/hooks.ts";
import type { InstallHook } from "../install/read-hook.ts";
import { isPlainLookup } from "../javascript/plain-lookup.ts";
import { manifestParts } from "../manifest/parts.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";
import type { Act } from "../shell/acts.ts";
import { shellPrograms } from "../shell/programs.ts";
import { baseName } from "../shell/words.ts";

const lookups = new Set(
  `pkg-config echo printf sed gsed grep egrep fgrep cut head tail tr awk gawk sort uniq wc cat type ls
  dir find test [ [[ which where command uname arch sw_vers xcrun xcode-select ldd ldconfig getconf
  nproc dirname basename readlink realpath pwd true false : exit cd chdir if expr date lsb_release
  dpkg-architecture dpkg rpm brew cygpath set setlocal env export read node nodejs python python2
  python3 sh bash cmd mkdir touch cp copy xcopy mv move ln rm del install_name_tool lipo strip ar
  ranlib cmake make gmake ninja nmake msbuild protoc nasm yasm tar unzip patch chmod otool codesign
  cmd.exe gcc g++ cc c++ clang clang++ cl rustc cargo go swift swiftc rustup dtrace gperf bison flex
  node-gyp npm ver`
    .trim()
    .split(/\s+/),
);

/**
 * A `binding.gyp` is built although no script is listed, and its text may name commands that run
 * while it is only being read (threat catalogue §2, recogniser R3).
 */
export const nativeBuild: Rule = {
  meta: {
    id: "INS-05",
    family: "execution",
    points: 100,
    solo: true,
    title: "The native build of the package starts something that no build needs.",
    advice:
      "Read the build description as a script: every expansion and action in it is a command.",
  },
  check: (pkg) => distinctHits(hits(pkg)),
};

function* hits(pkg: PackageView): Iterable<Hit> {
  for (const hook of installHooks(pkg)) {
    if (hook.build === undefined) continue;
    yield* commandHits(pkg, hook);
    if (hook.line === "") yield* descriptionHits(pkg, hook, hook.build);
  }
}

function* commandHits(pkg: PackageView, hook: InstallHook): Iterable<Hit> {
  for (const act of hook.acts) {
    const foreign = foreignAct(pkg, act, hook);
    if (foreign === null) continue;
    const message = `The native build description ${foreign}.`;
    // What a script of the package fetches for the build is also judged where it stands.
    const isFetched = act.kind === "start" && onlyFetches(pkg, hook.root.prefix + act.path);
    yield installHit(hook.place, message, isFetched ? { points: 30, solo: false } : {});
  }
}

/** What an act of a build does beyond looking up paths and making files, or null. */
function foreignAct(pkg: PackageView, act: Act, hook: InstallHook): string | null {
  switch (act.kind) {
    case "remote-code":
      return "runs what it downloads";
    case "decoded-code":
      return "runs a decoded text";
    case "unread":
      return "nests deeper than can be followed";
    case "inline":
      return act.at === hook.place && !isLookup(act.code, act.language, hook)
        ? "runs inline code that does more than look something up"
        : null;
    case "run":
      return act.at === hook.place && !isBuildCommand(pkg, act, hook)
        ? "starts a command that no look-up and no build needs"
        : null;
    case "start":
      return act.at === hook.place && reachesOut(pkg, hook.root.prefix + act.path)
        ? "starts a script that does more than make files"
        : null;
    default:
      return null;
  }
}

const outside: ReadonlySet<AtomKind> = new Set<AtomKind>([
  "snk.net",
  "snk.dns",
  "snk.proc.detached",
  "snk.publish",
  "snk.repo",
  "snk.agent",
  "src.env.bulk",
  "src.env.secret",
  "src.file.secret",
  "src.file.sweep",
]);

/** Beside the ways to another machine: a build may fetch what it is linked with. */
const valuable: ReadonlySet<AtomKind> = new Set(
  [...outside].filter((kind) => kind !== "snk.net" && kind !== "src.env.bulk"),
);

/** Whether all that a script does with another machine is to keep its answer in the package. */
function onlyFetches(pkg: PackageView, file: string): boolean {
  if (reachesOut(pkg, file, valuable)) return false;
  const index = codeIndex(pkg.code);
  const asks = index.of("snk.net").filter((atom) => index.isConnected(file, atom.file));
  const keeps = index
    .of("snk.write")
    .filter((atom) => index.isConnected(file, atom.file) && atom.detail.target === "own")
    .flatMap(({ id }) => index.into(id))
    .filter(({ into, source }) => into === "data" && index.atom(source)?.kind === "src.remote");
  const isTelling = asks.some(({ id }) =>
    index.into(id).some(({ source }) => telling.test(index.atom(source)?.kind ?? "")),
  );
  return keeps.length > 0 && !isTelling;
}

const telling = /^src\.(?:host|env\.(?:bulk|secret)|file\.(?:secret|sweep|tree))$/;

/** A generator of sources needs neither another machine nor anybody's secrets. */
function reachesOut(pkg: PackageView, file: string, kinds = outside): boolean {
  const index = codeIndex(pkg.code);
  return pkg.code.files.some(
    ({ path }) =>
      index.isConnected(file, path) && index.inFile(path).some(({ kind }) => kinds.has(kind)),
  );
}

const headerPackages = ["nan", "node-addon-api", "napi-macros"];
const otherActive = /\b(?:exec|eval|os\.|subprocess|socket|url|http|open|__import__)/;

function isLookup(code: string, language: string, hook: InstallHook): boolean {
  if (language !== "javascript") return !otherActive.test(code);
  return isPlainLookup(code, [
    ...manifestParts.dependencies(hook.root.json).keys(),
    ...headerPackages,
  ]);
}

function isBuildCommand(pkg: PackageView, act: Act & { kind: "run" }, hook: InstallHook): boolean {
  const { program, args } = act;
  if (shellPrograms.fetchers.has(program)) return false;
  if (program === "git") return /^(?:rev-parse|describe|log|status|apply)$/.test(args[0] ?? "");
  if (program === "" || /[?\uE000]/.test(program) || lookups.has(program)) return true;
  if (/(?:^|[-_])config$|-(?:gcc|g\+\+|clang)$/.test(program)) return true;
  // A name that nothing explains runs a file of the package, which is read for itself, or is foreign.
  return (
    pkg.entries.some(({ path }) => path !== null && baseName(path) === program) ||
    hook.isAction === true
  );
}

function* descriptionHits(pkg: PackageView, hook: InstallHook, build: GypBuild): Iterable<Hit> {
  const manifest = hook.place;
  for (const file of build.unreadable) {
    yield {
      surface: "install",
      file,
      message: "A native build description is more than a plain literal, so it is a program.",
    };
  }
  for (const { file, text } of build.expressions) {
    yield {
      surface: "install",
      file,
      excerpt: text,
      message: "A condition of the native build reaches into the interpreter that evaluates it.",
    };
  }
  for (const { file, text } of build.wrappers) {
    yield {
      surface: "install",
      file,
      excerpt: text,
      message: "The native build replaces the compiler by a program of its own.",
    };
  }
  const scripted = manifestParts.hooks(hook.root.json);
  if (scripted.has("install") || scripted.has("preinstall")) return;
  const endings = /\.(?:c|cc|cpp|cxx|c\+\+|m|mm|s|asm|rs|swift|cu|f90|go|zig)$/i;
  const hasSources = pkg.entries.some(({ path }) => path !== null && endings.test(path));
  if (build.hasComputedSources || (build.sources.length > 0 && hasSources)) return;
  yield installHit(
    manifest,
    "A native build runs at install although the package holds nothing to compile.",
    { points: 60, solo: false },
  );
}
