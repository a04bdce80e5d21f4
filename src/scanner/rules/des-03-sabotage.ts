import { atomRule } from "../chains/atom-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { commandText } from "../chains/command-text.ts";
import type { Atom } from "../code/atoms.ts";
import { guardOneLiner } from "../recognisers/r07-guard.ts";
import type { PackageView, Rule, RuleMeta } from "../rule.ts";

const meta: RuleMeta = {
  id: "DES-03",
  family: "destruction",
  points: 100,
  solo: false,
  title: "The program or machine is sabotaged under a condition.",
  advice: "An engine check prints why and exits; see what the condition is about.",
};

const destructive =
  /\b(?:mkfs(?:\.\w+)?|diskpart|fdisk|wipefs|sgdisk)\b|\bdd\b[^\n|;]{0,200}\bof=\/dev\/(?:sd|nvme|disk|hd)|\bformat\s+[a-z]:|\b(?:drop\s+(?:database|schema)|flushall|dropdatabase)\b|\bcipher\s+\/w:|\bvssadmin\b[^\n]{0,80}\bdelete\b|\bbcdedit\b|\b(?:shutdown|reboot|halt|poweroff)\b\s+(?:-|\/|now)|:\(\)\s?\{\s?:\|:&\s?\};:/i;

/** Harm that waits for a date, a place or a person; so does a part of the language that changes then. */
export const sabotage: Rule = atomRule({
  meta,
  atoms: harms,
  message: "Code harms the program or the machine under a condition that nobody told the user of.",
  weigh(atom, pkg) {
    const isHarm = atom.detail.names?.includes("harm") === true;
    if (atom.kind === "ctx.loop" && atom.surface !== "load" && !isHarm) return null;
    if (atom.kind === "snk.patch.global" && isPolyfill(atom, pkg)) return null;
    if (isGated(atom, pkg)) return {};
    const isPlain = atom.kind === "ctx.loop" || atom.kind === "snk.patch.global";
    return isPlain ? null : { base: 60, floor: 40 };
  },
  recognisers: [guardOneLiner],
});

function harms(atom: Atom): boolean {
  if (atom.kind === "snk.patch.global") {
    return atom.detail.names?.some((name) => name.startsWith("js:")) === true;
  }
  if (atom.kind === "ctx.loop") {
    return atom.detail.names?.some((name) => /^(?:endless|exit|harm)$/.test(name)) === true;
  }
  const command = commandText(atom);
  return command !== null && destructive.test(command.slice(0, 4096));
}

/** One place that replaces several parts of the language fills in what older engines lack. */
function isPolyfill({ file, line, column }: Atom, pkg: PackageView): boolean {
  const names = codeIndex(pkg.code)
    .inFile(file)
    .filter((atom) => atom.kind === "snk.patch.global")
    .filter((atom) => atom.line === line && atom.column === column)
    .flatMap(({ detail }) => detail.names ?? []);
  return new Set(names).size > 1;
}

/** What a quiet saboteur looks at: never the version of an engine. */
const gates = /^(?:time|locale|country|host|user|random|counter)$/;

function isGated({ file, func }: Atom, pkg: PackageView): boolean {
  return codeIndex(pkg.code)
    .inFile(file)
    .some(
      (atom) =>
        atom.kind === "ctx.gate" &&
        atom.func === func &&
        (atom.detail.names ?? []).some((name) => gates.test(name)),
    );
}
