import type { Engine } from "../engine.ts";
import type { Scope } from "../scope.ts";
import type { MemberExpression, Tree } from "../tree.ts";
import { unknownValue } from "../values.ts";
import { comparesStarted } from "./compares-started.ts";

/** Ways to make another module the main one, or to start a file that names itself. */
const tampers =
  /\bmainModule\b|\b(?:defineProperty|defineProperties|assign|set)\s{0,4}\(\s{0,4}(?:require|import\.meta)\b|\brequire\s{0,4}\[/;
const starters = /\b(?:fork|spawn\w{0,10}|exec\w{0,10}|Worker)\b/;
const ownName =
  /\b__filename\b|\bimport\.meta\.(?:filename|url|path)\b|\bmain\.filename\b|\bargv\s{0,4}\[\s{0,4}1\b|\bmodule\.(?:filename|id)\b|\bscriptPath\b/;

/**
 * Whether a condition asks if this file is the program that somebody started: then what stands behind
 * it does not run when the package is loaded. The names must be those that the runtime gives.
 */
export function isProgramGuard(engine: Engine, test: Tree, scope: Scope): boolean {
  if (!asksForMain(engine, test, scope)) return false;
  const { source } = engine.frame.unit;
  return !tampers.test(source) && !(starters.test(source) && ownName.test(source));
}

/** `if (require.main !== module) return;`: what comes behind it runs in the program alone. */
export function leavesUnlessProgram(engine: Engine, node: Tree, scope: Scope): boolean {
  if (node.type !== "IfStatement" || node.alternate != null) return false;
  const { consequent } = node;
  const last = consequent.type === "BlockStatement" ? consequent.body.at(-1) : consequent;
  return last?.type === "ReturnStatement" && isLibraryGuard(engine, node.test, scope);
}

/** Whether a condition asks if this file is not the program, in the same ways. */
export function isLibraryGuard(engine: Engine, test: Tree, scope: Scope): boolean {
  switch (test.type) {
    case "ParenthesizedExpression":
      return isLibraryGuard(engine, test.expression, scope);
    case "UnaryExpression":
      return test.operator === "!" && isProgramGuard(engine, test.argument, scope);
    case "BinaryExpression": {
      if (!/^!==?$/.test(test.operator)) return false;
      const opposite = { ...test, operator: test.operator === "!=" ? "==" : "===" } as Tree;
      return isProgramGuard(engine, opposite, scope);
    }
    default:
      return false;
  }
}

function asksForMain(engine: Engine, test: Tree, scope: Scope): boolean {
  switch (test.type) {
    case "ParenthesizedExpression":
      return asksForMain(engine, test.expression, scope);
    case "LogicalExpression":
      return (
        test.operator === "&&" &&
        (asksForMain(engine, test.left, scope) || asksForMain(engine, test.right, scope))
      );
    case "CallExpression":
      return comparesStarted(engine, test, scope);
    case "Identifier": {
      const made = constantOf(engine, test.name, scope);
      return made !== null && asksForMain(engine, made, scope);
    }
    case "BinaryExpression": {
      if (test.operator !== "===" && test.operator !== "==") return false;
      const { left, right } = test as { readonly left: Tree; readonly right: Tree };
      return (
        (isMain(left, scope) && isOwnModule(right, scope)) ||
        (isMain(right, scope) && isOwnModule(left, scope)) ||
        comparesStarted(engine, test, scope)
      );
    }
    case "MemberExpression": {
      if (nameOf(test) !== "main" || (test.object as Tree).type !== "MetaProperty") return false;
      const meta = scope.lookup("import.meta")?.value;
      return meta?.type === "object" && meta.props.get("main") === unknownValue;
    }
    default:
      return false;
  }
}

/** What a constant of the file itself is made from, such as `const isMain = …`. */
function constantOf(engine: Engine, name: string, scope: Scope): Tree | null {
  if (scope.lookup(name)?.isConst !== true) return null;
  for (const node of engine.frame.unit.program.body as readonly Tree[]) {
    if (node.type !== "VariableDeclaration" || node.kind !== "const") continue;
    const found = node.declarations.find(({ id }) => id.type === "Identifier" && id.name === name);
    if (found?.init != null) return found.init.type === "Identifier" ? null : found.init;
  }
  return null;
}

/** `require.main`, which nobody put something else into. */
function isMain(node: Tree, scope: Scope): boolean {
  if (node.type !== "MemberExpression" || nameOf(node) !== "main") return false;
  const object = node.object as Tree;
  if (object.type !== "Identifier" || object.name !== "require") return false;
  const require = scope.lookup("require")?.value;
  return require?.type === "api" && require.name === "global.require" && !require.props.has("main");
}

function isOwnModule(node: Tree, scope: Scope): boolean {
  if (node.type !== "Identifier" || node.name !== "module") return false;
  const module = scope.lookup("module")?.value;
  return module?.type === "object" && module.props.has("_compile");
}

function nameOf({ computed, property }: MemberExpression): string | null {
  const name = property as Tree;
  return !computed && name.type === "Identifier" ? (name.name as string) : null;
}
