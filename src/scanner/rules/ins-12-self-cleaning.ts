import { distinctHits } from "../findings/distinct-hits.ts";
import { installHit } from "../install/hit.ts";
import { installHooks } from "../install/hooks.ts";
import type { InstallHook } from "../install/read-hook.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

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
