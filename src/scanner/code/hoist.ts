import type { Node } from "./machine.ts";
import type { Pattern, Tree } from "./tree.ts";

/** What a function body declares before it runs. */
export interface Hoisted {
  readonly vars: readonly string[];
  readonly functions: readonly HoistedFunction[];
}

type HoistedFunction = Tree & { type: "FunctionDeclaration" };

/** Kept with the node that owns the body. */
const kept = Symbol("hoisted");
const maxDepth = 400;

/** `var` names and functions of a body, nested blocks included, nested functions not. */
export function hoistedIn(owner: Node, body: readonly Tree[]): Hoisted {
  const holder = owner as Node & { [kept]?: Hoisted };
  const before = holder[kept];
  if (before !== undefined) return before;
  const vars = new Set<string>();
  const functions: HoistedFunction[] = [];
  for (const statement of body) walk(statement, vars, functions, true, 0);
  const hoisted = { vars: [...vars], functions };
  holder[kept] = hoisted;
  return hoisted;
}

function walk(
  node: Tree,
  vars: Set<string>,
  functions: HoistedFunction[],
  isTop: boolean,
  depth: number,
): void {
  if (depth > maxDepth) return;
  const inner = (child: Tree | null | undefined) => {
    if (child !== null && child !== undefined) walk(child, vars, functions, false, depth + 1);
  };
  switch (node.type) {
    case "VariableDeclaration":
      if (node.kind === "var") {
        for (const { id } of node.declarations) patternNames(id, (name) => vars.add(name));
      }
      return;
    case "FunctionDeclaration":
      // A block's functions are its own, and of the function around it in sloppy code.
      if (isTop) functions.push(node as HoistedFunction);
      else if (node.id != null) vars.add(node.id.name);
      return;
    case "ExportNamedDeclaration":
      if (node.declaration) walk(node.declaration, vars, functions, isTop, depth + 1);
      return;
    case "ExportDefaultDeclaration":
      if (node.declaration.type === "FunctionDeclaration" && node.declaration.id !== null) {
        functions.push(node.declaration as HoistedFunction);
      }
      return;
    case "BlockStatement":
      for (const child of node.body) inner(child);
      return;
    case "IfStatement":
      inner(node.consequent);
      inner(node.alternate);
      return;
    case "ForStatement":
      inner(node.init);
      inner(node.body);
      return;
    case "ForInStatement":
    case "ForOfStatement":
      inner(node.left);
      inner(node.body);
      return;
    case "WhileStatement":
    case "DoWhileStatement":
    case "LabeledStatement":
    case "WithStatement":
      inner(node.body);
      return;
    case "SwitchStatement":
      for (const { consequent } of node.cases) for (const child of consequent) inner(child);
      return;
    case "TryStatement":
      inner(node.block);
      inner(node.handler?.body);
      inner(node.finalizer);
      return;
    default:
      return;
  }
}

/** Every name that a pattern binds. */
export function patternNames(pattern: Pattern | Tree, found: (name: string) => void): void {
  switch (pattern.type) {
    case "Identifier":
      found(pattern.name);
      return;
    case "ObjectPattern":
      for (const property of pattern.properties) {
        patternNames(property.type === "RestElement" ? property.argument : property.value, found);
      }
      return;
    case "ArrayPattern":
      for (const element of pattern.elements) if (element !== null) patternNames(element, found);
      return;
    case "RestElement":
      patternNames(pattern.argument, found);
      return;
    case "AssignmentPattern":
      patternNames(pattern.left, found);
      return;
    case "TSParameterProperty":
      patternNames(pattern.parameter, found);
      return;
    default:
      return;
  }
}
