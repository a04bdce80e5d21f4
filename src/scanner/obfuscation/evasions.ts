import type { Tree } from "../code/tree.ts";
import { memberName, nameOf, stringOf } from "./constants.ts";

/** `"3|0|1".split("|")[i++]` as what a switch in a loop runs by; regenerated functions count numbers. */
export function isFlattened(node: Tree, around: readonly Tree[]): boolean {
  if (node.type !== "SwitchStatement" || node.cases.length < 3) return false;
  const { discriminant } = node;
  if (discriminant.type !== "MemberExpression" || !discriminant.computed) return false;
  if (discriminant.property.type !== "UpdateExpression") return false;
  const isNumbered = node.cases.every(
    ({ test }) => test === null || test === undefined || /^\d{1,4}$/.test(stringOf(test) ?? ""),
  );
  return (
    isNumbered && around.slice(-4).some(({ type }) => /^(?:While|DoWhile|For)Statement$/.test(type))
  );
}

/** Patterns that fit a function only in one line, or that need for ever when it is in several. */
const ownTextPattern = /^(?:\(\(\(\.\+\)\+\)\+\)\+\$|\\w\+ \*\\\(\\\) \*\{\\w\+)/;

/** A function's text that is searched for how it is formatted. */
export function isSelfTest(node: Tree): boolean {
  if (node.type === "Literal") {
    const pattern = "regex" in node && node.regex !== undefined ? node.regex.pattern : node.value;
    return typeof pattern === "string" && pattern.length > 8 && ownTextPattern.test(pattern);
  }
  if (node.type !== "BinaryExpression" || node.operator !== "+") return false;
  const text = stringOf(node);
  return text !== null && ownTextPattern.test(text);
}

const evaluators: ReadonlySet<string> = new Set(["constructor", "Function", "eval"]);
const equalities: ReadonlySet<string> = new Set(["==", "===", "!=", "!=="]);

/** `setInterval(() => { debugger; })`, `Function("debu" + "gger")()`, `f.constructor("debugger")`. */
export function isDebuggerTrap(node: Tree, around: readonly Tree[]): boolean {
  if (node.type === "DebuggerStatement") {
    return around.some(
      (outer, at) =>
        outer.type === "CallExpression" &&
        /^set(?:Interval|Timeout|Immediate)$/.test(calleeName(outer)) &&
        /^(?:Arrow)?Function/.test(around[at + 1]?.type ?? ""),
    );
  }
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return false;
  if (!evaluators.has(calleeName(node))) return false;
  return node.arguments.some((argument) => /\bdebugger\b/.test(stringOf(argument as Tree) ?? ""));
}

function calleeName(node: Tree & { readonly type: "CallExpression" | "NewExpression" }): string {
  const callee = node.callee as Tree;
  return nameOf(callee) ?? memberName(callee) ?? "";
}

/** Words that builds put in the place of settings, and what `typeof` gives: honest comparisons. */
const settings =
  /^(?:|production|development|test|staging|true|false|browser|node|server|client|web|undefined|function|object|string|number|boolean|symbol|bigint|esm|cjs|umd|latest)$/i;

/** Two constant strings that are compared; null for what is not. */
export function constantComparison(node: Tree): string | null {
  if (node.type !== "BinaryExpression" || !equalities.has(node.operator)) return null;
  const right = stringOf(node.right);
  const left = right === null ? null : stringOf(node.left as Tree);
  if (left === null || right === null || settings.test(left) || settings.test(right)) return null;
  return `${left} ${right}`;
}
