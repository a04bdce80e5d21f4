import { holderOf } from "./function-object.ts";
import { recordOf } from "./function-record.ts";
import type { FunctionNode, Models } from "./machine.ts";
import { isDense } from "./prefilter.ts";
import type { Scope } from "./scope.ts";
import type { FunctionValue, ObjectValue, Value } from "./value.ts";

/** Modules that only work on what they are given. */
const harmlessModules = new Set(
  "path util assert events url querystring string_decoder punycode constants buffer".split(" "),
);
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
const maxParts = 400;
const maxDepth = 3;
/** How far functions are followed that call each other. */
const maxFollowed = 100;
const names = /[A-Za-z_$][\w$]*/g;
/**
 * What tells something whatever the names around it mean: files and modules that are loaded late, ways to
 * the constructor of functions, names in pieces, loops without an end, patches, what callers hand in under
 * the name of a key, and what is asked of their own mailers, wallets and databases.
 */
const telling =
  /\b(?:require|import)\s*\(|(?:from|import)\s*["']|\.constructor\b(?!\.name)|constructor["'`\]]|\]\s*\([^()]*\)\s*\(|!\[\]|\\x[0-9a-fA-F]{2}\\x|\\u00[0-9a-fA-F]{2}\\u|["']\s*\+\s*["'][^"']{0,8}["']|prototype\s*(?:[.[][^=;\n]{0,80})?=[^=]|[=(,]\s*[\w$.]*prototype\s*[,;)]|set(?:Timeout|Interval)\s*\(\s*["'`]|\bfor\s*\(\s*;\s*;|\bwhile\s*\(\s*(?:1|true|!0)\s*\)|mnemonic|\bseed|priv_?(?:ate)?_?key|secret_?key|recovery|keypair|wif\b|xprv|cookie|\bbcc\b|toPubkey|\bdrop\s?(?:table|database|collection)|truncate\s|flush(?:all|db)/i;
/** Where one of these stands, a call may do more with a certain argument than with an unknown one. */
const choosing =
  /\b(?:global(?:This)?|window|self|process|Function|eval|Reflect|Proxy|require|import|constructor|setTimeout|setInterval)\b/;

/** What follows some names where they do nothing, or are more often something else of that name. */
const inertUses = new Map([
  ["setTimeout", /^\s*\(\s*(?:function|async|\(|[\w$]+\s*=>)/],
  ["setInterval", /^\s*\(\s*(?:function|async|\(|[\w$]+\s*=>)/],
  ["$", /^(?!\s*\.\s*(?:ajax|get|post|load)|\s*\(\s*(?:["'`<]|document|window))/],
  ["top", /^(?!\s*[.[])/],
  ["open", /^(?!\s*\()/],
]);
const maxUse = 80;

/** Kept with the node of a function. */
const kept = Symbol("reaches");
interface Judged {
  [kept]?: boolean;
}

/**
 * Whether looking at code that nobody calls can tell anything: whether it names something outside of the
 * package, itself or through what it refers to. The rest of it only works on what it is handed.
 */
export class Reach {
  /** Names of modelled packages, with all their beginnings up to a dot. */
  private readonly packages = new Set<string>();
  private readonly globals = new Set<string>(ownGlobals);
  /** Functions that were judged on the way to the judgement of one. */
  private open: Judged[] = [];
  private followed = 0;
  private readonly objects = new Map<ObjectValue, boolean>();

  constructor(models: Models) {
    for (const name of models.keys()) {
      if (name.startsWith("global.")) {
        const [, global = ""] = name.split(".", 2);
        if (!harmlessGlobals.has(global)) this.globals.add(global);
      }
      if (!name.startsWith("pkg:")) continue;
      for (let dot = name.indexOf("."); dot >= 0; dot = name.indexOf(".", dot + 1)) {
        this.packages.add(name.slice(0, dot));
      }
      this.packages.add(name);
    }
  }

  /** What objects hold changes while functions are looked at. */
  forget(): void {
    this.objects.clear();
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

  ofFunction(callee: FunctionValue, source: string): boolean {
    const node = callee.node as FunctionNode & Judged;
    const known = node[kept];
    if (known !== undefined) return known;
    if (this.followed >= maxFollowed) return true;
    // Taken for harmless while it is looked into, so that functions may call each other.
    node[kept] = false;
    this.followed += 1;
    this.open.push(node);
    const answer =
      callee.taint.atoms.length > 0 ||
      this.ofCode(source, callee.scope as Scope) ||
      (/\b(?:this|super)\b/.test(source) && this.ofSelf(callee));
    node[kept] = answer;
    this.followed -= 1;
    if (this.followed === 0) {
      // What was found harmless on the way to something that is not may lead there as well.
      if (answer) for (const other of this.open) if (other[kept] === false) delete other[kept];
      this.open = [];
    }
    return answer;
  }

  /** Whether a text names something outside, or something of the package that does. */
  ofCode(source: string, scope: Scope): boolean {
    if (this.ofText(source, scope)) return true;
    return this.someName(source, (name) => {
      const value = scope.lookup(name)?.value;
      return value !== undefined && this.ofValue(value, 0);
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

  /** A method finds its sisters, and what the constructor put into the object. */
  private ofSelf(callee: FunctionValue): boolean {
    const { frame } = callee.scope as Scope;
    const home = callee.home ?? holderOf(callee) ?? (frame.lexical ?? frame).callee?.home;
    if (home === undefined) return this.ofText(frame.unit.source, callee.scope as Scope);
    // A constructor that did nothing of note may have left something to act with.
    const maker = home.type === "object" ? home.props.get("constructor") : undefined;
    if (maker?.type === "function" && maker.node !== callee.node) {
      const { unit } = (maker.scope as Scope).frame;
      const source = unit.source.slice(maker.node.start, maker.node.end);
      if (this.ofFunction(maker, source)) return true;
    }
    return this.ofValue(home, 0);
  }

  private ofValue(value: Value, depth: number): boolean {
    if (value.taint.atoms.length > 0) return true;
    switch (value.type) {
      case "function": {
        const source = sourceOf(value);
        const { runs, told, result } = recordOf(value.node);
        // It was looked at, and what it did then it does with everything.
        if (runs > 0 && !told && depth < maxDepth && !choosing.test(source)) {
          return result !== null && this.ofValue(result, depth + 1);
        }
        return this.ofFunction(value, source);
      }
      case "api":
        return value.boundArgs.length > 0 || this.isOutside(value.name);
      case "instance":
        return true;
      case "either":
        return value.options.some((option) => this.ofValue(option, depth));
      case "object":
        return this.ofObject(value, depth);
      case "array":
        if (depth >= maxDepth || value.items.length > maxParts) return value.items.some(isActing);
        return value.items.some((item) => this.ofValue(item, depth + 1));
      default:
        return false;
    }
  }

  private ofObject(object: ObjectValue, depth: number): boolean {
    if (object.props.size > maxParts) return true;
    if (depth >= maxDepth) return object.props.values().some(isActing);
    const known = this.objects.get(object);
    if (known !== undefined) return known;
    this.objects.set(object, false);
    const answer =
      object.props.values().some((part) => this.ofValue(part, depth + 1)) ||
      [...(object.accessors?.values() ?? [])].some(
        ({ get, set }) =>
          (get !== null && this.ofValue(get, depth + 1)) ||
          (set !== null && this.ofValue(set, depth + 1)),
      ) ||
      (object.proto !== null && this.ofValue(object.proto, depth + 1));
    this.objects.set(object, answer);
    return answer;
  }

  private isOutside(name: string): boolean {
    if (name.startsWith("js:")) return false;
    if (name.startsWith("node:")) return !harmlessModules.has(name.slice(5).split(".", 1)[0] ?? "");
    if (!name.startsWith("pkg:")) return true;
    if (this.packages.has(name)) return true;
    for (let dot = name.indexOf("."); dot >= 0; dot = name.indexOf(".", dot + 1)) {
      if (this.packages.has(name.slice(0, dot))) return true;
    }
    return false;
  }
}

function sourceOf(callee: FunctionValue): string {
  const { unit } = (callee.scope as Scope).frame;
  return unit.source.slice(callee.node.start, callee.node.end);
}

function isActing({ type }: Value): boolean {
  return type !== "primitive" && type !== "text" && type !== "unknown";
}
