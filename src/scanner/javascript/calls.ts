import { unknownText } from "../shell/marks.ts";
import { processNames } from "./process-names.ts";
import { javascriptTokens, type Token } from "./tokens.ts";

/**
 * Calls in JavaScript text whose arguments hold string literals, and the modules it loads. It is a
 * reading of tokens, not of syntax: enough to see a command line that is handed to a process.
 */
export interface JavaScriptReading {
  readonly calls: readonly LiteralCall[];
  /** Literal arguments of `require`, `import` and `from`. */
  readonly modules: readonly string[];
  /** Names and words outside of strings and comments. */
  readonly names: ReadonlySet<string>;
  /** Names of this text that start a process when they are called. */
  readonly processNames: ReadonlySet<string>;
}

export interface LiteralCall {
  /** The dotted names before the parenthesis, outermost first: `cp.execSync` → `cp`, `execSync`. */
  readonly callee: readonly string[];
  /** Folded string arguments in order; parts that are not literal are `unknownText`. */
  readonly strings: readonly string[];
  /** Names that appear among the arguments. */
  readonly names: readonly string[];
  /** Whether the first argument is literal; else its value is missing from `strings`. */
  readonly beginsLiterally: boolean;
  readonly line: number;
}

export function readJavaScript(source: string): JavaScriptReading {
  const tokens = javascriptTokens(source);
  return {
    calls: findCalls(tokens, source),
    modules: findModules(tokens),
    names: new Set(tokens.filter(({ kind }) => kind === "name").map((token) => token.text)),
    processNames: processNames(tokens),
  };
}

function findModules(tokens: readonly Token[]): string[] {
  const modules: string[] = [];
  tokens.forEach((token, index) => {
    if (token.kind !== "string") return;
    const before = tokens[index - 1];
    const callee = before?.text === "(" ? tokens[index - 2] : before;
    if (callee?.kind === "name" && /^(?:require|import|from|resolve)$/.test(callee.text)) {
      modules.push(token.text);
    }
  });
  return modules;
}

interface OpenCall {
  readonly callee: readonly string[];
  readonly strings: string[];
  readonly names: string[];
  readonly at: number;
  readonly beginsLiterally: boolean;
  /** How many braces were open at its parenthesis; deeper text is a callback or an options object. */
  readonly braces: number;
  readonly outer: OpenCall | null;
}

/** Options that hold a command line; other strings in an options object are settings. */
const commandKeys = /^(?:cmd|command|args|argv)$/;

function findCalls(tokens: readonly Token[], text: string): LiteralCall[] {
  const calls: LiteralCall[] = [];
  const lineAt = lineCounter(text);
  const constants = findConstants(tokens);
  /** What each open parenthesis interrupted; a parenthesis without a callee interrupts nothing. */
  const open: { readonly call: OpenCall | null; readonly isCall: boolean }[] = [];
  let call: OpenCall | null = null;
  let braces = 0;
  let key = "";
  tokens.forEach((token, index) => {
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    const isJoined = before?.text === "+" && call !== null && call.strings.length > 0;
    if (token.kind === "mark") {
      if (token.text === "{") braces++;
      else if (token.text === "}") braces--;
      else if (token.text === "(") {
        const callee = calleeBefore(tokens, index);
        open.push({ call, isCall: callee.length > 0 });
        if (callee.length > 0) {
          const beginsLiterally =
            after?.kind === "string" || after?.text === "[" || constants.has(after?.text ?? "");
          const parts = { callee, strings: [], names: [], at: token.at, beginsLiterally };
          call = { ...parts, braces, outer: call };
        }
      } else if (token.text === ")") {
        const closed = open.pop();
        if (closed?.isCall !== true || call === null) return;
        const { callee, strings, names, at, outer, beginsLiterally } = call;
        if (strings.length > 0 || names.length > 0) {
          calls.push({ callee, strings, names, line: lineAt(at), beginsLiterally });
        }
        // `exec("a" + f("b"))`: what the inner call was given is part of what the outer one gets.
        if (outer !== null && outer.braces === call.braces && strings.length <= 64) {
          outer.strings.push(...strings);
          if (names.length <= 64) outer.names.push(...names);
        }
        call = outer;
      }
    } else if (token.kind === "string") {
      if (token.isTemplate === true && (before?.kind === "name" || before?.text === ")")) {
        const callee = calleeBefore(tokens, index);
        const line = lineAt(token.at);
        calls.push({ callee, strings: [token.text], names: [], line, beginsLiterally: true });
      }
      if (call === null || (braces !== call.braces && !commandKeys.test(key))) return;
      if (isJoined) append(call, token.text);
      else call.strings.push(token.text);
    } else if (token.kind === "name") {
      if (after?.text === ":") key = token.text;
      if (call === null) return;
      call.names.push(token.text);
      const isPlain = before?.text !== "." && after?.text !== "(" && after?.text !== ":";
      const value = isPlain ? constants.get(token.text) : undefined;
      if (isJoined) append(call, value ?? unknownText);
      else if (value !== undefined && braces === call.braces) call.strings.push(value);
    }
  });
  return calls;
}

