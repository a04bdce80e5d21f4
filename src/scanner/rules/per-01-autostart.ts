import { addsOwnPath } from "../chains/adds-own-path.ts";
import { atomRule } from "../chains/atom-rule.ts";
import { registersAutostart } from "../chains/registers-autostart.ts";
import type { PackageView, Rule, RuleMeta } from "../rule.ts";

const meta: RuleMeta = {
  id: "PER-01",
  family: "persistence",
  points: 120,
  solo: false,
  title: "Something is registered to start by itself.",
  advice: "A service installer is a command with a clear name; see what would be started here.",
};

const registered: Rule = atomRule({
  meta,
  atoms: registersAutostart,
  message: "Code registers a program to start by itself.",
  weigh: (atom, pkg) => {
    const { surface, detail } = atom;
    if (surface === "install" && addsOwnPath(pkg, atom)) return null;
    // What a build server starts as an action is there to set up later steps.
    if (surface === "load" && laterSteps.test(detail.path ?? "") && isAction(pkg)) return null;
    if (surface === "install" || surface === "load") return { scale: "a" };
    return { base: 60, floor: 0 };
  },
});

const fetching = /\bhttps?:\/\/|\b(?:curl|wget|iwr)\s/i;

/** Install hooks of hook managers are judged by what they are; merely loading something sets up none. */
const hooked: Rule = atomRule({
  meta,
  atoms: ({ kind, detail }) =>
    kind === "snk.write" && /^<project>\/(?:.{0,200}\/)?\.git\/hooks\/./.test(detail.path ?? ""),
  message: "Loading the package sets up a hook of Git.",
  weigh: ({ surface, detail }) => {
    if (surface !== "load") return null;
    return fetching.test(detail.text ?? "") ? { scale: "a" } : { base: 60, floor: 40 };
  },
});

/** Something is made to start by itself, again and again. */
export const autostart: Rule = {
  meta,
  check: (pkg) => [...registered.check(pkg), ...hooked.check(pkg)],
};

const laterSteps = /\/\$(?:GITHUB_PATH|GITHUB_ENV|BASH_ENV)$/;

function isAction(pkg: PackageView): boolean {
  return pkg.text("action.yml") !== null || pkg.text("action.yaml") !== null;
}
