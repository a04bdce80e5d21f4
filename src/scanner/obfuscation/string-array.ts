import type { Tree } from "../code/tree.ts";
import { isNumeric, memberName, nameOf } from "./constants.ts";
import type { NodeVisitor } from "./walk.ts";

const leastStrings = 5;
const leastCalls = 5;
const leastShare = 0.3;
/** Decoders are small. */
const maxSteps = 400;
const maxChars = 4000;
const maxSameName = 8;

/**
 * Finds the string array of an obfuscator by its parts, whatever they are called (threat catalogue
 * OBF-01): an array of strings, a loop that pushes what it shifts, a function that looks a number up,
 * and members whose names come out of such calls. Tables of texts have the first of these, minified
 * code none.
 */
export function stringArrayFinder(): { readonly visit: NodeVisitor; found(): Tree | null } {
  const arrays = new Set<Tree>();
  let firstArray: Tree | null = null;
  let rotation: Tree | null = null;
  /** Functions by name, of which few are looked into in the end. */
  const functions = new Map<string, FunctionTree[]>();
  const decoders = new Map<string, boolean>();
  /** Other names of functions, and functions that only hand their arguments on. */
  const aliases = new Map<string, string>();
  const numericCalls = new Map<string, number>();
  const memberCalls = new Map<string, number>();
  let computed = 0;
  let members = 0;

  function visit(node: Tree, around: readonly Tree[]): void {
    switch (node.type) {
      case "ArrayExpression":
        if (isStringArray(node) && isHeld(around)) {
          arrays.add(node);
          firstArray ??= node;
        }
        return;
      case "CallExpression": {
        if (isRotation(node) && around.some(isLoop)) rotation ??= node;
        const name = nameOf(node.callee);
        const isCoded =
          name !== null && node.arguments.length <= 3 && isNumeric(asTree(node.arguments[0]));
        if (isCoded) numericCalls.set(name, (numericCalls.get(name) ?? 0) + 1);
        return;
      }
      case "MemberExpression": {
        members += 1;
        if (!node.computed || node.property.type !== "CallExpression") return;
        const { callee, arguments: args } = node.property;
        const name = nameOf(callee);
        if (name === null || !isNumeric(asTree(args[0]))) return;
        computed += 1;
        memberCalls.set(name, (memberCalls.get(name) ?? 0) + 1);
        return;
      }
      case "VariableDeclarator": {
        const [name, from] = [nameOf(node.id), nameOf(node.init)];
        if (name !== null && from !== null) aliases.set(name, from);
        if (name !== null && isFunction(node.init)) define(name, node.init);
        return;
      }
      case "AssignmentExpression": {
        const name = nameOf(node.left);
        // `f = function (n) { … }` inside of `f` itself is how a decoder replaces itself.
        if (name !== null && isFunction(node.right)) define(name, node.right);
        return;
      }
      case "FunctionDeclaration": {
        const name = nameOf(node.id);
        if (name === null) return;
        define(name, node as FunctionTree);
        const target = handsOn(node);
        if (target !== null) aliases.set(name, target);
        return;
      }
    }
  }

  function define(name: string, node: FunctionTree): void {
    const known = functions.get(name);
    if (known === undefined) functions.set(name, [node]);
    else if (known.length < maxSameName) known.push(node);
  }

  /** Looks for what a decoder looks like only where the name is called like one. */
  function decodes(name: string): boolean {
    let answer = decoders.get(name);
    if (answer === undefined) {
      answer = (functions.get(name) ?? []).some(isDecoder);
      decoders.set(name, answer);
    }
    return answer;
  }

  function decoderOf(name: string): string | null {
    let at: string | undefined = name;
    for (let steps = 0; at !== undefined && steps < 8; steps++) {
      if (decodes(at)) return at;
      at = aliases.get(at);
    }
    return null;
  }

  function count(calls: ReadonlyMap<string, number>): number {
    let sum = 0;
    for (const [name, times] of calls) if (decoderOf(name) !== null) sum += times;
    return sum;
  }

  return {
    visit,
    found() {
      if (arrays.size === 0) return null;
      const decoded = count(numericCalls);
      const hasDecoder = decoded >= leastCalls;
      if (hasDecoder && rotation !== null) return firstArray;
      const share = members === 0 ? 0 : count(memberCalls) / members;
      if (hasDecoder && share >= leastShare && computed >= leastCalls) {
        return firstArray;
      }
      return null;
    },
  };
}

