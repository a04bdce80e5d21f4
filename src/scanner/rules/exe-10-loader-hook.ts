import { atomRule } from "../chains/atom-rule.ts";
import { isOwnDoor } from "../chains/own-door.ts";
import { passThrough } from "../recognisers/r16-pass-through.ts";
import type { Rule, RuleMeta } from "../rule.ts";

const loader =
  /(?:^|[:.])(?:_load|_resolveFilename|_extensions|_compile|require\.(?:extensions|cache)|prototype\.(?:require|_compile|load))(?:\.|$)/;

/**
 * A comparison of what is asked for with the name of one module; what `typeof` answers is none, and
 * neither are the runtime's words for how modules are written and exported.
 */
const namesModule =
  /[=!]==?\s{0,4}["'`](?!(?:object|function|string|undefined|number|boolean|symbol|win32|commonjs|module|json|wasm|builtin|default|node_modules)["'`])@?[a-z][\w.-]{1,60}(?:\/[\w./-]{1,80})?["'`]|\.(?:includes|startsWith|endsWith)\(\s{0,4}["'`](?!node_modules["'`/])@?[a-z][\w./-]{1,80}["'`]|\[\\\\\/\](?!node_modules)@?[a-z][\w.-]{1,60}(?:\[|\\?\/|\$)/;
/** By its own name, by the name that it is exported under, or by the one that a bundler notes down. */
const offersItself =
  /\bexports\.(?:register|install|addHook|hook|activate|enable|patch|mock)\w{0,60}|\bfunction\s{1,4}(?:register|install|addHook|hook|activate)\w{0,60}|\bas\s{1,4}(?:register|install|addHook|activate)\b|[,{]\s{0,4}["'](?:register|install|addHook|activate)\w{0,60}["']\s{0,4}\)/;

const meta: RuleMeta = {
  id: "EXE-10",
  family: "execution",
  points: 80,
  solo: false,
  title: "The module loader is changed for all packages.",
  advice: "See which modules it changes and whether the user asked for it.",
};

const changed: Rule = atomRule({
  meta,
  atoms: ["snk.patch.global"],
  message: "Loading the package changes how other packages are loaded.",
  weigh: ({ surface, detail, file }, pkg) => {
    const names = [detail.api ?? "", ...(detail.names ?? [])];
    const isUnasked = surface === "load" || surface === "install";
    if (!isUnasked || !names.some((name) => loader.test(name))) return null;
    const text = pkg.text(file) ?? "";
    // Tools that translate what is loaded offer to be switched on, and mean no module in particular.
    const isAimed = namesModule.test(text) && !offersItself.test(text);
    if (!isAimed) return { base: 20, floor: 0 };
    // Who watches what others do imports that by its own name, before all else.
    return surface === "load" && isOwnDoor(file, pkg) ? { base: 35, floor: 0 } : { scale: "a" };
  },
  recognisers: [passThrough],
});

/** What stands around an unknown text and reaches the network or other programs by itself. */
const acts =
  /\bfetch\s{0,4}\(|\bhttps?\b["')]{0,3}\.(?:get|request)\s{0,4}\(|sendBeacon|\bWebSocket\b|XMLHttpRequest|child_process|\beval\s{0,4}\(|\bprocess\.env\b(?!\.NODE_)/;

/** A hook that translates gives other code for the same; this one adds code of its own. */
const added: Rule = atomRule({
  meta,
  atoms: ({ kind, detail }) =>
    kind === "snk.code" &&
    detail.api === "node:module._compile" &&
    detail.isRead !== true &&
    /^<(?:\?|param)>|<(?:\?|param)>$/.test(detail.text ?? "") &&
    acts.test(detail.text ?? ""),
  message: "A hook of the module loader adds code of its own to what others load.",
  weigh: ({ surface }) => (surface === "dormant" ? null : { base: 130, scale: "a" }),
});

/** Loading the package changes how all other packages are loaded. */
export const loaderHook: Rule = {
  meta,
  check: (pkg) => [...changed.check(pkg), ...added.check(pkg)],
};
