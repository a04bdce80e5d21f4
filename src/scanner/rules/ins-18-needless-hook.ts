import { installHit } from "../install/hit.ts";
import { installHooks } from "../install/hooks.ts";
import type { InstallHook } from "../install/read-hook.ts";
import { readJavaScript } from "../javascript/calls.ts";
import { manifestParts } from "../manifest/parts.ts";
import type { PackageView, Rule } from "../rule.ts";

const minLines = 10;
const code =
  /\.(?:[cm]?jsx?|[cm]?tsx?|vue|svelte|wasm|node|py|go|rs|c|cc|cpp|h|hpp|sh|exe|dll|so|dylib)$/i;
const declarations = /\.d\.[cm]?ts$/i;

/** A hook in a package that has nothing to set up: context for whatever else is found. */
export const needlessHook: Rule = {
  meta: {
    id: "INS-18",
    family: "execution",
    points: 40,
    solo: false,
    title: "A package without anything to set up has an install hook.",
    advice: "Ask what types, styles, data or a handful of lines need to run at install.",
  },
  *check(pkg) {
    const hooks = installHooks(pkg).filter(
      ({ root, build }) => root.prefix === "" && build === undefined,
    );
    const [first] = hooks;
    if (first === undefined || pkg.manifest === null) return;
    // A command, a native part or platform packages are things to set up.
    if (manifestParts.commands(pkg.manifest.json).size > 0) return;
    if (Object.keys(pkg.manifest.json["optionalDependencies"] ?? {}).length > 0) return;
    if (
      hooks.some(({ acts }) =>
        acts.some((act) => act.kind === "run" && /gyp|prebuil/.test(act.program)),
      )
    )
      return;
    if (ownCodeLines(pkg, hooks) >= minLines) return;
    const explained = hooks.every(isBanner);
    yield installHit(
      first.place,
      "A package without a program of its own runs something at install.",
      explained ? { points: 10, explainedBy: "R4" } : {},
    );
  },
};

/** Lines of code outside of the files that only the hooks run; counting stops when it is enough. */
function ownCodeLines(pkg: PackageView, hooks: readonly InstallHook[]): number {
  const reached = new Set(hooks.flatMap((hook) => [...hook.reached.keys()]));
  let lines = 0;
  for (const { path, type } of pkg.entries) {
    if (path === null || type !== "file" || reached.has(path)) continue;
    if (!code.test(path) || declarations.test(path)) continue;
    const text = pkg.text(path);
    // Binary code, or more of it than is kept: not a package of a few lines.
    if (text === null || text.length > 4096) return minLines;
    lines += text.split("\n").filter((line) => /\w/.test(line)).length;
    if (lines >= minLines) break;
  }
  return lines;
}

const active =
  /^(?:fetch|eval|Function|XMLHttpRequest|WebSocket|Worker|exec|execSync|spawn|spawnSync|fork|writeFile|unlink)$/;
const activeModules =
  /^(?:node:)?(?:child_process|https?|http2|net|tls|dns|dgram|vm|worker_threads)$/;

/** Only prints (recogniser R4). */
function isBanner(hook: InstallHook): boolean {
  const codes = [
    ...[...hook.reached.values()].flatMap(({ reading }) => reading ?? []),
    ...hook.acts.flatMap((act) => (act.kind === "inline" ? [readJavaScript(act.code)] : [])),
  ];
  const printsOnly = codes.every(({ names, modules }) => {
    return (
      ![...names].some((name) => active.test(name)) &&
      !modules.some((name) => activeModules.test(name))
    );
  });
  const programs = hook.acts.flatMap((act) => (act.kind === "run" ? [act.program] : []));
  return (
    printsOnly && programs.every((name) => /^(?:node|echo|printf|exit|true|:|cat|type)$/.test(name))
  );
}
