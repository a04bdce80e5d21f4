import { distinctHits } from "../findings/distinct-hits.ts";
import { installHit } from "../install/hit.ts";
import { installHooks } from "../install/hooks.ts";
import type { InstallHook } from "../install/read-hook.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

const codeEnding =
  /\.(?:[cm]?[jt]sx?|sh|bash|zsh|bat|cmd|ps1|py|rb|pl|php|lua|exe|com|wasm|node|run|bin|out|app)$/i;
const asideFolder =
  /(?:^|\/)(?:tests?|__tests__|spec|docs?|fixtures?|examples?|samples?|assets|images?|img|fonts?|locales?)\//i;

/** A hook whose program lies where nobody expects a program. */
export const oddHookTarget: Rule = {
  meta: {
    id: "INS-07",
    family: "execution",
    points: 50,
    solo: false,
    title: "An install hook starts a file that is hidden or disguised.",
    advice: "Open the file as text whatever its name says, and read what it does.",
  },
  check: (pkg) => distinctHits(hits(pkg)),
};

function* hits(pkg: PackageView): Iterable<Hit> {
  for (const hook of installHooks(pkg)) {
    if (hook.build !== undefined) continue;
    for (const act of hook.acts) {
      if (act.kind !== "start" || /^(?:[~/<]|\.\.|[A-Za-z]:)|\?/.test(act.path)) continue;
      const odd = oddity(pkg, hook, act.path, act.made, act.interpreter);
      if (odd !== null) yield installHit(act.at, `An install hook starts ${odd}.`);
    }
  }
}

function oddity(
  pkg: PackageView,
  hook: InstallHook,
  path: string,
  made: boolean,
  interpreter: string,
): string | null {
  const inTarball = hook.root.prefix + path;
  const isPresent = pkg.entries.some((entry) => entry.path === inTarball);
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (made && !isPresent) return "a file that another step of the hook creates first";
  if (!isPresent || path.startsWith("node_modules/.bin/")) return null;
  if (/[^\x20-\x7e]/.test(path) || /[\s.]$/.test(name)) {
    return "a file whose name holds look-alike or invisible characters";
  }
  if (path.startsWith("node_modules/")) return "a file of a dependency that travels in the tarball";
  if (/(?:^|\/)\.[^/]/.test(path)) return "a file that listings do not show";
  // Without an interpreter the file says itself what runs it, and names without an ending are usual.
  const ending = /\.[A-Za-z0-9]+$/.test(name);
  if (interpreter !== "" && ending && !codeEnding.test(name)) {
    return "a file whose ending says that it is not a program";
  }
  if (asideFolder.test(path)) return "a file among tests, documents or media";
  return null;
}
