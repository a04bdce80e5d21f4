import { atomRule } from "../chains/atom-rule.ts";
import { passThrough } from "../recognisers/r16-pass-through.ts";
import type { Rule } from "../rule.ts";

const loader =
  /(?:^|[:.])(?:_load|_resolveFilename|_extensions|_compile|require\.(?:extensions|cache)|prototype\.(?:require|_compile|load))(?:\.|$)/;

/** A comparison of what is asked for with the name of one module; what `typeof` answers is none. */
const namesModule =
  /[=!]==?\s{0,4}["'`](?!(?:object|function|string|undefined|number|boolean|symbol|win32)["'`])@?[a-z][\w.-]{1,60}(?:\/[\w./-]{1,80})?["'`]|\.(?:includes|startsWith|endsWith)\(\s{0,4}["'`]@?[a-z][\w./-]{1,80}["'`]/;
const offersItself =
  /\bexports\.(?:register|install|addHook|hook|activate|enable|patch|mock)\w{0,60}|\bfunction\s{1,4}(?:register|install|addHook|hook|activate)\w{0,60}/;

/** Loading the package changes how all other packages are loaded. */
export const loaderHook: Rule = atomRule({
  meta: {
    id: "EXE-10",
    family: "execution",
    points: 80,
    solo: false,
    title: "The module loader is changed for all packages.",
    advice: "See which modules it changes and whether the user asked for it.",
  },
  atoms: ["snk.patch.global"],
  message: "Loading the package changes how other packages are loaded.",
  weigh: ({ surface, detail, file }, pkg) => {
    const names = [detail.api ?? "", ...(detail.names ?? [])];
    const isUnasked = surface === "load" || surface === "install";
    if (!isUnasked || !names.some((name) => loader.test(name))) return null;
    const text = pkg.text(file) ?? "";
    // Tools that translate what is loaded offer to be switched on, and mean no module in particular.
    const isAimed = namesModule.test(text) && !offersItself.test(text);
    return isAimed ? { scale: "a" } : { base: 20, floor: 0 };
  },
  recognisers: [passThrough],
});
