import { atomRule } from "../chains/atom-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { globalGetter } from "../recognisers/r15-global-getter.ts";
import type { Rule } from "../rule.ts";

const powerful =
  /(?:^|[:.])(?:child_process|fs|net|http|https|http2|dgram|dns|tls|vm|worker_threads|cluster|repl|inspector|eval|Function|fetch|require|_load|_compile|binding|dlopen|mainModule|XMLHttpRequest|WebSocket)(?:$|\.)/;

/** Something powerful is reached by a way that hides its name. */
export const indirectCapability: Rule = atomRule({
  meta: {
    id: "EXE-06",
    family: "execution",
    points: 50,
    solo: false,
    title: "A powerful module is reached under a hidden name.",
    advice: "Ask why the name is put together; bundlers are avoided with a plain name, too.",
  },
  atoms: ["ctx.indirect"],
  message: "Code reaches a powerful module by a name that it puts together or a back door.",
  weigh: ({ detail, surface, file }, pkg) => {
    const { api = "", names = [], folded } = detail;
    // Who replaces the loader calls the one that was there before, with whatever was asked of it.
    const isReplaced = codeIndex(pkg.code)
      .inFile(file)
      .some((atom) => atom.kind === "snk.patch.global" && atom.detail.api === api);
    if (isReplaced && names.length === 0) return null;
    if (![api, ...names].some((name) => powerful.test(name))) return null;
    if (surface === "install") return { base: 100 };
    return folded === "decoded" ? {} : { base: 40, floor: 0 };
  },
  recognisers: [globalGetter],
});
