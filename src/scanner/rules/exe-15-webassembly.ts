import { startKinds } from "../chains/atom-kinds.ts";
import { atomRule } from "../chains/atom-rule.ts";
import { chainRule } from "../chains/chain-rule.ts";
import {
  isLinkedScript,
  isNativeBinding,
  isRustBinding,
  looksForGlobal,
} from "../chains/module-bindings.ts";
import type { Rule, RuleMeta } from "../rule.ts";

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
  weigh: ({ sink }, pkg) => {
    if (isNativeBinding(sink, pkg)) return null;
    if (isLinkedScript(sink, pkg)) return { base: 20, floor: 0 };
    if (!isRustBinding(sink, pkg)) return { base: 130, floor: 100 };
    return looksForGlobal(sink, pkg) ? { base: 20, floor: 0 } : { base: 60, floor: 40 };
  },
});

/** A module that nobody can read is given the means to act. */
export const webAssembly: Rule = {
  meta,
  check: (pkg) => [...handedOver.check(pkg), ...evaluated.check(pkg)],
};