function isStringArray(node: Tree & { readonly type: "ArrayExpression" }): boolean {
  const { elements } = node;
  if (elements.length < leastStrings) return false;
  const strings = elements.filter(
    (element) => element?.type === "Literal" && typeof element.value === "string",
  );
  return strings.length >= elements.length * 0.9;
}

/** Kept in a variable, or what a function returns; an argument or a property is data of its own. */
function isHeld(around: readonly Tree[]): boolean {
  const holder = around.at(-1)?.type;
  return (
    holder === "VariableDeclarator" ||
    holder === "ReturnStatement" ||
    holder === "AssignmentExpression" ||
    holder === "ArrowFunctionExpression"
  );
}

function isLoop(node: Tree): boolean {
  return /^(?:While|DoWhile|For)Statement$/.test(node.type);
}

/** `list.push(list.shift())`, also with the names as strings or turned around. */
function isRotation(node: Tree & { readonly type: "CallExpression" }): boolean {
  const added = memberName(asTree(node.callee));
  const [argument] = node.arguments;
  if (argument?.type !== "CallExpression") return false;
  const taken = memberName(asTree(argument.callee));
  const isPair =
    (added === "push" && taken === "shift") || (added === "unshift" && taken === "pop");
  if (!isPair) return false;
  return objectName(asTree(node.callee)) === objectName(asTree(argument.callee));
}

function objectName(node: Tree | null): string | null {
  return node?.type === "MemberExpression" ? nameOf(asTree(node.object)) : null;
}

type FunctionTree = Tree & {
  readonly type: "FunctionExpression" | "FunctionDeclaration" | "ArrowFunctionExpression";
};

function isFunction(node: unknown): node is FunctionTree {
  return /^(?:Function|ArrowFunction)Expression$/.test(asTree(node)?.type ?? "");
}

/**
 * A function of a number that takes a constant away from it and indexes an array. Only what stands
 * at its beginning is looked at, since decoders are small and functions nest.
 */
function isDecoder(node: FunctionTree): boolean {
  const [parameter] = node.params;
  const index = nameOf(asTree(parameter));
  if (index === null || node.body.type !== "BlockStatement") return false;
  if (node.end - node.start > maxChars) return false;
  let shifts = false;
  let looksUp = false;
  const work: unknown[] = node.body.body.slice(0, maxSteps);
  for (let steps = 0; work.length > 0 && steps < maxSteps; steps++) {
    const here = work.shift();
    if (typeof here !== "object" || here === null) continue;
    if (Array.isArray(here)) {
      work.push(...here.slice(0, maxSteps));
      continue;
    }
    const inner = here as Tree;
    if (inner.type === "AssignmentExpression" && nameOf(asTree(inner.left)) === index) {
      shifts ||= isShift(inner, index);
    }
    if (inner.type === "MemberExpression" && inner.computed) {
      const key = asTree(inner.property);
      looksUp ||=
        nameOf(key) === index || (key?.type === "BinaryExpression" && isOffset(key, index));
      shifts ||= key?.type === "BinaryExpression" && isOffset(key, index);
    }
    work.push(...Object.values(inner));
  }
  return shifts && looksUp;
}

/** `n = n - 0x1a3`, `n -= 419`, `n = ~~"0x".concat(n)`. */
function isShift(node: Tree & { readonly type: "AssignmentExpression" }, index: string): boolean {
  if (node.operator === "-=" || node.operator === "+=") return isNumeric(asTree(node.right));
  if (node.right.type === "BinaryExpression") return isOffset(node.right, index);
  return node.operator === "=" && node.right.type === "UnaryExpression";
}

function isOffset(node: Tree & { readonly type: "BinaryExpression" }, index: string): boolean {
  if (node.operator !== "-" && node.operator !== "+") return false;
  return nameOf(asTree(node.left)) === index && isNumeric(node.right);
}

/** `function a(b, c) { return d(c - 1, b); }`: the function that it calls. */
function handsOn(node: FunctionTree): string | null {
  if (node.body.type !== "BlockStatement" || node.body.body.length !== 1) return null;
  const [only] = node.body.body;
  if (only?.type !== "ReturnStatement" || only.argument?.type !== "CallExpression") return null;
  return nameOf(asTree(only.argument.callee));
}

/** The parsers' types tell patterns, expressions and spreads apart, which does not matter here. */
function asTree(node: unknown): Tree | null {
  return (node ?? null) as Tree | null;
}
