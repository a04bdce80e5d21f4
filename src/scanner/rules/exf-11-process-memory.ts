import { atomRule } from "../chains/atom-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import type { Atom } from "../code/atoms.ts";
import type { PackageView, Rule } from "../rule.ts";

/** The memory or environment of another process is read, where secrets lie open. */
export const processMemory: Rule = atomRule({
  meta: {
    id: "EXF-11",
    family: "theft",
    points: 140,
    solo: true,
    title: "The memory of another process is read.",
    advice: "Only debuggers and profilers that somebody starts have a reason to.",
  },
  atoms: ["src.procmem"],
  message: "Code reads the memory or the environment of another process.",
  weigh: (atom, pkg) => {
    const { surface, detail } = atom;
    if (surface === "install" || surface === "load") return {};
    // Whoever names a process is told about that one.
    if (/<param>/.test(detail.path ?? "") && !leadsAnywhere(atom, pkg)) return null;
    if (picksPlain(atom, pkg)) return null;
    return surface === "cli" ? null : { base: 60, solo: false, floor: 40 };
  },
});

function leadsAnywhere({ id }: Atom, { code }: PackageView): boolean {
  const index = codeIndex(code);
  return index.from(id).some(({ sink }) => index.atom(sink)?.kind !== "snk.read");
}

const picked = /\bgrep\b[^|\n]{0,60}\^([A-Za-z_]\w{1,60})=/;
const secret = /key|token|secret|pass|pwd|auth|cred|session|cookie|sid$/i;
const maxLine = 4096;

/** Of all that stands there a command picks one variable by its name, which is none that opens anything. */
function picksPlain({ file, line }: Atom, pkg: PackageView): boolean {
  const text = (pkg.text(file) ?? "").split("\n", line)[line - 1]?.slice(0, maxLine) ?? "";
  const name = picked.exec(text)?.[1];
  return name !== undefined && !secret.test(name);
}
