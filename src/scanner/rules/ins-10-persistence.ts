import { addsOwnPath } from "../chains/adds-own-path.ts";
import { registersAutostart } from "../chains/registers-autostart.ts";
import { distinctHits } from "../findings/distinct-hits.ts";
import { atomHit, installAtoms } from "../install/code-atoms.ts";
import { controlSurface } from "../install/control-surface.ts";
import { installHit } from "../install/hit.ts";
import { installHooks } from "../install/hooks.ts";
import { registersStart } from "../install/registers-start.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

/** A hook that makes something start again later without the user. */
export const persistenceAtInstall: Rule = {
  meta: {
    id: "INS-10",
    family: "persistence",
    points: 100,
    solo: true,
    title: "An install hook registers something that starts by itself.",
    advice: "Look at what is registered; removing the package does not remove it.",
  },
  check: (pkg) => distinctHits(hits(pkg)),
};

function* hits(pkg: PackageView): Iterable<Hit> {
  for (const hook of installHooks(pkg)) {
    for (const act of hook.acts) {
      if (act.kind === "write" && controlSurface(act.path)?.kind === "persistence") {
        yield installHit(
          act.at,
          "An install hook writes to a place that starts programs by itself.",
        );
      } else if (act.kind === "run" && registersStart(act, hook.acts)) {
        yield installHit(act.at, "An install hook registers a program to start by itself.");
      }
    }
  }
  for (const atom of installAtoms(pkg)) {
    if (!registersAutostart(atom)) continue;
    if (addsOwnPath(pkg, atom)) {
      const message = "Code of an install hook lets shells look for programs in its folder.";
      yield atomHit(atom, message, { points: 45, solo: false });
      continue;
    }
    yield atomHit(atom, "Code of an install hook registers a program to start by itself.");
  }
}
