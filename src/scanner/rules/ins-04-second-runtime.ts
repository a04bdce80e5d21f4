import { distinctHits } from "../findings/distinct-hits.ts";
import { installHit } from "../install/hit.ts";
import { installHooks } from "../install/hooks.ts";
import type { InstallHook } from "../install/read-hook.ts";
import { manifestParts } from "../manifest/parts.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

const runtimes = new Map<string, string>([
  ["bun", "bun"],
  ["deno", "deno"],
  ["deno-bin", "deno"],
  ["node", "node"],
  ["nodejs", "node"],
  ["python", "python"],
  ["python3", "python"],
  ["ruby", "ruby"],
  ["perl", "perl"],
  ["php", "php"],
  ["pwsh", "powershell"],
  ["powershell", "powershell"],
  ["bash", "bash"],
]);
const systemInstallers =
  /^(?:apt|apt-get|brew|choco|winget|scoop|dnf|yum|apk|pacman|zypper|port|snap|nvm|volta|fnm|asdf|mise|pyenv|uv|pip|pip3|conda|nix-env)$/;
const clients = /^(?:npm|pnpm|yarn|bun|npx|bunx|pnpx|corepack)$/;

/**
 * A hook that fetches another runtime and starts a file of the package with it, out of reach of
 * everything that watches the runtime which the user chose.
 */
export const secondRuntime: Rule = {
  meta: {
    id: "INS-04",
    family: "execution",
    points: 100,
    solo: false,
    title: "An install hook brings another runtime along and starts a file with it.",
    advice: "Ask why the package cannot run on the runtime that installs it, and read that file.",
  },
  check: (pkg) => distinctHits(hits(pkg)),
};

function* hits(pkg: PackageView): Iterable<Hit> {
  for (const hook of installHooks(pkg)) {
    const brought = broughtRuntimes(hook);
    const declared = manifestParts.dependencies(hook.root.json);
    for (const act of hook.acts) {
      if (act.kind !== "start") continue;
      const runtime = runtimes.get(act.interpreter.replace(/(?<![0-9.])[0-9.]+$/, "")) ?? "";
      if (brought.has(runtime)) {
        yield installHit(
          act.at,
          "An install hook fetches another runtime and starts a file of the package with it.",
        );
      } else if ((runtime === "bun" || runtime === "deno") && declared.has(runtime)) {
        yield installHit(
          act.at,
          "An install hook starts a file with a runtime that the package brings as a dependency.",
          { points: 60 },
        );
      }
    }
  }
}

function broughtRuntimes(hook: InstallHook): ReadonlySet<string> {
  const found = new Set<string>();
  for (const act of hook.acts) {
    if (act.kind !== "run") continue;
    const installs = act.args.some((arg) => /^(?:install|i|add|in|ins|global|python)$/.test(arg));
    const isRunner = /^(?:npx|bunx|pnpx)$/.test(act.program) || act.args.includes("dlx");
    if (
      !isRunner &&
      !(installs && (systemInstallers.test(act.program) || clients.test(act.program)))
    ) {
      continue;
    }
    for (const arg of act.args) {
      const runtime = runtimes.get(arg.replace(/^@oven\//, "").replace(/(?<=.)@.*$/, ""));
      if (runtime !== undefined) found.add(runtime);
    }
  }
  return found;
}
