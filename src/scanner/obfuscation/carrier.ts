import type { Tree } from "../code/tree.ts";
import { memberName, nameOf, stringOf } from "./constants.ts";
import type { NodeVisitor } from "./walk.ts";

const maxSteps = 500;
const maxNames = 16;

/**
 * Finds code that is taken out of what nobody reads as code and then run (threat catalogue OBF-14):
 * the text of a function, with its comments, the source of a pattern, a stack. Such a text that is
 * only used as text, as templates are, is none.
 */
export function carrierFinder(): { readonly visit: NodeVisitor; found(): Tree | null } {
  const functions = new Set<string>();
  /** By name, the last value that each function gives it; null is the top level. */
  const values = new Map<string, Map<Tree | null, Tree>>();
  const sinks: { readonly call: CodeSink; readonly within: readonly Tree[] }[] = [];

  function visit(node: Tree, around: readonly Tree[]): void {
    switch (node.type) {
      case "FunctionDeclaration":
        if (nameOf(node.id) !== null) functions.add(nameOf(node.id) ?? "");
        return;
      case "VariableDeclarator": {
        const name = nameOf(node.id as Tree);
        if (name === null || node.init === null || node.init === undefined) return;
        if (isFunction(node.init)) functions.add(name);
        else {
          const places = values.get(name) ?? new Map<Tree | null, Tree>();
          values.set(name, places.set(around.findLast(isFunction) ?? null, node.init));
        }
        return;
      }
      case "CallExpression":
      case "NewExpression":
        if (isCodeSink(node)) sinks.push({ call: node, within: around.filter(isFunction) });
    }
  }

  /** What a name stands for in a place: the same one means something else in other functions. */
  function given(name: string, within: readonly Tree[]): Tree | undefined {
    const places = values.get(name);
    if (places === undefined) return undefined;
    for (const owner of within.toReversed()) {
      const value = places.get(owner);
      if (value !== undefined || takes(owner, name)) return value;
    }
    return places.get(null);
  }

  /**
   * Whether an expression, through the variables in it, cuts something out of such a text. That it
   * holds one beside what it cuts out of another, says nothing.
   */
  function isCarried(root: Tree, within: readonly Tree[]): boolean {
    const seen = new Set<string>();
    const work: { readonly here: unknown; readonly isCut: boolean }[] = [
      { here: root, isCut: false },
    ];
    for (let steps = 0; steps < maxSteps; steps++) {
      const { here, isCut } = work.pop() ?? { here: null, isCut: false };
      if (here === null && work.length === 0) break;
      if (typeof here !== "object" || here === null) continue;
      if (Array.isArray(here)) {
        for (const one of here.slice(0, maxSteps)) work.push({ here: one, isCut });
        continue;
      }
      const node = here as Tree;
      if (isFunction(node)) continue;
      if (isCut && isText(node)) return true;
      const name = nameOf(node);
      const key = `${isCut} ${name}`;
      if (name !== null && seen.size < maxNames && !seen.has(key)) {
        seen.add(key);
        work.push({ here: given(name, within), isCut });
      }
      const cut = node.type === "CallExpression" ? cutOut(node) : null;
      if (cut !== null) work.push({ here: cut, isCut: true });
      for (const one of Object.values(node)) work.push({ here: one, isCut });
    }
    return false;
  }

  function isText(node: Tree): boolean {
    if (node.type === "CallExpression") return isOwnText(node);
    if (node.type !== "MemberExpression") return false;
    const name = memberName(node);
    const { object } = node;
    if (name === "source") return object.type === "Literal" && "regex" in object;
    return name === "stack" && /^(?:New|Call)Expression$/.test(object.type);
  }

  /** `fn.toString()`, `String(fn)`, `arguments.callee.toString()`. */
  function isOwnText(node: Tree & { readonly type: "CallExpression" }): boolean {
    const callee = node.callee as Tree;
    if (nameOf(callee) === "String") return functions.has(nameOf(node.arguments[0] as Tree) ?? "");
    if (memberName(callee) !== "toString" || callee.type !== "MemberExpression") return false;
    const object = callee.object as Tree;
    if (memberName(object) === "callee" || isFunction(object)) return true;
    return functions.has(nameOf(object) ?? "");
  }

  return {
    visit,
    found: () =>
      sinks.find(({ call, within }) => call.arguments.some((one) => isCarried(one as Tree, within)))
        ?.call ?? null,
  };
}

type CodeSink = Tree & { readonly type: "CallExpression" | "NewExpression" };

function isFunction({ type }: Tree): boolean {
  return /^(?:Arrow)?Function/.test(type);
}

/** Whether a function has a parameter of that name. */
function takes(owner: Tree, name: string): boolean {
  const params = "params" in owner && Array.isArray(owner.params) ? owner.params : [];
  return params.some((param: Tree) => {
    const plain = param.type === "AssignmentPattern" ? param.left : param;
    return nameOf(plain as Tree) === name;
  });
}

/** What a call cuts something out of: what stands before the dot, or what a pattern is given. */
function cutOut(node: Tree & { readonly type: "CallExpression" }): unknown {
  const name = memberName(node.callee as Tree) ?? "";
  if (name === "exec") return node.arguments;
  const isCut = /^(?:slice|substring|substr|match|split|replace)$/.test(name);
  return isCut && node.callee.type === "MemberExpression" ? node.callee.object : null;
}

const evaluators = new Set(["eval", "Function", "execScript"]);
const evaluatingMembers = new Set([
  "eval",
  "Function",
  "_compile",
  "runInThisContext",
  "runInNewContext",
  "runInContext",
  "compileFunction",
]);

function isCodeSink(node: CodeSink): boolean {
  const callee = node.callee as Tree;
  if (evaluators.has(nameOf(callee) ?? "")) return true;
  if (callee.type === "SequenceExpression") {
    return evaluators.has(nameOf(callee.expressions.at(-1) as Tree) ?? "");
  }
  const member = memberName(callee);
  if (member !== null && evaluatingMembers.has(member)) return true;
  return member === "constructor" && stringOf(node.arguments[0] as Tree) === null;
}
