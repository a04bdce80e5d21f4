import type { Tree } from "../code/tree.ts";
import { memberName, nameOf, stringOf } from "./constants.ts";
import type { NodeVisitor } from "./walk.ts";

const maxSteps = 300;
const maxNames = 8;

/**
 * Finds code that is taken out of what nobody reads as code and then run (threat catalogue OBF-14):
 * the text of a function, with its comments, the source of a pattern, a stack. Such a text that is
 * only used as text, as templates are, is none.
 */
export function carrierFinder(): { readonly visit: NodeVisitor; found(): Tree | null } {
  const functions = new Set<string>();
  const values = new Map<string, Tree>();
  const sinks: (Tree & { readonly type: "CallExpression" | "NewExpression" })[] = [];

  function visit(node: Tree): void {
    switch (node.type) {
      case "FunctionDeclaration":
        if (nameOf(node.id) !== null) functions.add(nameOf(node.id) ?? "");
        return;
      case "VariableDeclarator": {
        const name = nameOf(node.id as Tree);
        if (name === null || node.init === null || node.init === undefined) return;
        if (/^(?:Arrow)?Function/.test(node.init.type)) functions.add(name);
        else values.set(name, node.init);
        return;
      }
      case "CallExpression":
      case "NewExpression":
        if (isCodeSink(node)) sinks.push(node);
    }
  }

  /** Whether an expression, through the variables in it, reads such a text and cuts something out. */
  function isCarried(root: Tree): boolean {
    let isText = false;
    let isCut = false;
    const seen = new Set<string>();
    const work: unknown[] = [root];
    for (let steps = 0; work.length > 0 && steps < maxSteps; steps++) {
      const here = work.pop();
      if (typeof here !== "object" || here === null) continue;
      if (Array.isArray(here)) {
        work.push(...here.slice(0, maxSteps));
        continue;
      }
      const node = here as Tree;
      if (/^(?:Arrow)?Function/.test(node.type)) continue;
      if (node.type === "Identifier" && seen.size < maxNames && !seen.has(node.name)) {
        seen.add(node.name);
        work.push(values.get(node.name));
      }
      if (node.type === "CallExpression") {
        isText ||= isOwnText(node);
        isCut ||= /^(?:slice|substring|substr|match|split|replace|exec|trim)$/.test(
          memberName(node.callee as Tree) ?? "",
        );
      }
      if (node.type === "MemberExpression") {
        const name = memberName(node);
        const { object } = node;
        isText ||= name === "source" && object.type === "Literal" && "regex" in object;
        isText ||= name === "stack" && /^(?:New|Call)Expression$/.test(object.type);
      }
      work.push(...Object.values(node));
    }
    return isText && isCut;
  }

  /** `fn.toString()`, `String(fn)`, `arguments.callee.toString()`. */
  function isOwnText(node: Tree & { readonly type: "CallExpression" }): boolean {
    const callee = node.callee as Tree;
    if (nameOf(callee) === "String") return functions.has(nameOf(node.arguments[0] as Tree) ?? "");
    if (memberName(callee) !== "toString" || callee.type !== "MemberExpression") return false;
    const object = callee.object as Tree;
    if (memberName(object) === "callee" || /^(?:Arrow)?Function/.test(object.type)) return true;
    return functions.has(nameOf(object) ?? "");
  }

  return {
    visit,
    found: () => sinks.find((sink) => sink.arguments.some((one) => isCarried(one as Tree))) ?? null,
  };
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

function isCodeSink(node: Tree & { readonly type: "CallExpression" | "NewExpression" }): boolean {
  const callee = node.callee as Tree;
  if (evaluators.has(nameOf(callee) ?? "")) return true;
  if (callee.type === "SequenceExpression") {
    return evaluators.has(nameOf(callee.expressions.at(-1) as Tree) ?? "");
  }
  const member = memberName(callee);
  if (member !== null && evaluatingMembers.has(member)) return true;
  return member === "constructor" && stringOf(node.arguments[0] as Tree) === null;
}
