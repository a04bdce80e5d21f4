import { atomRule } from "../chains/atom-rule.ts";
import type { Weight } from "../chains/chain-points.ts";
import { chainRule } from "../chains/chain-rule.ts";
import { expandsHome } from "../chains/expands-home.ts";
import type { Atom } from "../code/atoms.ts";
import type { Surface } from "../report.ts";
import type { Rule, RuleMeta } from "../rule.ts";

const meta: RuleMeta = {
  id: "DES-02",
  family: "destruction",
  points: 140,
  solo: true,
  title: "Files found all over the disk are overwritten.",
  advice: "Encryption that somebody asked for is a command with a folder as its argument.",
};
const message = "Code overwrites the files that it finds all over the disk.";

const swept: Rule = chainRule({
  meta,
  queries: [
    {
      sources: ["src.file.sweep"],
      sinks: ["snk.write", "snk.delete.wide"],
      // A copy of what was found goes elsewhere; only what lands in its own place destroys it.
      into: ["path"],
      flowOnly: true,
    },
  ],
  message,
  weigh: ({ surface }) => weightOn(surface),
});

const listed: Rule = atomRule({
  meta,
  atoms: overwritesListed,
  message,
  weigh: (atom, pkg) => {
    const { surface } = atom;
    const isUnasked = surface === "install" || surface === "load";
    // Of what a caller names it is one file after the other that is copied or written.
    return !isUnasked && expandsHome(atom, pkg) ? null : weightOn(surface);
  },
});

const project: Rule = atomRule({
  meta,
  atoms: overwritesProject,
  message: "Code overwrites whatever files it finds in the project or beside it.",
  weigh: ({ surface }) => (surface === "install" || surface === "load" ? {} : null),
});

/** Files that are found all over the disk are overwritten or encrypted. */
export const overwrittenFiles: Rule = {
  meta,
  check: (pkg) => [swept, listed, project].flatMap((rule) => [...rule.check(pkg)]),
};

function weightOn(surface: Surface): Partial<Weight> {
  return surface === "cli" ? { base: 60, solo: false, floor: 40, floorOn: ["cli"] } : {};
}

/** A write to an entry that a folder was found to have, from the home folder or a root downwards. */
function overwritesListed({ kind, detail }: Atom): boolean {
  return (
    kind === "snk.write" &&
    /^(?:~|\/(?:home|users)(?:\/<\*>)?|[a-z]:|)(?:\/(?:documents|desktop|downloads|pictures))?\/<\*>(?:\/<[*?]>)*$/i.test(
      detail.path ?? "",
    )
  );
}

/**
 * A write to whatever a folder holds that is not the package's own: above the project, or in it with
 * one and the same text for all, so that nothing of them remains.
 */
function overwritesProject({ kind, detail }: Atom): boolean {
  if (kind !== "snk.write" || !/\.(?:write|output)File(?:Sync)?$/.test(detail.api ?? ""))
    return false;
  const { path = "", text } = detail;
  if (/^<project>(?:\/\.\.)+\/<\*>(?:\/<[*?]>)*$/.test(path)) return true;
  const isSame = text !== undefined && !/<(?:[?*]|param|config)>/.test(text);
  return isSame && /^(?:<project>\/)?(?:<[*?]>\/)*<\*>(?:\.<\*>)?$/.test(path);
}
