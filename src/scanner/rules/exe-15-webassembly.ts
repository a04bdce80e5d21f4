import { startKinds } from "../chains/atom-kinds.ts";
import { atomRule } from "../chains/atom-rule.ts";
import { chainRule } from "../chains/chain-rule.ts";
import type { Atom } from "../code/atoms.ts";
import type { PackageView, Rule, RuleMeta } from "../rule.ts";

const evaluates =
  /(?:^|[:.])(?:eval|Function|exec|execSync|spawn|spawnSync|runInThisContext|_compile)$/;
const powerful = /(?:^|:)(?:child_process|fs|net|http|https|dns|vm|process)(?:\.|$)|\bfetch$/;

const meta: RuleMeta = {
  id: "EXE-15",
  family: "execution",
  points: 60,
  solo: false,
  title: "A WebAssembly module is given functions that act on the machine.",
  advice: "Codecs and parsers import memory and messages; see what this one imports.",
};

const handedOver: Rule = atomRule({
  meta,
  atoms: ({ kind, detail }) => kind === "snk.code" && /WebAssembly/.test(detail.api ?? ""),
  message: "Code gives a WebAssembly module functions that act on the machine.",
  weigh: ({ detail, surface }) => {
    const names = detail.names ?? [];
    if (names.some((name) => evaluates.test(name))) return { base: 130, floor: 100 };
    const isUnasked = surface === "load" || surface === "install";
    return isUnasked && names.some((name) => powerful.test(name)) ? {} : null;
  },
});

const evaluated: Rule = chainRule({
  meta,
  queries: [
    {
      sources: ({ kind, detail }) => kind === "src.param" && /WebAssembly/.test(detail.api ?? ""),
      sinks: ["snk.code", ...startKinds],
      into: ["code", "command"],
      flowOnly: true,
    },
  ],
  message: "Code runs text that a WebAssembly module hands to it.",
  weigh: ({ sink }, pkg) =>
    isBinding(sink, pkg) ? { base: 60, floor: 40 } : { base: 130, floor: 100 },
});

const leastBindings = 10;
const binding = /\b__wbg_[a-z]\w{0,80}_[0-9a-f]{16}\b/g;
const makesFunction =
  /\b__wbg_new_?no_?args_[0-9a-f]{16}\b[^}]{0,200}\bnew Function\([\w$]{1,20}(?:\([\w$, ]{1,60}\))?\);?\s/;

/**
 * Rust's bindings hand a module every object of the runtime by name, among them what makes a function
 * of a text: by it the module asks for the global object. So it says no more than that the module is
 * given the means to act. What runs the text itself, or stands alone, is no such binding.
 */
function isBinding(sink: Atom, pkg: PackageView): boolean {
  if (sink.kind !== "snk.code" || !/(?:^|\.)Function$/.test(sink.detail.api ?? "")) return false;
  const text = pkg.text(sink.file) ?? "";
  const names = new Set(Array.from(text.matchAll(binding), ([name]) => name));
  const lines = text.split("\n");
  const around = lines.slice(Math.max(0, sink.line - 4), sink.line + 1).join("\n");
  return names.size >= leastBindings && makesFunction.test(around);
}

/** A module that nobody can read is given the means to act. */
export const webAssembly: Rule = {
  meta,
  check: (pkg) => [...handedOver.check(pkg), ...evaluated.check(pkg)],
};
