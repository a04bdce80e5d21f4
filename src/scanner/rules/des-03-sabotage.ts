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

const harmed: Rule = atomRule({
  meta,
  atoms: harms,
  message: "Code harms the program or the machine under a condition that nobody told the user of.",
  weigh(atom, pkg) {
    const names = atom.detail.names ?? [];
    const isHarm = names.includes("harm");
    const isUnasked = atom.surface === "load" || atom.surface === "install";
    if (names.includes("chance") && isInstrumented(atom, pkg)) return null;
    // Who asks for faults, or for an end after a while, gets them.
    if (names.includes("chance") || (names.includes("late") && !isHarm))
      return isUnasked ? {} : { base: 60, floor: 40 };
    if (names.includes("late")) return {};
    if (names.includes("long")) return isUnasked ? { base: 60, floor: 40 } : null;
    if (atom.kind === "ctx.loop" && atom.surface !== "load" && !isHarm && !isRoulette(atom, pkg))
      return null;
    if (atom.kind === "ctx.loop" && isHarm && !isUnasked && isLarge(atom, pkg)) return null;
    if (atom.kind === "snk.patch.global" && isPolyfill(atom, pkg)) return null;
    if (isGated(atom, pkg)) return {};
    const isPlain = atom.kind === "ctx.loop" || atom.kind === "snk.patch.global";
    return isPlain ? null : { base: 60, floor: 40 };
  },
  recognisers: [guardOneLiner],
});

const chance = /(?:^|[.:])crypto\.(?:getRandomValues|random(?:Bytes|Fill|FillSync|UUID|Int))$/;
const named = /getRandomValues|random(?:Bytes|Fill|UUID|Int)|atob|fromCharCode/;
/** Where chance may come from, or that nothing but a gap is filled. */
const otherChance =
  /random|entropy|getBytes|native|webcrypto|msCrypto|typeof\s|\?\?=|\|\|=|\bin\s{1,4}crypto|!\s?(?:globalThis|window|self|global)?\.?crypto/i;
const reach = 800;

/** Keys are made of what can be foretold. */
const predictable: Rule = atomRule({
  meta,
  atoms: ({ kind, detail }) =>
    kind === "snk.patch.global" && chance.test(detail.api ?? detail.names?.[0] ?? ""),
  message: "Code replaces what gives random numbers by numbers that can be foretold.",
  weigh: ({ surface, file, line, column }, pkg) => {
    if (surface !== "load" && surface !== "install") return null;
    const lines = (pkg.text(file) ?? "").split("\n");
    const from = lines.slice(0, line - 1).join("\n").length + column;
    const text = lines.join("\n");
    const after = text.slice(from, from + reach).replace(/^[^=]{0,80}=/, "");
    const before = text.slice(Math.max(0, from - 120), from);
    // Who wraps whatever it is told to wrap means no function in particular.
    if (!named.test(text.slice(Math.max(0, from - reach), from + 200))) return null;
    return otherChance.test(after) || /typeof|\bif\s{0,4}\(\s{0,4}!/.test(before)
      ? null
      : { floor: 100 };
  },
});

/** Harm that waits for a date, a place or a person; so does a part of the language that changes then. */
export const sabotage: Rule = {
  meta,
  check: (pkg) => [...harmed.check(pkg), ...predictable.check(pkg)],
};

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
function isPolyfill(atom: Atom, pkg: PackageView): boolean {
  return replacedAt(atom, pkg).size > 1;
}

const manyReplaced = 4;

/** One place that wraps whatever there is measures it, and which calls of it chance may decide. */
function isInstrumented(atom: Atom, pkg: PackageView): boolean {
  const names = [...replacedAt(atom, pkg)];
  return names.length >= manyReplaced && names.every((name) => !name.startsWith("js:"));
}

function replacedAt({ file, line, column }: Atom, pkg: PackageView): ReadonlySet<string> {
  const names = codeIndex(pkg.code)
    .inFile(file)
    .filter((atom) => atom.kind === "snk.patch.global")
    .filter((atom) => atom.line === line && atom.column === column)
    .flatMap(({ detail }) => detail.names ?? []);
  return new Set(names);
}

/** What a quiet saboteur looks at: never the version of an engine. */
const gates = /^(?:time|locale|country|host|user|random|counter)$/;

const largeFile = 256 * 1024;

/** In a large program, what callers start seems to depend on everything that was ever asked. */
function isLarge({ file }: Atom, pkg: PackageView): boolean {
  return (codeIndex(pkg.code).file(file)?.bytes ?? 0) >= largeFile;
}

/** Now and then, and only from a day on: nobody ends a program like that who has a reason. */
function isRoulette({ file, func, line }: Atom, pkg: PackageView): boolean {
  if (codeIndex(pkg.code).file(file)?.isBundle === true) return false;
  const isGambled = codeIndex(pkg.code)
    .inFile(file)
    .some(
      (atom) =>
        atom.kind === "ctx.gate" &&
        atom.func === func &&
        atom.line === line &&
        ["time", "random"].every((name) => atom.detail.names?.includes(name) === true),
    );
  return isGambled && !tellsWhy(pkg, file, line);
}

/** In front of it an error was caught, or somebody was told of one. */
function tellsWhy(pkg: PackageView, file: string, line: number): boolean {
  const lines = (pkg.text(file) ?? "").split("\n", line);
  return /\bcatch\s{0,4}[({]|\.(?:error|fatal)\(/.test(lines.slice(-4).join("\n").slice(-600));
}

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
