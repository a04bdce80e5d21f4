import { atomRule } from "../chains/atom-rule.ts";
import { expandsHome } from "../chains/expands-home.ts";
import type { Rule } from "../rule.ts";

/** The user's files are removed from the top. */
export const wideDeletion: Rule = atomRule({
  meta: {
    id: "DES-01",
    family: "destruction",
    points: 140,
    solo: true,
    title: "Files are removed from the home folder, a root or a drive downwards.",
    advice:
      "A cleaner is told what to clean and refuses the home folder; see what guards this one.",
  },
  atoms: ["snk.delete.wide"],
  message: "Code removes everything below the home folder, a root or a drive.",
  weigh: (atom, pkg) => {
    const { surface, detail } = atom;
    const isUnasked = surface === "install" || surface === "load";
    if (!isUnasked && expandsHome(atom, pkg)) return { base: 30, solo: false, floor: 0 };
    const isAsked = surface === "cli" || surface === "dormant";
    // What lies beside the package or the project is reached by way of a name that nobody could read.
    const isBeside = /^<(?:package|project)>\/\.\.(?:\/[^./][^/]*)?$/.test(detail.path ?? "");
    return isAsked && isBeside ? { base: 30, solo: false, floor: 0 } : {};
  },
});
