import type { Models } from "./machine.ts";
import { isDense } from "./prefilter.ts";
import type { Scope } from "./scope.ts";

/** Globals of hosts that do nothing by themselves. */
const harmlessGlobals = new Set(
  (
    "requestAnimationFrame requestIdleCallback queueMicrotask clearTimeout clearInterval " +
    "clearImmediate cancelAnimationFrame TextDecoder TextEncoder structuredClone Blob File URL " +
    "FormData URLSearchParams Headers AbortController Promise Response EventTarget module require"
  ).split(" "),
);
const ownGlobals = "global globalThis window self top frames Reflect Proxy".split(" ");
/** More text than this is rather looked at than searched for names. */
const maxChars = 24 * 1024;
const names = /[A-Za-z_$][\w$]*/g;
/**
 * What tells something whatever the names around it mean: files and modules that are loaded late, ways to
 * the constructor of functions, names in pieces, loops without an end, patches, what callers hand in under
 * the name of a key, and what is asked of their own mailers, wallets and databases.
 */
const telling =
  /\b(?:require|import)\s*\(|(?:from|import)\s*["']|\.constructor\b(?!\.name)|constructor["'`\]]|\]\s*\([^()]*\)\s*\(|!\[\]|\\x[0-9a-fA-F]{2}\\x|\\u00[0-9a-fA-F]{2}\\u|["']\s*\+\s*["'][^"']{0,8}["']|prototype\s*(?:[.[][^=;\n]{0,80})?=[^=]|[=(,]\s*[\w$.]*prototype\s*[,;)]|set(?:Timeout|Interval)\s*\(\s*["'`]|\bfor\s*\(\s*;\s*;|\bwhile\s*\(\s*(?:1|true|!0)\s*\)|mnemonic|\bseed|priv_?(?:ate)?_?key|secret_?key|recovery|keypair|wif\b|xprv|cookie|\bbcc\b|toPubkey|\bdrop\s?(?:table|database|collection)|truncate\s|flush(?:all|db)/i;
/** What follows some names where they do nothing, or are more often something else of that name. */
const inertUses = new Map([
  ["setTimeout", /^\s*\(\s*(?:function|async|\(|[\w$]+\s*=>)/],
  ["setInterval", /^\s*\(\s*(?:function|async|\(|[\w$]+\s*=>)/],
  ["$", /^(?!\s*\.\s*(?:ajax|get|post|load)|\s*\(\s*(?:["'`<]|document|window))/],
  ["top", /^(?!\s*[.[])/],
  ["open", /^(?!\s*\()/],
]);
const maxUse = 80;

/**
 * Whether looking at code that nobody calls can tell anything: whether it names something outside of the
 * package. The rest of it only works on what it is handed.
 */
export class Reach {
  private readonly globals = new Set<string>(ownGlobals);

  constructor(models: Models) {
    for (const name of models.keys()) {
      if (name.startsWith("global.")) {
        const [, global = ""] = name.split(".", 2);
        if (!harmlessGlobals.has(global)) this.globals.add(global);
      }
    }
  }

  /** Whether a text itself names something outside. */
  ofText(source: string, scope: Scope): boolean {
    if (source.length > maxChars || telling.test(source) || isDense(source)) return true;
    const isSelfOwn = /\bself\s*=\s*this\b/.test(source);
    return this.someName(source, (name, at) => {
      if (name === "self" && isSelfOwn) return false;
      if (!this.globals.has(name) || scope.lookup(name) !== undefined) return false;
      if (name === "process" && source.startsWith(".env.NODE_ENV", at + 7)) return false;
      const inert = inertUses.get(name);
      return inert === undefined || !inert.test(source.slice(at + name.length, at + maxUse));
    });
  }

  /** Asks about each name in a text once, but those of properties. */
  private someName(source: string, ask: (name: string, at: number) => boolean): boolean {
    const seen = new Set<string>();
    names.lastIndex = 0;
    for (let found = names.exec(source); found !== null; found = names.exec(source)) {
      const [name] = found;
      const before = source.charCodeAt(found.index - 1);
      // The dots of a spread are no access.
      if (before === 0x2e && source.charCodeAt(found.index - 2) !== 0x2e) continue;
      if (seen.has(name)) continue;
      if (name !== "process" && !inertUses.has(name)) seen.add(name);
      const { lastIndex } = names;
      if (ask(name, found.index)) return true;
      names.lastIndex = lastIndex;
    }
    return false;
  }
}
