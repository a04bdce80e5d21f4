import type { Tree } from "../code/tree.ts";

const maxDepth = 20;

/** A string that stands there, whole or added up from pieces; null for anything else. */
export function stringOf(node: Tree | null | undefined, depth = 0): string | null {
  if (node === null || node === undefined || depth > maxDepth) return null;
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : null;
  if (node.type === "TemplateLiteral" && node.expressions.length === 0) {
    return node.quasis[0]?.value.cooked ?? null;
  }
  if (node.type === "BinaryExpression" && node.operator === "+") {
    const left = stringOf(node.left, depth + 1);
    const right = left === null ? null : stringOf(node.right, depth + 1);
    return left === null || right === null ? null : left + right;
  }
  return null;
}

/** Whether a node is a number, also with a sign, or a string that says one in hexadecimal. */
export function isNumeric(node: Tree | null | undefined, depth = 0): boolean {
  if (node === null || node === undefined || depth > maxDepth) return false;
  if (node.type === "UnaryExpression") return isNumeric(node.argument, depth + 1);
  if (node.type === "BinaryExpression") {
    return isNumeric(node.left, depth + 1) && isNumeric(node.right, depth + 1);
  }
  if (node.type !== "Literal") return false;
  if (typeof node.value === "number") return true;
  return typeof node.value === "string" && /^0x[0-9a-f]{1,8}$/i.test(node.value);
}

/** The name of a member that is spelled out, with a dot or as a string. */
export function memberName(node: Tree | null | undefined): string | null {
  if (node?.type !== "MemberExpression") return null;
  if (node.computed) return stringOf(node.property);
  return node.property.type === "Identifier" ? node.property.name : null;
}

/** A plain name; null for anything else. */
export function nameOf(node: Tree | null | undefined): string | null {
  return node?.type === "Identifier" ? node.name : null;
}