function append(call: OpenCall | null, text: string): void {
  const last = call?.strings.pop();
  if (last !== undefined) call?.strings.push(last.length < 65_536 ? last + text : last);
}

/** `const a = "x" + "y"`, also when the text is packed: `const a = atob("eHk=")` gives the packed text. */
function findConstants(tokens: readonly Token[]): ReadonlyMap<string, string> {
  const constants = new Map<string, string>();
  tokens.forEach((token, index) => {
    if (token.text !== "=" || token.kind !== "mark") return;
    const name = tokens[index - 1];
    if (name?.kind !== "name" || tokens[index + 1]?.text === "=") return;
    let value: string | null = null;
    let at = index + 1;
    if (/^(?:atob|Buffer|decodeURIComponent|unescape)$/.test(tokens[at]?.text ?? "")) {
      value = tokens.slice(at, at + 8).find(({ kind }) => kind === "string")?.text ?? null;
    } else {
      for (let parts = 0; parts < 256; parts++, at += 2) {
        const part = tokens[at];
        const text = part?.kind === "string" ? part.text : constants.get(part?.text ?? "");
        if (text === undefined || (value?.length ?? 0) > 65_536) break;
        value = (value ?? "") + text;
        if (tokens[at + 1]?.text !== "+") break;
      }
    }
    if (value !== null) constants.set(name.text, value);
  });
  return constants;
}

/** Steps back over `a.b`, `a?.b` and `a["b"]`; at most eight names. */
function calleeBefore(tokens: readonly Token[], index: number): string[] {
  const names: string[] = [];
  let at = index - 1;
  while (at >= 0 && names.length < 8) {
    const token = tokens[at];
    if (token?.kind === "name") {
      names.unshift(token.text);
      at--;
    } else if (token?.text === "]") {
      at--;
      for (let steps = 0; at >= 0 && steps < 16 && tokens[at]?.text !== "["; steps++, at--) {
        const inner = tokens[at];
        if (inner?.kind === "string") names.unshift(inner.text);
      }
      at--;
      continue;
    } else if (token?.text === ")" && names.length > 0) {
      // `require("child_process").exec(`: the module's name says as much as a variable would.
      at--;
      for (let steps = 0; at >= 0 && steps < 16 && tokens[at]?.text !== "("; steps++, at--) {
        const inner = tokens[at];
        if (inner?.kind === "string") names.unshift(inner.text);
      }
      return names;
    } else break;
    if (tokens[at]?.text === ".") at--;
    else if (tokens[at]?.text !== "]") break;
    if (tokens[at]?.text === "?") at--;
  }
  return names;
}

function lineCounter(text: string): (at: number) => number {
  const ends: number[] = [];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) ends.push(at);
  return (at) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
